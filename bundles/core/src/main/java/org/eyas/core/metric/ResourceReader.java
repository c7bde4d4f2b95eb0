package org.eyas.core.metric;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads the state and the resource usage of the engine and its host, from /proc and the engine's control group. */
public final class ResourceReader {
  private static final Path SELF = Path.of("/proc/self");

  /** The files with the memory usage of control groups: version 1, as in Falco, and version 2. */
  private static final String[] GROUPS = {"/sys/fs/cgroup/memory/memory.usage_in_bytes", "/sys/fs/cgroup/memory.current"};

  private final Path host;
  private final @Nullable String group;
  private final Instant started;

  /**
   * @param host the root directory of the host
   * @param group FALCO_CGROUP_MEM_PATH, the file with the memory usage of the engine's control group; null for the
   *     default files
   * @param started the time at which the engine started
   */
  public ResourceReader(Path host, @Nullable String group, Instant started) {
    this.host = host;
    this.group = group == null || group.isEmpty() || group.contains("..") ? null : group;
    this.started = started;
  }

  public ResourceUsage read() {
    String status = ProcFile.text(SELF.resolve("status"));
    String stat = ProcFile.text(host.resolve("proc/stat"));
    return new ResourceUsage(
        cpuPercent(),
        ProcFileNumbers.number(status, "VmRSS"),
        ProcFileNumbers.number(status, "VmSize"),
        ProcFileNumbers.number(ProcFile.text(SELF.resolve("smaps_rollup")), "Pss"),
        groupBytes(),
        ProcFileNumbers.busyPercent(stat),
        ProcFileNumbers.usedMemory(ProcFile.text(host.resolve("proc/meminfo"))),
        ProcFileNumbers.number(stat, "procs_running"),
        ProcFileNumbers.first(ProcFile.text(host.resolve("proc/sys/fs/file-nr"))));
  }

  private double cpuPercent() {
    Duration used = ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    long elapsed = Duration.between(started, Instant.now()).toMillis();
    return elapsed <= 0 ? 0 : DecimalRounding.tenth(100.0 * used.toMillis() / elapsed);
  }

  private long groupBytes() {
    if (group != null) {
      return ProcFileNumbers.first(ProcFile.text(Path.of(group)));
    }
    for (String usual : GROUPS) {
      long bytes = ProcFileNumbers.first(ProcFile.text(Path.of(usual)));
      if (bytes > 0) {
        return bytes;
      }
    }
    return 0;
  }

  /**
   * The machine.
   *
   * @param name the name of the machine in alerts
   */
  public EngineState.Host host(String name) {
    String stat = ProcFile.text(host.resolve("proc/stat"));
    long booted = TimeUnit.SECONDS.toNanos(ProcFileNumbers.number(stat, "btime"));
    String kernel = ProcFile.text(Path.of("/proc/sys/kernel/osrelease")).strip();
    return new EngineState.Host(name, kernel, booted, ProcFileNumbers.processors(stat));
  }
}
