package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/**
 * The first alert of a container that lives 50 ms names container and image, with the real runtimes under the probe. Of each kind
 * 20 containers are started, or as many as {@code -Deyas.containers} says.
 */
class ContainersLiveTest {
  private static final int CONTAINERS = Integer.getInteger("eyas.containers", 20);

  private static final Pattern HELD = Pattern.compile("(?m)^eyas_alerts_held_(\\w+)\\{evt_source=\"syscall\"} (\\S+)$");

  private static final Pattern DESCRIBED =
      Pattern.compile("(?m)^enricher_container_described_total\\{source=\"(\\w+)\"} (\\S+)$");

  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);
  private String name;
  private int holdMillis = 150; // the default

  /** Makes a runtime; the images are in the test's folder. */
  private interface Runtime {
    ContainerRuns start() throws IOException, InterruptedException;
  }

  @BeforeEach
  void requireRuntimes(TestInfo test) throws Exception {
    name = test.getDisplayName();
    ReadyEngine.requireRoot();
    RuntimeDaemon.requirePrograms("dockerd", "podman", "containerd", "runc", "busybox");
  }

  @Test
  void dockersContainersAreNamed() throws Exception {
    assertNamed(() -> docker(Runc.plain()));
  }

  @Test
  void dockersContainersAreNamedWhileDockerdIsStopped() throws Exception {
    assertNamed(() -> docker(Runc.whileStopped("start"))); // a hook of docker needs dockerd while runc creates
  }

  @Test
  void dockersContainersAreNamedBeforeTheirProgramsRun() throws Exception {
    assertNamed(() -> docker(afterAlert()));
  }

  private ContainerRuns docker(Runc runc) throws IOException, InterruptedException {
    return new DockerRuns(folder.resolve("d"), image("bb.tar", ContainerRuns.IMAGE, "sh"), runc);
  }

  /** The program waits for its alert, so that the alert may wait for the name as long as the settings allow: 10 s. */
  private Runc afterAlert() {
    holdMillis = 10_000;
    return Runc.afterAlert(folder.resolve("out"));
  }

  @Test
  void podmansContainersAreNamed() throws Exception {
    assertNamed(() -> podman(Runc.plain()));
  }

  @Test
  void podmansContainersAreNamedBeforeTheirProgramsRun() throws Exception {
    assertNamed(() -> podman(afterAlert()));
  }

  private ContainerRuns podman(Runc runc) throws IOException, InterruptedException {
    return PodmanRuns.ofRoot(folder.resolve("p"), image("bb.tar", ContainerRuns.IMAGE, "sh"), runc);
  }

  @Test
  void containersOfPodmanWithoutRootAreNamed() throws Exception {
    assertNamed(() -> PodmanRuns.ofUser(image("bb.tar", ContainerRuns.IMAGE, "sh")));
  }

  @Test
  void containersOfAPodAreNamed() throws Exception {
    assertNamed(() -> cri(Runc.plain()));
  }

  @Test
  void containersOfAPodAreNamedWhileContainerdIsStopped() throws Exception {
    assertNamed(() -> cri(Runc.whileStopped("create", "start")));
  }

  @Test
  void containersOfAPodAreNamedWithoutFilesAndWhileContainerdIsStopped() throws Exception {
    assertNamed(() -> cri(Runc.whileStopped("create", "start")).socketOnly());
  }

  private CriRuns cri(Runc runc) throws IOException, InterruptedException {
    Program.Result grpc = Program.of("/usr/bin/python3", "-c", "import grpc").run();
    if (grpc.exitCode() != 0) {
      System.out.println("skipped, no client of CRI: python3-grpcio is missing");
      Assumptions.abort("no python3-grpcio");
    }
    Path pause = image("pause.tar", "localhost/pause:1", "sleep", "1000");
    return new CriRuns(folder.resolve("c"), image("bb.tar", ContainerRuns.IMAGE, "sh"), pause, runc);
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
      watch(runs);
      Map<String, String> ids = runs.run(CONTAINERS);
      eyas.await("an alert of each container", () -> eyas.count("out", "Notice ran ") >= CONTAINERS);
      eyas.await("the event of each container", () -> known(ids).size() >= CONTAINERS);
      String metrics = eyas.get("/metrics");
      eyas.process().destroy();
      eyas.awaitEnd();
      TreeSet<String> expected = new TreeSet<>();
      ids.forEach((name, id) -> expected.add(described(id.substring(0, 12), name, runs)));
      TreeSet<String> seen = new TreeSet<>(seen("ran "));
      report(expected, seen, metrics);
      assertEquals(expected, seen);
      assertEquals(List.copyOf(expected), known(ids).stream().sorted().toList());
      assertTrue(runs.options().isEmpty() || sources(metrics).contains("events"), () -> sources(metrics));
    }
  }

  /** The events of the test's containers; a pod has another one, its sandbox. */
  private List<String> known(Map<String, String> ids) throws IOException {
    return seen("known ").stream().filter(line -> ids.values().stream().anyMatch(id -> line.startsWith(id.substring(0, 12))))
        .toList();
  }

  private void report(TreeSet<String> expected, TreeSet<String> seen, String metrics) throws IOException {
    List<String> prepared = seen("prepared ");
    long early = prepared.stream().filter(expected::contains).count();
    System.out.printf(
        "%s: %d of %d first alerts of programs have name and image, %d of %d while the container is prepared; %s; described by %s%n",
        name, expected.stream().filter(seen::contains).count(), CONTAINERS, early, prepared.size(), waited(metrics),
        sources(metrics));
  }

  /** What the alerts of a rule say about containers. */
  private List<String> seen(String rule) throws IOException {
    return eyas.lines("out", "Notice " + rule).stream()
        .map(line -> line.replaceAll(".*Notice " + rule + "(.*)\\|end.*", "$1")).toList();
  }

  /** How many alerts waited for a value, and for how long. */
  private String waited(String metrics) throws IOException {
    Map<String, Double> held = new HashMap<>();
    Matcher found = HELD.matcher(metrics);
    while (found.find()) {
      held.put(found.group(1), Double.valueOf(found.group(2)));
    }
    return String.format(
        "of %d alerts %.0f waited, half of them at most %.1f ms, 99 %% at most %.1f ms, %.0f in vain",
        eyas.count("out", "Notice "),
        held.get("total"), held.get("p50_seconds") * 1_000, held.get("p99_seconds") * 1_000, held.get("timed_out_total"));
  }

  /** The sources that described containers. */
  private static String sources(String metrics) {
    return DESCRIBED.matcher(metrics).results().map(found -> found.group(1) + " " + found.group(2)).toList().toString();
  }

  private static String described(String id, String name, ContainerRuns runs) {
    String pod = runs.type().equals("containerd") ? "shop-1|shop" : "<NA>|<NA>";
    String image = ContainerRuns.IMAGE;
    return String.join("|", id, name, image, image.substring(0, image.lastIndexOf(':')), "1.0", runs.type(), pod, runs.owner());
  }

  private void watch(ContainerRuns runs) throws IOException {
    Path rules = Files.writeString(folder.resolve("rules.yaml"), RuntimeDaemon.resource("rules.yaml") + ReadyEngine.READY_RULE);
    Program program = Program.eyas("-r", rules.toString(), "-o", "engine.kind=modern_ebpf").and(runs.options())
        .and("-o", "webserver=" + eyas.webserver(), "-o", "metrics.enabled=true", "-o", "eyas.enrich.hold_ms=" + holdMillis);
    runs.environment().forEach(program::with);
    eyas.start(program);
    ReadyEngine.awaitReady(eyas, folder);
  }
}
