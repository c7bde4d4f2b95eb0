package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.TestFiles;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * An ordinary user does random things to end the engine, to hang it, and to pass for a container of root, while root starts containers
 * ({@code hostile.py}). {@code -Deyas.hostile.seconds} and {@code -Deyas.containers} make it longer; {@code -Deyas.seed} repeats the
 * choices. With {@code -Deyas.hostile.processes=4000}, the user sometimes holds all process ids of the machine, for which
 * {@code kernel.pid_max} is lowered to that number until the end.
 */
@Isolated
class HostileUserLiveTest {
  private static final int SECONDS = Integer.getInteger("eyas.hostile.seconds", 20);
  private static final int CONTAINERS = Integer.getInteger("eyas.containers", 15);
  private static final long SEED = Long.getLong("eyas.seed", System.nanoTime());
  private static final int FEW_PROCESSES = 400;
  private static final int PROCESSES = Integer.getInteger("eyas.hostile.processes", FEW_PROCESSES);
  private static final Path MOST_IDS = Path.of("/proc/sys/kernel/pid_max");
  private static final String USER = "54322";

  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);
  private final List<Path> cgroups = new ArrayList<>();
  private Path home;
  private String mostIds = "";
  private int refused;

  @BeforeEach
  void requireRuntimes() throws Exception {
    ReadyEngine.requireRoot();
    RuntimeDaemon.requirePrograms("podman", "runc", "busybox", "/usr/bin/python3", "setpriv", "unshare");
  }

  private void makeUser() throws IOException, InterruptedException {
    home = Files.createTempDirectory(Path.of("/var/tmp"), "eyas-hostile"); // a user cannot reach the test's folder
    assertEquals(0, Program.of("chown", USER, home.toString()).run().exitCode());
    Path root = Path.of("/sys/fs/cgroup");
    for (String hierarchy : List.of("cpu", "pids", "unified", ".")) {
      Path mounted = root.resolve(hierarchy).normalize();
      if (Files.exists(mounted.resolve("cgroup.procs"))) {
        Path delegated = Files.createDirectories(mounted.resolve("eyas-delegated"));
        assertEquals(0, Program.of("chown", "-R", USER, delegated.toString()).run().exitCode());
        cgroups.add(delegated);
      }
    }
    assertFalse(cgroups.isEmpty(), "there is no hierarchy of cgroups");
  }

  private Process attack() throws IOException {
    Path script = Files.writeString(home.resolve("hostile.py"), RuntimeDaemon.resource("hostile.py"));
    Program user =
        Program.of("setpriv", "--reuid", USER, "--regid", USER, "--clear-groups", "/usr/bin/python3", script.toString())
            .and(Integer.toString(SECONDS), Long.toString(SEED), Integer.toString(PROCESSES), home.toString());
    cgroups.forEach(cgroup -> user.and(cgroup.toString()));
    // Version 2 lets a user move processes only between cgroups below one that is the user's.
    Process attacker = user.start(folder.resolve("attacker"), folder.resolve("attacker.err"));
    Path unified = cgroups.getLast().resolve("cgroup.procs");
    Files.writeString(unified, Long.toString(attacker.pid()));
    return attacker;
  }

  private void watch() throws IOException {
    Path rules =
        Files.writeString(
            folder.resolve("rules.yaml"), RuntimeDaemon.resource("hostile-rules.yaml") + ReadyEngine.READY_RULE);
    eyas.start(
        Program.eyas("-r", rules.toString(), "-o", "engine.kind=modern_ebpf", "-o", "webserver=" + eyas.webserver())
            .and("-o", "metrics.enabled=true", "-o", "eyas.enrich.hold_ms=10000"));
    ReadyEngine.awaitReady(eyas, folder);
  }

  private record Ran(String uid, String owner, String rest) {
    static Ran of(String line) {
      String[] parts = line.replaceAll(".*Notice ran (.*)\\|end.*", "$1").split("\\|", 3);
      return new Ran(parts[0], parts[1], parts[2]);
    }
  }

  @Test
  void nothingThatAUserDoesEndsTheEngineOrPassesForAContainerOfRoot() throws Exception {
    System.out.println("seed " + SEED);
    makeUser();
    Path image = folder.resolve("bb.tar");
    Path script = Files.writeString(folder.resolve("image.py"), RuntimeDaemon.resource("image.py"));
    assertEquals(
        0, Program.of("/usr/bin/python3", script.toString(), image.toString(), ContainerRuns.IMAGE, "sh").run().exitCode());
    try (ContainerRuns runs = PodmanRuns.ofRoot(folder.resolve("p"), image, Runc.plain())) {
      watch();
      if (PROCESSES > FEW_PROCESSES) {
        mostIds = Program.of("cat", MOST_IDS.toString()).run().out().strip(); // Java reads the first digit only
        limitIds(Integer.toString(PROCESSES));
      }
      Process attacker = attack();
      long start = System.nanoTime();
      List<String> ids = run(runs);
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start);
      assertTrue(attacker.waitFor(SECONDS + 60, TimeUnit.SECONDS), "the attacker does not end");
      assertEquals(0, attacker.exitValue(), () -> TestFiles.end(folder.resolve("attacker.err"), 2_000));
      eyas.await("an alert of each container", () -> ran("0").size() >= CONTAINERS);
      String metrics = eyas.get("/metrics");
      assertTrue(eyas.process().isAlive());
      eyas.process().destroy();
      eyas.awaitEnd();
      report(seconds, ids, metrics);
    }
  }

  private static void limitIds(String most) throws IOException, InterruptedException {
    assertEquals(0, Program.of("sh", "-c", "echo " + most + " > " + MOST_IDS).run().exitCode());
  }

  // While no process id is free, podman cannot start anything either.
  private List<String> run(ContainerRuns runs) throws Exception {
    if (PROCESSES == FEW_PROCESSES) {
      return List.copyOf(runs.run(CONTAINERS).values());
    }
    List<String> ids = new ArrayList<>();
    while (ids.size() < CONTAINERS) {
      try {
        ids.addAll(runs.run(1).values());
      } catch (AssertionError | IOException e) {
        refused++;
      }
    }
    return ids;
  }

  private List<Ran> ran(String uid) throws IOException {
    return eyas.lines("out", "Notice ran ").stream().map(Ran::of).filter(ran -> ran.uid().equals(uid)).toList();
  }

  private void report(long seconds, List<String> ids, String metrics) throws IOException {
    String right = "0\\|[0-9a-f]{12}\\|job[0-9]+\\|" + ContainerRuns.IMAGE;
    TreeSet<String> named = new TreeSet<>();
    List<String> wrong = new ArrayList<>();
    for (Ran ran : ran("0")) {
      String line = ran.owner() + "|" + ran.rest();
      if (line.matches(right)) {
        named.add(line.split("\\|")[1]);
      } else {
        wrong.add(line);
      }
    }
    List<String> missing = ids.stream().map(id -> id.substring(0, 12)).filter(id -> !named.contains(id)).toList();
    List<Ran> users = ran(USER);
    List<Ran> passed = users.stream().filter(ran -> ran.owner().equals("0")).toList();
    long inContainers = users.stream().filter(ran -> ran.owner().equals(USER)).count();
    System.out.printf(
        "%d of %d containers of root named right within %d s, %d refused by the machine; of %d programs of the user %d in containers of"
            + " the user, %d as root's; %s%n",
        ids.size() - missing.size(), ids.size(), seconds, refused, users.size(), inContainers, passed.size(),
        Files.readString(folder.resolve("attacker")).strip());
    metrics.lines().filter(line -> line.matches("(eyas_alerts_held|enricher_container)_.*")).forEach(System.out::println);
    assertEquals(List.of(), passed);
    assertEquals(List.of(), wrong);
    assertEquals(List.of(), missing);
    assertTrue(inContainers > 0, "the user made no container");
  }

  @AfterEach
  void removeUser() throws Exception {
    if (!mostIds.isEmpty()) {
      limitIds(mostIds);
    }
    if (home != null) {
      Program.of("pkill", "-9", "-u", USER).run();
      Program.of("rm", "-rf", home.toString()).run();
    }
    for (Path cgroup : cgroups) {
      Program removal = Program.of("find", cgroup.toString(), "-depth", "-type", "d", "-exec", "rmdir", "{}", ";");
      ConditionWait.until(() -> removal.run().exitCode() == 0 || !Files.exists(cgroup), () -> cgroup + " is in use");
    }
  }
}
