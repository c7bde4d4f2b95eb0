package org.eyas.driver.ptrace.event;

import java.lang.foreign.MemorySegment;
import org.eyas.driver.ptrace.kernel.SystemCalls;

/** The lines of {@code /proc/PID/task/TID/status}, each a name and numbers. Used by the tracer's thread only. */
final class ThreadStatus {
  private final ProcText text;

  ThreadStatus(SystemCalls kernel) {
    text = new ProcText(kernel);
  }

  void read(MemorySegment path) {
    text.read(path);
  }

  /** A decimal number of a line; otherwise if there is none. */
  long number(byte[] name, int column, long otherwise) {
    int at = text.afterName(name);
    at = at < 0 ? at : text.nextWord(at);
    for (int i = 0; i < column && at >= 0; i++) {
      at = text.nextWord(text.endOfWord(at));
    }
    return at < 0 ? otherwise : text.decimal(at);
  }

  /** The last number of a line that is not 0: an id in the innermost namespace that has one for it. */
  long last(byte[] name) {
    int at = text.afterName(name);
    long value = 0;
    at = at < 0 ? at : text.nextWord(at);
    while (at >= 0) {
      value = text.decimal(at) == 0 ? value : text.decimal(at);
      at = text.nextWord(text.endOfWord(at));
    }
    return value;
  }

  /** Whether a line has a number. */
  boolean contains(byte[] name, long number) {
    int at = text.afterName(name);
    at = at < 0 ? at : text.nextWord(at);
    while (at >= 0) {
      if (text.decimal(at) == number) {
        return true;
      }
      at = text.nextWord(text.endOfWord(at));
    }
    return false;
  }

  /** A hexadecimal number of a line. */
  long bits(byte[] name) {
    int at = text.afterName(name);
    return at < 0 ? 0 : text.hexadecimal(Math.max(0, text.nextWord(at)));
  }
}
