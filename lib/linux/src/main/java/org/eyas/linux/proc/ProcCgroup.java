package org.eyas.linux.proc;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One line of {@code /proc/PID/cgroup} (cgroups(7)).
 *
 * @param hierarchy 0 for the unified hierarchy of version 2
 * @param controllers comma-separated; empty in version 2
 * @param path the path from the root of the hierarchy
 */
public record ProcCgroup(int hierarchy, String controllers, String path) {
  private static final List<String> CONTROLLERS = List.of("cpuset", "cpu", "cpuacct", "io", "memory");

  /** Parses the content of the file; returns one record for each line. */
  public static List<ProcCgroup> parse(byte[] bytes) throws ProcFormatException {
    List<ProcCgroup> groups = new ArrayList<>();
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
      if (!line.isEmpty()) {
        groups.add(line(line));
      }
    }
    return List.copyOf(groups);
  }

  // 5:cpu,cpuacct:/user.slice -- the path may contain colons
  private static ProcCgroup line(String line) throws ProcFormatException {
    String[] parts = line.split(":", 3);
    if (parts.length < 3 || parts[0].isEmpty() || !ProcNumbers.areDigits(parts[0])) {
      throw new ProcFormatException("cgroup: '" + line + "' is not hierarchy:controllers:path");
    }
    return new ProcCgroup(Integer.parseInt(parts[0]), parts[1], parts[2]);
  }

  /**
   * Encodes cgroups as the events of the kernel do: entries controller=path, each followed by a zero byte. The controllers of
   * version 2 all have the same path.
   */
  static String encoded(List<ProcCgroup> groups) {
    Map<String, String> paths = new LinkedHashMap<>();
    for (ProcCgroup group : groups) {
      for (String controller : group.controllers().split(",")) {
        if (!controller.isEmpty() && !controller.startsWith("name=")) {
          paths.put(controller.equals("blkio") ? "io" : controller, group.path());
        }
      }
    }
    groups.stream()
        .filter(group -> group.hierarchy() == 0)
        .forEach(group -> CONTROLLERS.forEach(controller -> paths.putIfAbsent(controller, group.path())));
    StringBuilder text = new StringBuilder();
    paths.forEach((controller, path) -> text.append(controller).append('=').append(path).append('\0'));
    return text.toString();
  }
}
