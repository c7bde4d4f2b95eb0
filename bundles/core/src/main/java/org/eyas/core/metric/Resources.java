package org.eyas.core.metric;

import java.util.List;

/**
 * What the engine and the host use.
 *
 * @param cpuPercent share of one processor that the engine took since it was started; more than 100 where it took several
 * @param rssKb memory of the engine in use, in KiB; as {@code vszKb} (reserved) and {@code pssKb} (its share of what is shared)
 * @param containerBytes memory of the engine's control group
 * @param hostCpuPercent share of all processors that was not idle since the host was started
 * @param hostMemoryKb memory of the host that is neither free nor a cache, in KiB
 * @param hostRunning processes of the host that run at this moment
 * @param hostFiles file descriptions that the host's kernel holds
 */
public record Resources(
    double cpuPercent,
    long rssKb,
    long vszKb,
    long pssKb,
    long containerBytes,
    double hostCpuPercent,
    long hostMemoryKb,
    long hostRunning,
    long hostFiles) {
  List<Figure> figures() {
    return List.of(
        gauge("cpu_usage", Unit.PERCENT, cpuPercent),
        gauge("memory_rss", Unit.KIBIBYTES, rssKb),
        gauge("memory_vsz", Unit.KIBIBYTES, vszKb),
        gauge("memory_pss", Unit.KIBIBYTES, pssKb),
        gauge("container_memory_used", Unit.BYTES, containerBytes),
        gauge("host_cpu_usage", Unit.PERCENT, hostCpuPercent),
        gauge("host_memory_used", Unit.KIBIBYTES, hostMemoryKb),
        gauge("host_procs_running", Unit.COUNT, hostRunning),
        gauge("host_open_fds", Unit.COUNT, hostFiles));
  }

  private static Figure gauge(String name, Unit unit, Number value) {
    return Figure.gauge(Group.RESOURCES, name, unit, value);
  }
}
