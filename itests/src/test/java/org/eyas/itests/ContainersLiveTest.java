package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first alert of a container that lives 50 ms names container and image, with the real runtimes under the probe. */
class ContainersLiveTest {
  private static final int CONTAINERS = 20;

  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);

  /** Makes a runtime; the images are in the test's folder. */
  private interface Runtime {
    ContainerRuns start() throws IOException, InterruptedException;
  }

  @BeforeEach
  void requireRuntimes() throws Exception {
    ReadyEngine.requireRoot();
    List<String> missing = new ArrayList<>();
    for (String program : List.of("dockerd", "podman", "containerd", "runc", "busybox")) {
      if (Program.of("sh", "-c", "command -v " + program).run().exitCode() != 0) {
        missing.add(program);
      }
    }
    if (!missing.isEmpty()) {
      System.out.println("skipped, no containers: missing: " + missing);
      Assumptions.abort("no container runtimes");
    }
  }

  @Test
  void dockersContainersAreNamed() throws Exception {
    assertNamed(() -> new DockerRuns(folder.resolve("d"), image("bb.tar", ContainerRuns.IMAGE, "sh"), false));
  }

  @Test
  void dockersContainersAreNamedWhileDockerdIsStopped() throws Exception {
    assertNamed(() -> new DockerRuns(folder.resolve("d"), image("bb.tar", ContainerRuns.IMAGE, "sh"), true));
  }

  @Test
  void podmansContainersAreNamed() throws Exception {
    assertNamed(() -> new PodmanRuns(folder.resolve("p"), image("bb.tar", ContainerRuns.IMAGE, "sh")));
  }

  @Test
  void containersOfAPodAreNamed() throws Exception {
    assertNamed(() -> cri(false));
  }

  @Test
  void containersOfAPodAreNamedWhileContainerdIsStopped() throws Exception {
    assertNamed(() -> cri(true));
  }

  private ContainerRuns cri(boolean stopped) throws IOException, InterruptedException {
    Program.Result grpc = Program.of("/usr/bin/python3", "-c", "import grpc").run();
    if (grpc.exitCode() != 0) {
      System.out.println("skipped, no client of CRI: python3-grpcio is missing");
      Assumptions.abort("no python3-grpcio");
    }
    return new CriRuns(
        folder.resolve("c"), image("bb.tar", ContainerRuns.IMAGE, "sh"), image("pause.tar", "localhost/pause:1", "sleep", "1000"),
        stopped);
  }

  private Path image(String file, String name, String... command) throws IOException, InterruptedException {
    Path script = Files.writeString(folder.resolve("image.py"), RuntimeDaemon.resource("image.py"));
    Program.Result made =
        Program.of("/usr/bin/python3", script.toString(), folder.resolve(file).toString(), name).and(command).run();
    assertEquals(0, made.exitCode(), made::err);
    return folder.resolve(file);
  }

  private void assertNamed(Runtime runtime) throws Exception {
    try (ContainerRuns runs = runtime.start()) {
      watch(runs.options());
      Map<String, String> ids = runs.run(CONTAINERS);
      eyas.await("an alert of each container", () -> eyas.count("out", "Notice ran ") >= CONTAINERS);
      eyas.process().destroy();
      eyas.awaitEnd();
      TreeSet<String> expected = new TreeSet<>();
      ids.forEach((name, id) -> expected.add(described(id.substring(0, 12), name, runs.type())));
      TreeSet<String> seen = new TreeSet<>();
      eyas.lines("out", "Notice ran ").forEach(line -> seen.add(line.replaceAll(".*Notice ran (.*)\\|end.*", "$1")));
      long named = expected.stream().filter(seen::contains).count();
      System.out.println(runs.type() + ": " + named + " of " + CONTAINERS + " first alerts have name and image");
      assertEquals(expected, seen);
    }
  }

  private static String described(String id, String name, String type) {
    String pod = type.equals("containerd") ? "shop-1|shop" : "<NA>|<NA>";
    String image = ContainerRuns.IMAGE;
    return String.join("|", id, name, image, image.substring(0, image.lastIndexOf(':')), "1.0", type, pod);
  }

  private void watch(List<String> options) throws IOException {
    Path rules = Files.writeString(folder.resolve("rules.yaml"), RuntimeDaemon.resource("rules.yaml") + ReadyEngine.READY_RULE);
    List<String> arguments =
        new ArrayList<>(List.of("-r", rules.toString(), "-o", "engine.kind=modern_ebpf", "-o", "webserver.enabled=false"));
    arguments.addAll(options);
    eyas.start(arguments.toArray(String[]::new));
    ReadyEngine.awaitReady(eyas, folder);
  }
}
