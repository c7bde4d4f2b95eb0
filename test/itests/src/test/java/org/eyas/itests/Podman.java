package org.eyas.itests;

import java.nio.file.Path;
import java.util.List;

/** podman with all its files in a folder of the test. */
final class Podman {
  private Podman() {}

  /** The beginning of a command. */
  static Program in(Path folder) {
    return by(List.of("podman"), folder, Runc.PROGRAM);
  }

  /**
   * The beginning of a command that is started in another way.
   *
   * @param command podman, after a program that starts it
   * @param runc the program that starts its containers
   */
  static Program by(List<String> command, Path folder, Path runc) {
    return Program.of(command.getFirst(), command.subList(1, command.size()).toArray(String[]::new))
        .and(
            "--root", folder + "/root", "--runroot", folder + "/run", "--tmpdir", folder + "/tmp", "--cgroup-manager",
            "cgroupfs", "--events-backend", "file", "--runtime", runc.toString())
        .with("PODMAN_IGNORE_CGROUPSV1_WARNING", "1");
  }
}
