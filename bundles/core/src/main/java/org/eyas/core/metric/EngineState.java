package org.eyas.core.metric;

import java.util.List;
import java.util.Map;

/**
 * Information about the engine itself and its host. Times are nanoseconds since the epoch.
 *
 * @param reloaded when the current rules were published
 * @param rulesFiles SHA-256 of each file by its name, without the folder; the same for {@code configFiles}
 */
public record EngineState(
    Host host, long started, long reloaded, Map<String, String> rulesFiles, Map<String, String> configFiles) {
  /**
   * The machine.
   *
   * @param name its host name
   * @param kernel the kernel's release
   * @param booted its boot time, nanoseconds since the epoch
   */
  public record Host(String name, String kernel, long booted, int processors) {}

  /** @param now nanoseconds since the epoch */
  List<Figure> figures(long now) {
    return List.of(
        figure("start", Unit.TIMESTAMP, false, started),
        figure("reload", Unit.TIMESTAMP, false, reloaded),
        figure("duration", Unit.SECONDS_SUM, true, Math.max(0, now - started) / 1_000_000_000),
        figure("host_boot", Unit.TIMESTAMP, false, host.booted()),
        figure("host_num_cpus", Unit.COUNT, false, host.processors()));
  }

  private static Figure figure(String name, Unit unit, boolean counter, Number value) {
    return new Figure(Group.ENGINE, name, unit, counter, value);
  }
}
