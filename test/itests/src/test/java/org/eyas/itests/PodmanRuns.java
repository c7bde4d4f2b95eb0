package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Containers by podman, which has no daemon: of root, or of a user. */
final class PodmanRuns implements ContainerRuns {
  /** A user without an account: podman then maps only this user into its containers. */
  private static final String USER = "54321";

  private static final String[] AS_USER = {"--reuid", USER, "--regid", USER, "--clear-groups"};

  private final Path folder;
  private final String owner;
  private final List<String> command;
  private final Path runc;

  private PodmanRuns(Path folder, String owner, List<String> command, Runc runc) throws IOException {
    this.owner = owner;
    this.folder = folder;
    this.command = command;
    this.runc = runc.in(folder);
  }

  static PodmanRuns ofRoot(Path folder, Path image, Runc runc) throws IOException, InterruptedException {
    return new PodmanRuns(Files.createDirectories(folder), "0", List.of("podman"), runc).load(image);
  }

  /** Where cgroups v1 are in use, these containers have none of their own. */
  static PodmanRuns ofUser(Path image) throws IOException, InterruptedException {
    Program.Result namespaces = Program.of("setpriv", AS_USER).and("unshare", "--user", "true").run();
    assumeTrue(namespaces.exitCode() == 0, () -> "skipped: users cannot make user namespaces here: " + namespaces.err());
    Path folder = Files.createTempDirectory(Path.of("/var/tmp"), "eyas-podman"); // a user cannot reach the test's folder
    Path copy = Files.copy(image, folder.resolve("image.tar"));
    assertEquals(0, Program.of("chown", "-R", USER + ":" + USER, folder.toString()).run().exitCode());
    List<String> command = Stream.of(List.of("setpriv"), List.of(AS_USER), List.of("podman")).flatMap(List::stream).toList();
    return new PodmanRuns(folder, USER, command, Runc.plain()).load(copy);
  }

  private PodmanRuns load(Path image) throws IOException, InterruptedException {
    try {
      podman("load", "-i", image.toString());
    } catch (AssertionError e) {
      closeAfter(e);
      throw e;
    }
    return this;
  }

  private void closeAfter(AssertionError failure) throws IOException, InterruptedException {
    try {
      close();
    } catch (AssertionError e) {
      failure.addSuppressed(e);
    }
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
      String id = podman("create", "--rm", "--replace", "--name", "job" + i, "--network", "none", IMAGE, PROGRAM[0], PROGRAM[1]);
      podman("start", "--attach", id);
      ids.put("job" + i, id);
    }
    return ids;
  }

  @Override
  public String owner() {
    return owner;
  }

  @Override
  public String type() {
    return "podman";
  }

  @Override
  public void close() throws IOException, InterruptedException {
    try {
      podman("system", "migrate"); // ends the process that keeps the namespaces of a user
    } finally {
      RuntimeDaemon.clean(folder);
      Files.deleteIfExists(Path.of("/dev/shm/libpod_rootless_lock_" + USER));
    }
  }
}
