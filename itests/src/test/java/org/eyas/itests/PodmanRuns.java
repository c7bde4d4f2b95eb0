package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Containers by podman, which has no daemon. */
final class PodmanRuns implements ContainerRuns {
  private final Path folder;

  PodmanRuns(Path folder, Path image) throws IOException, InterruptedException {
    this.folder = Files.createDirectories(folder);
    podman("load", "-i", image.toString());
  }

  private String podman(String... arguments) throws IOException, InterruptedException {
    Program.Result result =
        Program.of(
            "podman", "--root", folder + "/root", "--runroot", folder + "/run", "--tmpdir", folder + "/tmp",
            "--cgroup-manager", "cgroupfs", "--events-backend", "file", "--runtime", "/usr/sbin/runc")
            .and(arguments)
            .with("PODMAN_IGNORE_CGROUPSV1_WARNING", "1")
            .run();
    assertEquals(0, result.exitCode(), result::err);
    return result.out().strip();
  }

  @Override
  public Map<String, String> run(int count) throws IOException, InterruptedException {
    Map<String, String> ids = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      String id = podman("create", "--rm", "--name", "job" + i, "--network", "none", IMAGE, PROGRAM[0], PROGRAM[1]);
      podman("start", "--attach", id);
      ids.put("job" + i, id);
    }
    return ids;
  }

  @Override
  public String type() {
    return "podman";
  }

  @Override
  public void close() throws IOException, InterruptedException {
    RuntimeDaemon.clean(folder);
  }
}
