package org.eyas.driver.ptrace.event;

import java.util.Arrays;
import org.eyas.driver.ptrace.kernel.SystemCalls;

/**
 * What {@code /proc} says about the thread of the current event, read when a step first needs it. Used by the tracer's thread
 * only. A value that cannot be read is 0.
 */
final class ThreadFacts {
  // Fields of /proc/PID/task/TID/stat, as proc(5) counts them.
  static final int PARENT = 4;
  static final int GROUP = 5;
  static final int TERMINAL = 7;
  static final int FLAGS = 9;
  static final int MINOR_FAULTS = 10;
  static final int MAJOR_FAULTS = 12;
  static final int MEMORY_BYTES = 23;
  static final int RESIDENT_PAGES = 24;
  static final int ARGUMENTS = 48;
  static final int ARGUMENTS_END = 49;
  static final int ENVIRONMENT = 50;
  static final int ENVIRONMENT_END = 51;

  private static final int FIRST_AFTER_NAME = 3;
  private static final int FIELDS = 53;
  private static final byte[] STAT = ProcPath.bytes("/stat");
  private static final byte[] TGID = ProcPath.bytes("Tgid:");
  private static final byte[] STATUS = ProcPath.bytes("/status");

  private final ProcPath paths;
  private final ProcText stat;
  private final ThreadStatus status;
  private final long[] fields = new long[FIELDS];
  private int pid;
  private int tid;
  private boolean hasStat;
  private boolean hasStatus;

  ThreadFacts(SystemCalls kernel, ProcPath paths) {
    this.paths = paths;
    stat = new ProcText(kernel);
    status = new ThreadStatus(kernel);
  }

  /** Forgets everything: another event begins. */
  void of(int ofPid, int ofTid) {
    pid = ofPid;
    tid = ofTid;
    hasStat = false;
    hasStatus = false;
  }

  /** The id of a thread's process; its own if it is not known. */
  int processOf(int thread) {
    of(thread, thread);
    return (int) status().number(TGID, 0, thread);
  }

  private ProcText stat() {
    if (!hasStat) {
      hasStat = true;
      stat.read(paths.ofThread(pid, tid, STAT));
      parse();
    }
    return stat;
  }

  private void parse() {
    Arrays.fill(fields, 0);
    int at = stat.nextWord(stat.lastIndexOf(')') + 1);
    for (int i = FIRST_AFTER_NAME; i < FIELDS && at >= 0; i++) {
      fields[i] = stat.decimal(at);
      at = stat.nextWord(stat.endOfWord(at));
    }
  }

  /** A number of stat, by the number of proc(5). */
  long field(int number) {
    stat();
    return fields[number];
  }

  /** Writes the thread's name with a zero byte. */
  void putName(EventDraft event) {
    int from = stat().indexOf('(', 0) + 1;
    int to = stat.lastIndexOf(')');
    byte[] bytes = stat.bytes();
    if (from <= 0 || to < from) {
      event.putEmpty();
      return;
    }
    byte after = bytes[to];
    bytes[to] = 0;
    event.putBytes(bytes, from, to + 1 - from);
    bytes[to] = after;
  }

  /** The other file about the thread. */
  ThreadStatus status() {
    if (!hasStatus) {
      hasStatus = true;
      status.read(paths.ofThread(pid, tid, STATUS));
    }
    return status;
  }
}
