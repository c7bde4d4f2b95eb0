package org.eyas.selfwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Another process takes resources away from one that stands for the engine: a {@code sleep}, whose files in /proc are real. */
class ResourceWatchTest {
  private static final Path GROUPS = Path.of("/sys/fs/cgroup");

  @TempDir private Path root;
  private final List<Path> madeGroups = new ArrayList<>();
  private Process victim;
  private ResourceWatch watch;

  @BeforeEach
  void begin() throws IOException {
    victim = new ProcessBuilder("sleep", "600").start();
    Files.createDirectory(root.resolve("proc"));
    Files.createSymbolicLink(root.resolve("proc/self"), Path.of("/proc", pid()));
    Files.createSymbolicLink(root.resolve("sys"), Path.of("/sys"));
    watch = new ResourceWatch(root);
    assertEquals(List.of(), watch.losses());
  }

  @AfterEach
  void end() throws IOException, InterruptedException {
    victim.destroyForcibly().waitFor();
    Files.delete(root.resolve("proc/self"));
    Files.delete(root.resolve("sys"));
    for (Path group : madeGroups.reversed()) {
      Files.deleteIfExists(group);
    }
  }

  private String pid() {
    return String.valueOf(victim.pid());
  }

  private void attack(String... command) throws IOException, InterruptedException {
    Process attacker;
    try {
      attacker = new ProcessBuilder(command).redirectErrorStream(true).start();
    } catch (IOException e) {
      assumeTrue(false, command[0] + " is not installed");
      return;
    }
    String text = new String(attacker.getInputStream().readAllBytes());
    assertTrue(attacker.waitFor(60, TimeUnit.SECONDS), command[0]);
    assumeTrue(attacker.exitValue() == 0, () -> command[0] + " is not possible here: " + text);
  }

  /** What the watch finds within as many seconds as it has between two looks. */
  private List<String> losses() {
    List<String> losses = new ArrayList<>();
    for (int call = 0; call < 5; call++) {
      losses.addAll(watch.losses());
    }
    return losses;
  }

  @Test
  void aLoweredLimitIsNoticedOnce() throws Exception {
    attack("prlimit", "--pid", pid(), "--nofile=64:100", "--cpu=9999");
    List<String> losses = losses();
    assertEquals(4, losses.size(), losses::toString);
    assertEquals("soft limit of cpu time lowered from unlimited to 9999", losses.get(0));
    assertEquals("hard limit of cpu time lowered from unlimited to 9999", losses.get(1));
    assertTrue(losses.get(2).matches("soft limit of open files lowered from \\d+ to 64"), losses.get(2));
    assertTrue(losses.get(3).matches("hard limit of open files lowered from \\d+ to 100"), losses.get(3));
    assertEquals(List.of(), losses());
  }

  @Test
  void limitsAndPriorityThatRiseAreNoLoss() throws Exception {
    attack("prlimit", "--pid", pid(), "--nofile=64:100");
    attack("renice", "-n", "5", "-p", pid());
    losses();
    attack("prlimit", "--pid", pid(), "--nofile=100:100");
    attack("renice", "-n", "-5", "-p", pid());
    assertEquals(List.of(), losses());
  }

  @Test
  void aThreadThatRunsAfterOthersIsNoticed() throws Exception {
    attack("renice", "-n", "19", "-p", pid());
    assertEquals(List.of("nice value raised from 0 to 19 for the thread sleep"), losses());
    attack("chrt", "--idle", "-p", "0", pid());
    assertEquals(List.of("scheduling policy changed from SCHED_OTHER to SCHED_IDLE for the thread sleep"), losses());
  }

  @Test
  void aThreadThatMayRunOnFewerProcessorsIsNoticed() throws Exception {
    assumeTrue(CgroupFiles.of(Path.of("/"), Path.of("/proc/self/cgroup")).processors().cardinality() > 1, "one processor");
    attack("taskset", "-p", "--cpu-list", "0", pid());
    List<String> losses = losses();
    assertEquals(1, losses.size(), losses::toString);
    assertTrue(losses.getFirst().matches("processors reduced from \\{0, .*} to \\{0} for the thread sleep"), losses.getFirst());
  }

  @Test
  void aProcessThatIsTheFirstToEndIfMemoryRunsOutIsNoticed() throws Exception {
    String before = Files.readString(Path.of("/proc", pid(), "oom_score_adj")).strip();
    attack("sh", "-c", "echo 1000 > /proc/" + pid() + "/oom_score_adj");
    assertEquals(List.of("oom_score_adj raised from " + before + " to 1000"), losses());
  }

  @Test
  void aMoveToAnotherCgroupIsNoticed() throws Exception {
    Path group = makeGroup();
    attack("sh", "-c", "echo " + pid() + " > " + group + "/cgroup.procs");
    List<String> losses = losses();
    assertEquals(1, losses.size(), losses::toString);
    assertTrue(
        losses.getFirst().matches("cgroup changed from .*:/.* to .*" + group.getFileName() + " for the thread sleep"),
        losses.getFirst());
  }

  @Test
  void aLowerLimitOfItsCgroupIsNoticed() throws Exception {
    Path group = makeGroup();
    Path limit = group.resolve(Files.exists(group.resolve("cpu.max")) ? "cpu.max" : "cpu.cfs_quota_us");
    assumeTrue(Files.exists(limit), "the cgroup has no limit of processor time");
    attack("sh", "-c", "echo " + pid() + " > " + group + "/cgroup.procs");
    losses();
    attack("sh", "-c", "echo 1000 > " + limit);
    List<String> losses = losses();
    assertEquals(1, losses.size(), losses::toString);
    assertTrue(losses.getFirst().matches(".*" + limit.getFileName() + " lowered from (max 100000|-1) to 1000( 100000)?"),
        losses.getFirst());
  }

  // In the hierarchy of processors for version 1, at the top for version 2.
  private Path makeGroup() throws IOException {
    Path above = Files.exists(GROUPS.resolve("cpu")) ? GROUPS.resolve("cpu") : GROUPS;
    Path group = above.resolve("eyas-test-" + pid());
    try {
      madeGroups.add(Files.createDirectory(group));
    } catch (IOException e) {
      assumeTrue(false, group + " cannot be made: " + e);
    }
    return group;
  }
}
