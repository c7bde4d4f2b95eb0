package org.eyas.driver.ptrace.proc;

import java.lang.foreign.MemorySegment;
import org.eyas.driver.ptrace.kernel.TracerSystemCalls;

/** The lines of {@code /proc/PID/task/TID/status}, each a name and numbers. Used by the tracer's thread only. */
public final class ThreadStatus {
  private static final int MOST_LINES = 256; // Linux 6.18 has 60

  private final ProcFileText text;
  private final int[] lines = new int[MOST_LINES];
  private int count;

  public ThreadStatus(TracerSystemCalls kernel) {
    text = new ProcFileText(kernel);
  }

  public void read(int folder, MemorySegment name) {
    text.read(folder, name);
    count = 0;
    for (int line = 0; line < text.length() && count < MOST_LINES; line = text.endOfLine(line) + 1) {
      lines[count++] = line;
    }
  }

  // The place of the first word after the name of a line; -1 if there is none.
  private int first(byte[] name) {
    for (int i = 0; i < count; i++) {
      if (text.isAt(lines[i], name)) {
        return text.nextWord(lines[i] + name.length);
      }
    }
    return -1;
  }

  /** A decimal number of a line, or {@code otherwise} if the line has none. */
  public long number(byte[] name, int column, long otherwise) {
    int at = first(name);
    for (int i = 0; i < column && at >= 0; i++) {
      at = text.nextWord(text.endOfWord(at));
    }
    return at < 0 ? otherwise : text.decimal(at);
  }

  /** The last number of a line that is not 0: the thread's id in the innermost namespace that has an id for it. */
  public long last(byte[] name) {
    int at = first(name);
    long value = 0;
    while (at >= 0) {
      value = text.decimal(at) == 0 ? value : text.decimal(at);
      at = text.nextWord(text.endOfWord(at));
    }
    return value;
  }

  /** The number of numbers in a line. */
  public int count(byte[] name) {
    int numbers = 0;
    for (int at = first(name); at >= 0; at = text.nextWord(text.endOfWord(at))) {
      numbers++;
    }
    return numbers;
  }

  /** Whether a line has a number. */
  public boolean contains(byte[] name, long number) {
    int at = first(name);
    while (at >= 0) {
      if (text.decimal(at) == number) {
        return true;
      }
      at = text.nextWord(text.endOfWord(at));
    }
    return false;
  }

  /** A hexadecimal number of a line. */
  public long bits(byte[] name) {
    int at = first(name);
    return at < 0 ? 0 : text.hexadecimal(at);
  }
}
