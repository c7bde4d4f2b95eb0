package org.eyas.linux.proc;

import java.nio.charset.StandardCharsets;

/**
 * The numbers of {@code /proc/PID/stat} that a process table needs (proc(5)).
 *
 * @param comm the name between the parentheses; may itself hold blanks and parentheses
 * @param state one letter: R, S, D, Z, ...
 * @param tty the controlling terminal's device number, 0 for none
 * @param tpgid the foreground process group of the terminal, -1 for none
 * @param startTicks clock ticks between boot and the start of the process
 * @param vmSizeBytes virtual memory
 * @param rssPages resident memory in pages
 */
public record ProcStat(
    long pid, String comm, char state, long ppid, long pgrp, long session, long tty, long tpgid, long minorFaults,
    long majorFaults, long startTicks, long vmSizeBytes, long rssPages) {

  // Places behind the closing parenthesis, from 0 (proc(5) counts from 3).
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

  /** Reads the file's bytes. */
  public static ProcStat parse(byte[] bytes) throws ProcFormatException {
    String text = new String(bytes, StandardCharsets.UTF_8).strip();
    int open = text.indexOf('(');
    int close = text.lastIndexOf(')');
    if (open < 2 || close < open) {
      throw new ProcFormatException("stat: no name in parentheses in '" + text + "'");
    }
    String[] rest = text.substring(close + 1).strip().split(" ");
    if (rest.length <= RSS) {
      throw new ProcFormatException("stat: only " + rest.length + " values behind the name");
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
      // vsize and others are unsigned and may reach beyond a signed long.
      return text.startsWith("-") ? Long.parseLong(text) : Long.parseUnsignedLong(text);
    } catch (NumberFormatException e) {
      throw new ProcFormatException("stat: '" + text + "' is no number");
    }
  }
}
