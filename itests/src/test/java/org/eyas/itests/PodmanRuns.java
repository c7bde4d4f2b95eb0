package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Containers by podman, which has no daemon: of root, or of a user. */
final class PodmanRuns implements ContainerRuns {
  /** A user without an account: podman then maps only this user into its containers. */
  private static final String USER = "54321";

  private final Path folder;
  private final List<String> command;
  private final Path runc;

  private PodmanRuns(Path folder, List<String> command, Runc runc) throws IOException {
    this.folder = folder;
    this.command = command;
    this.runc = runc.in(folder);
  }

  static PodmanRuns ofRoot(Path folder, Path image, Runc runc) throws IOException, InterruptedException {
    return new PodmanRuns(Files.createDirectories(folder), List.of("podman"), runc).load(image);
  }

  /** Where cgroups v1 are in use, these containers have none of their own. */
  static PodmanRuns ofUser(Path image) throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory(Path.of("/var/tmp"), "eyas-podman"); // a user cannot reach the test's folder
    Path copy = Files.copy(image, folder.resolve("image.tar"));
    assertEquals(0, Program.of("chown", "-R", USER + ":" + USER, folder.toString()).run().exitCode());
    List<String> command = List.of("setpriv", "--reuid", USER, "--regid", USER, "--clear-groups", "podman");
    return new PodmanRuns(folder, command, Runc.plain()).load(copy);
  }

  private PodmanRuns load(Path image) throws IOException, InterruptedException {
    podman("load", "-i", image.toString());
    return this;
  }

  private String podman(String... arguments) throws IOException, InterruptedException {
    Program.Result result =
        Podman.by(command, folder, runc)
            .and(arguments)
            .with("HOME", folder)
            .with("XDG_RUNTIME_DIR", folder)
            .in(folder)
            .run();
    assertEquals(0, result.exitCode(), () -> Arrays.toString(arguments) + ": " + result.err());
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
    podman("system", "migrate"); // ends the process that keeps the namespaces of a user
    RuntimeDaemon.clean(folder);
  }
}
