package org.eyas.driver.ptrace.event;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.eyas.driver.ptrace.call.TraceeMemory;

/**
 * Reads values of the calling thread's memory into one reused array. As in the kernel, a value is read completely or not at all.
 * A read replaces the bytes of the one before.
 */
final class CallerMemory {
  /** The maximum size of a read. */
  static final int MOST = 0xffff;

  private static final int FIRST_CHUNK = 256; // most texts are shorter
  private static final int CHUNK = 1024;
  private static final VarHandle SHORT = view(short[].class);
  private static final VarHandle INT = view(int[].class);
  private static final VarHandle LONG = view(long[].class);

  private final byte[] bytes = new byte[MOST + 1];
  private TraceeMemory memory = (address, into, offset, length) -> 0;

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
  }

  /** Sets the call whose memory is read from now on. */
  void setMemory(TraceeMemory of) {
    memory = of;
  }

  /** The bytes that were read last. */
  byte[] bytes() {
    return bytes;
  }

  /** Reads bytes; false if not all of them are readable. */
  boolean read(long address, int length) {
    return read(address, 0, length);
  }

  /** Reads bytes to a place in the array; false if not all of them are readable. */
  boolean read(long address, int place, int length) {
    return address != 0 && memory.read(address, bytes, place, length) == length;
  }

  /**
   * Reads a text that ends with a zero byte.
   *
   * @param most a longer text is cut, so that it has this many bytes with its zero
   * @return its length with its zero; 0 if it is not readable
   */
  int readText(long address, int most) {
    if (address == 0) {
      return 0;
    }
    int length = 0;
    while (length < most) {
      int size = Math.min(length == 0 ? FIRST_CHUNK : CHUNK, most - length);
      int count = memory.read(address + length, bytes, length, size);
      int end = zero(length, length + count);
      if (end >= 0) {
        return end + 1;
      }
      if (count < size) {
        return 0;
      }
      length += count;
    }
    bytes[most - 1] = 0;
    return most;
  }

  /** The place of the first zero byte between two places; -1 if there is none. */
  int zero(int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes[i] == 0) {
        return i;
      }
    }
    return -1;
  }

  /** Reads a number of 8 bytes. Returns 0 if it is not readable. */
  long longAt(long address) {
    return read(address, 8) ? longOf(0) : 0;
  }

  /** Reads an unsigned number of 4 bytes. Returns 0 if it is not readable. */
  long intAt(long address) {
    return read(address, 4) ? intOf(0) & 0xffff_ffffL : 0;
  }

  long longOf(int place) {
    return (long) LONG.get(bytes, place);
  }

  int intOf(int place) {
    return (int) INT.get(bytes, place);
  }

  short shortOf(int place) {
    return (short) SHORT.get(bytes, place);
  }
}
