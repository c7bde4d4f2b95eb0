package org.eyas.selfwatch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The lowest limit of processor time of the engine's cgroup and the cgroups above it (cgroups(7)). Higher limits are
 * not watched, although a limit that many processes share may be reached earlier. In a container, {@code /proc} may
 * show a path of the host, while the files of the container's own group are at the top.
 *
 * @param group the folder of the cgroup
 * @param processors how many processors it may use
 */
record ProcessorLimit(Path group, double processors) {
  /**
   * The number of times that the kernel withheld the processor so far.
   *
   * @param periods the periods in which the cgroup ran
   * @param throttled the periods in which the cgroup was stopped because its share was used up
   */
  record Throttling(long periods, long throttled) {
    Throttling since(Throttling before) {
      return new Throttling(periods - before.periods, throttled - before.throttled);
    }
  }

  /** @param root the root of the file system; another one in tests */
  static Optional<ProcessorLimit> find(Path root) {
    return lines(root.resolve("proc/self/cgroup")).stream().flatMap(line -> ofLine(root.resolve("sys/fs/cgroup"), line))
        .min(Comparator.comparingDouble(ProcessorLimit::processors));
  }

  // 5:cpu,cpuacct:/user.slice, or 0::/user.slice in version 2
  private static Stream<ProcessorLimit> ofLine(Path mounts, String line) {
    String[] parts = line.split(":", 3);
    if (parts.length < 3 || !parts[1].isEmpty() && !List.of(parts[1].split(",")).contains("cpu")) {
      return Stream.empty();
    }
    Path mount = mounts.resolve(parts[1].isEmpty() ? "" : "cpu");
    Path own = mount.resolve(parts[2].substring(1)).normalize();
    return Stream.iterate(own, group -> group != null && group.startsWith(mount), Path::getParent)
        .flatMap(ProcessorLimit::ofGroup);
  }

  private static Stream<ProcessorLimit> ofGroup(Path group) {
    String[] unified = String.join("", lines(group.resolve("cpu.max"))).split(" ");
    return unified.length == 2
        ? limited(group, unified[0], unified[1])
        : limited(
            group,
            String.join("", lines(group.resolve("cpu.cfs_quota_us"))),
            String.join("", lines(group.resolve("cpu.cfs_period_us"))));
  }

  // "max", -1 and nothing mean no limit.
  private static Stream<ProcessorLimit> limited(Path group, String quota, String period) {
    return quota.matches("\\d+") && period.matches("[1-9]\\d*")
        ? Stream.of(new ProcessorLimit(group, Double.parseDouble(quota) / Double.parseDouble(period)))
        : Stream.empty();
  }

  Throttling read() {
    List<String> lines = lines(group.resolve("cpu.stat"));
    return new Throttling(number(lines, "nr_periods "), number(lines, "nr_throttled "));
  }

  private static long number(List<String> lines, String key) {
    return lines.stream().filter(line -> line.startsWith(key)).mapToLong(line -> Long.parseLong(line.substring(key.length())))
        .findFirst().orElse(0);
  }

  // A file that is missing or cannot be read sets no limit.
  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }
}
