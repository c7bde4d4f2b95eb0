package org.eyas.driver.ptrace.event;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.eyas.driver.ptrace.kernel.SystemCalls;

/**
 * The content of one small file of {@code /proc}, in reused memory, and its numbers. A file that cannot be read is empty. Used by
 * the tracer's thread only.
 */
final class ProcText {
  private static final int MOST_BYTES = 32 << 10;

  private final SystemCalls kernel;
  private final MemorySegment memory;
  private final byte[] bytes;
  private int length;

  /** For files of up to 32 KiB. */
  ProcText(SystemCalls kernel) {
    this(kernel, MOST_BYTES);
  }

  /** @param most the maximum number of bytes; a longer file is truncated */
  ProcText(SystemCalls kernel, int most) {
    this.kernel = kernel;
    memory = Arena.ofAuto().allocate(most);
    bytes = new byte[most];
  }

  /** Reads a file from its beginning. */
  void read(MemorySegment path) {
    length = 0;
    int fd = kernel.open(path);
    if (fd < 0) {
      return;
    }
    int count = kernel.read(fd, memory, bytes.length);
    while (count > 0) {
      MemorySegment.copy(memory, JAVA_BYTE, 0, bytes, length, count);
      length += count;
      count = kernel.read(fd, memory, bytes.length - length);
    }
    kernel.close(fd);
  }

  /** Reads the target of a link. */
  void readLink(MemorySegment path) {
    readLink(SystemCalls.AT_FDCWD, path);
  }

  /** Reads the target of a link below an open folder. */
  void readLink(int folder, MemorySegment name) {
    length = Math.max(0, kernel.readLink(folder, name, memory));
    MemorySegment.copy(memory, JAVA_BYTE, 0, bytes, 0, length);
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }

  boolean startsWith(byte[] text) {
    return isAt(0, text);
  }

  boolean endsWith(byte[] text) {
    return isAt(length - text.length, text);
  }

  /** Whether a text is at a place. */
  boolean isAt(int place, byte[] text) {
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

  int indexOf(int character, int from) {
    for (int i = from; i < length; i++) {
      if (bytes[i] == character) {
        return i;
      }
    }
    return -1;
  }

  int lastIndexOf(int character) {
    int i = length - 1;
    while (i >= 0 && bytes[i] != character) {
      i--;
    }
    return i;
  }

  /** The place after the name of a line, such as {@code "Uid:"}; -1 if there is no such line. */
  int afterName(byte[] name) {
    int at = 0;
    while (at >= 0 && at < length) {
      if (isAt(at, name)) {
        return at + name.length;
      }
      at = indexOf('\n', at) + 1;
      if (at == 0) {
        return -1;
      }
    }
    return -1;
  }

  /** The place of the next word of the line; -1 if the line has none left. */
  int nextWord(int from) {
    int at = from;
    while (at < length && (bytes[at] == ' ' || bytes[at] == '\t')) {
      at++;
    }
    return at < length && bytes[at] != '\n' ? at : -1;
  }

  /** The place after a word. */
  int endOfWord(int from) {
    int at = from;
    while (at < length && bytes[at] > ' ') {
      at++;
    }
    return at;
  }

  /** The place of the end of a line, or of the text. */
  int endOfLine(int from) {
    int end = indexOf('\n', from);
    return end < 0 ? length : end;
  }

  /** A decimal number, which may be negative or fill 64 bits. */
  long decimal(int at) {
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

  /** A binary number of 4 or 8 bytes. */
  long littleEndian(int at, int width) {
    long value = 0;
    for (int i = width - 1; i >= 0; i--) {
      value = value << 8 | bytes[at + i] & 0xff;
    }
    return value;
  }
}
