package org.eyas.selfwatch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The files of the engine's cgroups and of those above them (cgroups(7)), in version 1 and 2. In a container, /proc may show a path
 * of the host, while the files of the container's own group are at the top.
 *
 * @param root the root of the file system; another one in tests
 * @param folders from the engine's own cgroup to the top, for each hierarchy
 */
record CgroupFiles(Path root, List<Path> folders) {
  /**
   * A limit of a cgroup.
   *
   * @param value comparable with other values of the same file
   * @param text as the file has it
   */
  record Share(double value, String text) {}

  /** The controllers of which files are read; the empty name stands for version 2. */
  private static final Set<String> CONTROLLERS = Set.of("", "cpu", "cpuset", "memory", "pids");

  private static final Map<String, Function<String, Double>> LIMITS =
      Map.of(
          "cpu.max", CgroupFiles::ratio,
          "memory.max", CgroupFiles::number,
          "memory.high", CgroupFiles::number,
          "pids.max", CgroupFiles::number,
          "cpu.cfs_quota_us", CgroupFiles::number,
          "memory.limit_in_bytes", CgroupFiles::number);

  static CgroupFiles of(Path root, Path file) {
    Path mounts = root.resolve("sys/fs/cgroup");
    return new CgroupFiles(
        root, content(file).stream().flatMap(String::lines).flatMap(line -> foldersOf(mounts, line)).distinct().toList());
  }

  // 5:cpu,cpuacct:/user.slice, or 0::/user.slice in version 2
  private static Stream<Path> foldersOf(Path mounts, String line) {
    String[] parts = line.split(":", 3);
    if (parts.length < 3 || !parts[2].startsWith("/")) {
      return Stream.empty();
    }
    Stream<Path> mounted = Stream.of(parts[1].split(",")).filter(CONTROLLERS::contains).map(mounts::resolve);
    return mounted.flatMap(mount -> Stream.iterate(
        mount.resolve(parts[2].substring(1)).normalize(), folder -> folder != null && folder.startsWith(mount), Path::getParent));
  }

  /** The processors that the engine's cgroup may use; all online processors if the cgroup has no such file. */
  BitSet processors() {
    Stream<Path> files =
        folders.stream()
            .flatMap(folder -> Stream.of(folder.resolve("cpuset.cpus.effective"), folder.resolve("cpuset.effective_cpus")));
    return ThreadScheduling.processors(
        Stream.concat(files, Stream.of(root.resolve("sys/devices/system/cpu/online")))
            .flatMap(file -> content(file).stream()).findFirst().orElse(""));
  }

  /** The limits that the files have, by file. */
  Map<Path, Share> shares() {
    Map<Path, Share> shares = new LinkedHashMap<>();
    for (Path folder : folders) {
      LIMITS.forEach((name, parse) -> content(folder.resolve(name))
          .ifPresent(text -> shares.put(folder.resolve(name), new Share(parse.apply(text), text))));
    }
    return shares;
  }

  // "20000 100000": microseconds of each period
  private static double ratio(String text) {
    String[] parts = text.split(" ");
    return parts.length == 2 ? number(parts[0]) / number(parts[1]) : Double.POSITIVE_INFINITY;
  }

  // "max" and -1 mean no limit.
  private static double number(String text) {
    return text.matches("\\d+") ? Double.parseDouble(text) : Double.POSITIVE_INFINITY;
  }

  // A file that is missing or cannot be read sets no limit.
  private static Optional<String> content(Path file) {
    try {
      return Optional.of(Files.readString(file).strip());
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
