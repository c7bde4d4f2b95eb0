package org.eyas.core.metric;

import java.util.List;

/**
 * The resource usage of the engine and the host.
 *
 * @param cpuPercent share of one CPU that the engine used since it started; more than 100 if it used several
 * @param rssKb memory of the engine in use, in KiB; {@code vszKb} is reserved memory, {@code pssKb} includes a share of
 *     shared memory
 * @param containerBytes memory of the engine's control group
 * @param hostCpuPercent share of all CPUs that was not idle since the host started
 * @param hostMemoryKb memory of the host that is neither free nor a cache, in KiB
 * @param hostRunning processes of the host that are running now
 * @param hostFiles open file descriptions of the host's kernel
 */
public record ResourceUsage(
    double cpuPercent,
    long rssKb,
    long vszKb,
    long pssKb,
    long containerBytes,
    double hostCpuPercent,
    long hostMemoryKb,
    long hostRunning,
    long hostFiles) {
  List<MetricFigure> figures() {
    return List.of(
        gauge("cpu_usage", MetricUnit.PERCENT, cpuPercent),
        gauge("memory_rss", MetricUnit.KIBIBYTES, rssKb),
        gauge("memory_vsz", MetricUnit.KIBIBYTES, vszKb),
        gauge("memory_pss", MetricUnit.KIBIBYTES, pssKb),
        gauge("container_memory_used", MetricUnit.BYTES, containerBytes),
        gauge("host_cpu_usage", MetricUnit.PERCENT, hostCpuPercent),
        gauge("host_memory_used", MetricUnit.KIBIBYTES, hostMemoryKb),
        gauge("host_procs_running", MetricUnit.COUNT, hostRunning),
        gauge("host_open_fds", MetricUnit.COUNT, hostFiles));
  }

  private static MetricFigure gauge(String name, MetricUnit unit, Number value) {
    return MetricFigure.gauge(MetricGroup.RESOURCES, name, unit, value);
  }
}
