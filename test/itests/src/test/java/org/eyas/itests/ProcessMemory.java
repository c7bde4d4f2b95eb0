package org.eyas.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The memory of a process, in MB.
 *
 * @param resident all pages in memory, with those that it shares with other processes, such as the code of Chromium
 * @param own only the pages that no other process has
 */
record ProcessMemory(long resident, long own) {
  static ProcessMemory of(long pid) {
    try {
      List<String> lines = Files.readAllLines(Path.of("/proc/" + pid + "/smaps_rollup"));
      return new ProcessMemory(megabytes(lines, "Rss:"), megabytes(lines, "Private_"));
    } catch (IOException e) {
      return new ProcessMemory(0, 0); // it has ended
    }
  }

  private static long megabytes(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .sum() / 1024;
  }

  @Override
  public String toString() {
    return "%d MB resident, %d MB its own".formatted(resident, own);
  }
}
