package org.eyas.core.metric;

import java.util.List;
import java.util.Map;

/**
 * Information about the engine itself and its host. Times are nanoseconds since the epoch.
 *
 * @param reloaded the time at which the current rules were published
 * @param rulesFiles the SHA-256 of each rules file by its name, without the folder; {@code configFiles} has the same
 *     for configuration files
 */
public record EngineState(
    Host host, long started, long reloaded, Map<String, String> rulesFiles, Map<String, String> configFiles) {
  /**
   * The machine.
   *
   * @param name the host name of the machine
   * @param kernel the kernel's release
   * @param booted the boot time of the machine, nanoseconds since the epoch
   */
  public record Host(String name, String kernel, long booted, int processors) {}

  /** @param now nanoseconds since the epoch */
  List<MetricFigure> figures(long now) {
    return List.of(
        figure("start", MetricUnit.TIMESTAMP, false, started),
        figure("reload", MetricUnit.TIMESTAMP, false, reloaded),
        figure("duration", MetricUnit.SECONDS_SUM, true, Math.max(0, now - started) / 1_000_000_000),
        figure("host_boot", MetricUnit.TIMESTAMP, false, host.booted()),
        figure("host_num_cpus", MetricUnit.COUNT, false, host.processors()));
  }

  private static MetricFigure figure(String name, MetricUnit unit, boolean counter, Number value) {
    return new MetricFigure(MetricGroup.ENGINE, name, unit, counter, value);
  }
}
