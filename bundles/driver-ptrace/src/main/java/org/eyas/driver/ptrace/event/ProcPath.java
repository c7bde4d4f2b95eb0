package org.eyas.driver.ptrace.event;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * Builds the paths of files below {@code /proc} in native memory, without allocating. A path is valid until the next one is
 * built. Used by the tracer's thread only.
 */
final class ProcPath {
  private static final byte[] PROC = bytes("/proc/");
  private static final byte[] TASK = bytes("/task/");

  private final MemorySegment path = Arena.ofAuto().allocate(128);
  private final byte[] digits = new byte[20];
  private int length;

  /** The end of a path, such as {@code /stat}. */
  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** {@code /proc/ID/NAME}. */
  MemorySegment of(int id, byte[] name) {
    length = 0;
    append(PROC);
    append(id);
    return append(name);
  }

  /** {@code /proc/PID/task/TID/NAME}. */
  MemorySegment ofThread(int pid, int tid, byte[] name) {
    length = 0;
    append(PROC);
    append(pid);
    append(TASK);
    append(tid);
    return append(name);
  }

  /** {@code N}: the name of a descriptor's link in {@code /proc/ID/fd}. Empty if the number is negative: no file has this name. */
  MemorySegment ofDescriptor(int fd) {
    length = 0;
    if (fd >= 0) {
      append(fd);
    }
    return end();
  }

  private MemorySegment append(byte[] text) {
    MemorySegment.copy(text, 0, path, JAVA_BYTE, length, text.length);
    length += text.length;
    return end();
  }

  private void append(int number) {
    int at = digits.length;
    int rest = number;
    do {
      digits[--at] = (byte) ('0' + rest % 10);
      rest /= 10;
    } while (rest > 0);
    MemorySegment.copy(digits, at, path, JAVA_BYTE, length, digits.length - at);
    length += digits.length - at;
  }

  private MemorySegment end() {
    path.set(JAVA_BYTE, length, (byte) 0);
    return path;
  }
}
