package org.eyas.driver.ptrace.event;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.eyas.driver.ptrace.kernel.TracerSystemCalls;
import org.eyas.driver.ptrace.proc.ProcFileText;
import org.eyas.driver.ptrace.proc.ProcPath;
import org.eyas.driver.ptrace.proc.ThreadProcFolders;
import org.eyas.driver.ptrace.proc.ThreadStatus;

/**
 * The values of {@code /proc} about the thread of the current event, read when a step first needs them. Used by the
 * tracer's thread only. A value that cannot be read is 0.
 */
final class EventThreadFacts {
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
  private static final MemorySegment STAT = ProcPath.name("stat");
  private static final MemorySegment STATUS = ProcPath.name("status");

  private final ThreadProcFolders folders;
  private final ProcFileText stat;
  private final ThreadStatus status;
  private final ProgramFile program;
  private final long[] fields = new long[FIELDS];
  private int tid;
  private boolean hasStat;
  private boolean hasStatus;
  private boolean hasProgram;

  EventThreadFacts(TracerSystemCalls kernel, ThreadProcFolders folders) {
    this.folders = folders;
    stat = new ProcFileText(kernel);
    status = new ThreadStatus(kernel);
    program = new ProgramFile(kernel, folders);
  }

  /** Forgets all values, because another event begins. */
  void setThread(int ofTid) {
    tid = ofTid;
    hasStat = false;
    hasStatus = false;
    hasProgram = false;
  }

  private ProcFileText stat() {
    if (!hasStat) {
      hasStat = true;
      stat.read(folders.of(tid), STAT);
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
      status.read(folders.of(tid), STATUS);
    }
    return status;
  }

  /** The file of the thread's program. */
  ProgramFile program() {
    if (!hasProgram) {
      hasProgram = true;
      program.lookUp(tid);
    }
    return program;
  }
}
