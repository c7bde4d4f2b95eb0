package org.eyas.driver.ptrace.proc;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;

/**
 * Builds the paths of files below {@code /proc} in native memory, without allocating. A path is valid until the next one is
 * built. Used by the tracer's thread only.
 */
public final class ProcPath {
  private static final byte[] PROC = bytes("/proc/");
  private static final byte[] TASK = bytes("/task/");

  private final MemorySegment path = Arena.ofAuto().allocate(128);
  private final byte[] digits = new byte[20];
  private int length;

  /** A name or a line in a file of {@code /proc}. */
  public static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** A name or path that stays, for system calls. */
  public static MemorySegment name(String name) {
    return Arena.global().allocateFrom(name);
  }

  /** {@code /proc/PID}. */
  MemorySegment ofProcess(int pid) {
    length = 0;
    append(PROC);
    append(pid);
    return end();
  }

  /** {@code /proc/TID/task/TID}: every thread has such a folder, not only the first one of a process. */
  MemorySegment ofThread(int tid) {
    length = 0;
    append(PROC);
    append(tid);
    append(TASK);
    append(tid);
    return end();
  }

  /** {@code N}: the name of a descriptor's link in {@code /proc/ID/fd}. Empty if the number is negative: no file has this name. */
  MemorySegment ofDescriptor(int fd) {
    length = 0;
    if (fd >= 0) {
      append(fd);
    }
    return end();
  }

  private void append(byte[] text) {
    MemorySegment.copy(text, 0, path, JAVA_BYTE, length, text.length);
    length += text.length;
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
