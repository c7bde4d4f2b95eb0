package org.eyas.driver.ptrace.proc;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.eyas.driver.ptrace.kernel.TracerSystemCalls;

/**
 * The content of one small file of {@code /proc}, in reused memory, and its numbers. A file that cannot be read counts
 * as empty. Used by the tracer's thread only.
 */
public final class ProcFileText {
  private static final int MOST_BYTES = 32 << 10;

  private final TracerSystemCalls kernel;
  private final MemorySegment memory;
  private final byte[] bytes;
  private int length;

  /** Makes an object for files of up to 32 KiB. */
  public ProcFileText(TracerSystemCalls kernel) {
    this(kernel, MOST_BYTES);
  }

  /** @param most the maximum number of bytes; a longer file is truncated */
  public ProcFileText(TracerSystemCalls kernel, int most) {
    this.kernel = kernel;
    memory = Arena.ofAuto().allocate(most);
    bytes = new byte[most];
  }

  /**
   * Reads the first record of a file below an open folder. Files such as {@code stat}, {@code status} and {@code cgroup} are one
   * record, which the kernel makes as a whole and returns at once.
   */
  public void read(int folder, MemorySegment name) {
    length = 0;
    int fd = kernel.open(folder, name);
    if (fd >= 0) {
      readOn(fd);
      kernel.close(fd);
    }
  }

  /** Reads a file of several records, such as {@code mountinfo}, to its end. The kernel returns about a page of them at a time. */
  public void readAll(int folder, MemorySegment name) {
    length = 0;
    int fd = kernel.open(folder, name);
    if (fd >= 0) {
      while (readOn(fd)) {}
      kernel.close(fd);
    }
  }

  // Whether there was something to read.
  private boolean readOn(int fd) {
    int count = Math.max(0, kernel.read(fd, memory, bytes.length - length));
    MemorySegment.copy(memory, JAVA_BYTE, 0, bytes, length, count);
    length += count;
    return count > 0;
  }

  /** Reads the target of a link below an open folder. Returns its length, or a negative errno. */
  public int readLink(int folder, MemorySegment name) {
    int result = kernel.readLink(folder, name, memory);
    length = Math.max(0, result);
    MemorySegment.copy(memory, JAVA_BYTE, 0, bytes, 0, length);
    return result;
  }

  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return length;
  }

  public boolean startsWith(byte[] text) {
    return isAt(0, text);
  }

  public boolean endsWith(byte[] text) {
    return isAt(length - text.length, text);
  }

  /** Whether a text is at a place. */
  public boolean isAt(int place, byte[] text) {
    if (place < 0 || place + text.length > length) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (bytes[place + i] != text[i]) {
        return false;
      }
    }
    return true;
  }

  public int indexOf(int character, int from) {
    for (int i = from; i < length; i++) {
      if (bytes[i] == character) {
        return i;
      }
    }
    return -1;
  }

  public int lastIndexOf(int character) {
    int i = length - 1;
    while (i >= 0 && bytes[i] != character) {
      i--;
    }
    return i;
  }

  /** The place of the next word of the line; -1 if the line has none left. */
  public int nextWord(int from) {
    int at = from;
    while (at < length && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
    return at < length && bytes[at] != '\n' ? at : -1;
  }

  /** The place after a word. */
  public int endOfWord(int from) {
    int at = from;
    while (at < length && bytes[at] > ' ') {
      at++;
    }
    return at;
  }

  /** The place of the end of a line, or of the text. */
  public int endOfLine(int from) {
    int end = indexOf('\n', from);
    return end < 0 ? length : end;
  }

  /** A decimal number, which may be negative or fill 64 bits. */
  public long decimal(int at) {
    boolean isNegative = at < length && bytes[at] == '-';
    long value = 0;
    for (int i = isNegative ? at + 1 : at; i < length && bytes[i] >= '0' && bytes[i] <= '9'; i++) {
      value = value * 10 + bytes[i] - '0';
    }
    return isNegative ? -value : value;
  }

  /** A hexadecimal number. */
  long hexadecimal(int at) {
    long value = 0;
    for (int i = at; i < length && Character.digit(bytes[i], 16) >= 0; i++) {
      value = value << 4 | Character.digit(bytes[i], 16);
    }
    return value;
  }
}
