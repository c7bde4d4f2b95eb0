package org.eyas.core.metric;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Parses numbers in the files of /proc. A missing number, for example on an old kernel, counts as 0, as in Falco. */
final class ProcFileNumbers {
  private static final Pattern COLUMNS = Pattern.compile("\\s+");
  private static final Pattern PROCESSOR = Pattern.compile("(?m)^cpu\\d");
  private static final int CPU_COLUMNS = 7; // user nice system idle iowait irq softirq
  private static final int IDLE = 4;

  private ProcFileNumbers() {}

  /** The number after a name and a colon or spaces: {@code VmRSS:   1234 kB}, {@code procs_running 2}. */
  static long number(String text, String name) {
    Matcher line = Pattern.compile("(?m)^" + Pattern.quote(name) + ":?\\s+(\\d+)").matcher(text);
    return line.find() ? Long.parseLong(line.group(1)) : 0;
  }

  /** The first number of a text. */
  static long first(String text) {
    Matcher number = Pattern.compile("\\d+").matcher(text);
    return number.find() ? Long.parseLong(number.group()) : 0;
  }

  /** The used memory in /proc/meminfo, in KiB: memory that is not free, buffers or cache. */
  static long usedMemory(String meminfo) {
    return number(meminfo, "MemTotal") - number(meminfo, "MemFree") - number(meminfo, "Buffers") - number(meminfo, "Cached");
  }

  /** The number of online CPUs of the machine in /proc/stat, even if the engine may use fewer. */
  static int processors(String stat) {
    return (int) PROCESSOR.matcher(stat).results().count();
  }

  /** The percentage of all CPUs' time in /proc/stat that was not idle. */
  static double busyPercent(String stat) {
    String[] columns = COLUMNS.split(stat.lines().findFirst().orElse(""));
    if (columns.length <= CPU_COLUMNS) {
      return 0;
    }
    long sum = 0;
    for (int i = 1; i <= CPU_COLUMNS; i++) {
      sum += Long.parseLong(columns[i]);
    }
    return sum == 0 ? 0 : DecimalRounding.tenth(100 - Long.parseLong(columns[IDLE]) * 100.0 / sum);
  }
}
