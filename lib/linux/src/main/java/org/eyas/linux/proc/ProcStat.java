package org.eyas.linux.proc;

import java.nio.charset.StandardCharsets;

/**
 * The values of {@code /proc/PID/stat} (proc(5)) that the process table needs.
 *
 * @param comm the name between the parentheses; it may contain spaces and parentheses
 * @param state one letter: R, S, D, Z, ...
 * @param tty the device number of the controlling terminal; 0 if there is none
 * @param tpgid the foreground process group of the terminal; -1 if there is none
 * @param startTicks start time of the process, in clock ticks after boot
 * @param vmSizeBytes virtual memory in bytes
 * @param rssPages resident memory in pages
 */
public record ProcStat(
    long pid, String comm, char state, long ppid, long pgrp, long session, long tty, long tpgid, long minorFaults,
    long majorFaults, long startTicks, long vmSizeBytes, long rssPages) {

  // Indexes of the values after the closing parenthesis, from 0 (proc(5) counts these from 3).
  private static final int STATE = 0;
  private static final int PPID = 1;
  private static final int PGRP = 2;
  private static final int SESSION = 3;
  private static final int TTY = 4;
  private static final int TPGID = 5;
  private static final int MINFLT = 7;
  private static final int MAJFLT = 9;
  private static final int START = 19;
  private static final int VSIZE = 20;
  private static final int RSS = 21;

  /** Parses the content of the file. */
  public static ProcStat parse(byte[] bytes) throws ProcFormatException {
    String text = new String(bytes, StandardCharsets.UTF_8).strip();
    int open = text.indexOf('(');
    int close = text.lastIndexOf(')');
    if (open < 2 || close < open) {
      throw new ProcFormatException("stat: '" + text + "' has no name in parentheses");
    }
    String[] rest = text.substring(close + 1).strip().split(" ");
    if (rest.length <= RSS) {
      throw new ProcFormatException("stat: only " + rest.length + " values after the name");
    }
    return new ProcStat(
        number(text.substring(0, open - 1)),
        text.substring(open + 1, close),
        rest[STATE].charAt(0),
        number(rest[PPID]),
        number(rest[PGRP]),
        number(rest[SESSION]),
        number(rest[TTY]),
        number(rest[TPGID]),
        number(rest[MINFLT]),
        number(rest[MAJFLT]),
        number(rest[START]),
        number(rest[VSIZE]),
        number(rest[RSS]));
  }

  private static long number(String text) throws ProcFormatException {
    try {
      // vsize and some others are unsigned and may be too large for a signed long.
      return text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      throw new ProcFormatException("stat: '" + text + "' is not a number");
    }
  }
}
