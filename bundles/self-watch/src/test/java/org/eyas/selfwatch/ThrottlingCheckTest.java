package org.eyas.selfwatch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eyas.testkit.FakeOwnHealth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThrottlingCheckTest {
  @TempDir private Path root;
  private final FakeOwnHealth health = new FakeOwnHealth();

  private void write(String file, String content) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, content);
  }

  private void throttled(long periods, long throttled) throws IOException {
    write("sys/fs/cgroup/system.slice/cpu.stat",
        "usage_usec 5\nnr_periods " + periods + "\nnr_throttled " + throttled + "\nthrottled_usec 9\n");
  }

  private Optional<Double> processors() {
    return ProcessorLimit.find(root).map(ProcessorLimit::processors);
  }

  @Test
  void theLowestLimitCounts() throws IOException {
    write("proc/self/cgroup", "0::/system.slice/eyas.service\n");
    write("sys/fs/cgroup/system.slice/eyas.service/cpu.max", "max 100000\n");
    assertEquals(Optional.empty(), processors());
    write("sys/fs/cgroup/system.slice/cpu.max", "20000 100000\n");
    assertEquals(Optional.of(0.2), processors());
    write("sys/fs/cgroup/system.slice/eyas.service/cpu.max", "50000 100000\n");
    assertEquals(Optional.of(0.2), processors());
  }

  @Test
  void aLimitOfVersion1IsThatOfTheControllerForProcessors() throws IOException {
    write("proc/self/cgroup", "4:cpuset:/\n3:cpu,cpuacct:/docker/0123\n0::/\n");
    write("sys/fs/cgroup/cpu/docker/0123/cpu.cfs_quota_us", "-1\n");
    assertEquals(Optional.empty(), processors());
    write("sys/fs/cgroup/cpu/docker/0123/cpu.cfs_quota_us", "150000\n");
    write("sys/fs/cgroup/cpu/docker/0123/cpu.cfs_period_us", "100000\n");
    assertEquals(Optional.of(1.5), processors());
  }

  @Test
  void inAContainerTheFilesOfItsGroupAreAtTheTop() throws IOException {
    write("proc/self/cgroup", "0::/kubepods.slice/pod1/container2\n");
    write("sys/fs/cgroup/cpu.max", "50000 100000\n");
    assertEquals(Optional.of(0.5), processors());
  }

  @Test
  void theEngineIsSlowWhileItIsStoppedInHalfOfTheTimeInWhichItRuns() throws IOException {
    write("proc/self/cgroup", "0::/system.slice\n");
    write("sys/fs/cgroup/system.slice/cpu.max", "20000 100000\n");
    throttled(1_000, 900);
    ThrottlingCheck slowness = new ThrottlingCheck(ProcessorLimit.find(root).orElseThrow(), health);
    throttled(1_100, 940);
    slowness.judgeThrottling();
    assertEquals("", health.problem());
    throttled(1_150, 985);
    slowness.judgeThrottling();
    assertEquals("", health.problem(), "a start takes only some seconds");
    throttled(1_250, 1_081);
    slowness.judgeThrottling();
    assertEquals(
        "Eyas is slow: its cgroup may use 0.20 processors, and the kernel stopped it in 96 of the last 100 periods. Alerts are late,"
            + " and events may be lost. Raise the limit (CPUQuota= of the service, --cpus of a container, limits.cpu of a pod)",
        health.problem());
    throttled(1_254, 1_085);
    slowness.judgeThrottling();
    assertEquals("", health.problem());
  }
}
