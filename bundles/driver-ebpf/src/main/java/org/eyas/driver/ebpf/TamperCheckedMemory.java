package org.eyas.driver.ebpf;

import java.nio.ByteBuffer;

/**
 * Memory that the engine shares with the kernel, with a copy of the values that the engine wrote. The copy shows the
 * changes that other programs made.
 */
final class TamperCheckedMemory {
  private final ByteBuffer memory;
  private final ByteBuffer wanted; // what the engine has written

  TamperCheckedMemory(ByteBuffer memory) {
    this.memory = memory;
    wanted = ByteBuffer.allocate(memory.capacity()).order(memory.order());
  }

  int bytes() {
    return memory.capacity();
  }

  void putShort(int offset, int value) {
    wanted.putShort(offset, (short) value);
    memory.putShort(offset, (short) value);
  }

  void putInt(int offset, int value) {
    wanted.putInt(offset, value);
    memory.putInt(offset, value);
  }

  long getLong(int offset) {
    return wanted.getLong(offset);
  }

  void putLong(int offset, long value) {
    wanted.putLong(offset, value);
    memory.putLong(offset, value);
  }

  /** Writes a number that the kernel changes, outside of the ranges that are compared. */
  void putUnwatched(int offset, int value) {
    memory.putInt(offset, value);
  }

  /** Writes a number outside of the ranges that are compared. */
  void putUnwatched(int offset, long value) {
    memory.putLong(offset, value);
  }

  /** The number that the kernel and the engine share at this place. */
  long shared(int offset) {
    return memory.getLong(offset);
  }

  /** Restores the values of a range that other programs have changed. Returns whether there was a change. */
  boolean restore(int from, int to) {
    if (memory.slice(from, to - from).equals(wanted.slice(from, to - from))) {
      return false;
    }
    memory.put(from, wanted, from, to - from);
    return true;
  }
}
