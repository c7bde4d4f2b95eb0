package org.eyas.driver.ebpf;

import java.nio.ByteBuffer;

/** Memory that is shared with the kernel, and a copy of what the engine has written, by which changes of others are noticed. */
final class WatchedMemory {
  private final ByteBuffer memory;
  private final ByteBuffer wanted; // what the engine has written

  WatchedMemory(ByteBuffer memory) {
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

  /** Sets back what others have changed in a range; returns whether there was something. */
  boolean restore(int from, int to) {
    if (memory.slice(from, to - from).equals(wanted.slice(from, to - from))) {
      return false;
    }
    memory.put(from, wanted, from, to - from);
    return true;
  }
}
