package org.eyas.linux.proc;

import java.nio.charset.StandardCharsets;

/** Parses the limit of open files in {@code /proc/PID/limits}. */
public final class ProcLimits {
  private static final String OPEN_FILES = "Max open files";

  private ProcLimits() {}

  /** The soft limit of open files; -1 if it is unlimited or unknown. */
  public static long openFiles(byte[] bytes) {
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
      if (line.startsWith(OPEN_FILES)) {
        String soft = line.substring(OPEN_FILES.length()).strip().split("\\s+")[0];
        return !soft.isEmpty() && soft.chars().allMatch(Character::isDigit) ? Long.parseLong(soft) : -1;
      }
    }
    return -1;
  }
}
