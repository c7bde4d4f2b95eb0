package org.eyas.engine.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The last enter event of each thread, until its exit event has used it.
 *
 * <p>A hash table with open addressing, by thread id. The slot of a thread and its memory are reused, so that a stream
 * of enter and exit events allocates nothing once every thread has a slot. When the table grows, it drops slots without
 * an event.
 */
final class EnterEvents {
  private @Nullable Slot[] slots = new @Nullable Slot[256];
  private int used;

  /** The event of a thread; {@code length} is 0 if there is none. */
  private static final class Slot {
    final long tid;
    byte[] bytes = new byte[128];
    ByteBuffer memory = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int length;

    Slot(long tid) {
      this.tid = tid;
    }
  }

  /** Stores the event at the cursor in place of the previous event of its thread. */
  void store(EventCursor event) {
    Slot slot = slot(event.threadId());
    int length = event.length();
    if (length > slot.bytes.length) {
      slot.bytes = new byte[Math.max(length, 2 * slot.bytes.length)];
      slot.memory = ByteBuffer.wrap(slot.bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
    event.copyTo(slot.bytes, 0);
    slot.length = length;
  }

  /** Moves a cursor to the event of a thread. Returns false if there is none. */
  boolean find(long tid, EventCursor into) {
    Slot slot = slots[indexOf(slots, tid)];
    return slot != null && slot.length > 0 && into.wrap(0, slot.memory, 0, slot.length);
  }

  void remove(long tid) {
    Slot slot = slots[indexOf(slots, tid)];
    if (slot != null) {
      slot.length = 0;
    }
  }

  private Slot slot(long tid) {
    int index = indexOf(slots, tid);
    Slot slot = slots[index];
    if (slot != null) {
      return slot;
    }
    if (2 * used >= slots.length) {
      grow();
      index = indexOf(slots, tid);
    }
    used++;
    Slot added = new Slot(tid);
    slots[index] = added;
    return added;
  }

  private void grow() {
    @Nullable Slot[] old = slots;
    int kept = (int) Arrays.stream(old).filter(s -> s != null && s.length > 0).count();
    slots = new @Nullable Slot[Math.max(256, Integer.highestOneBit(Math.max(1, kept)) * 8)];
    used = kept;
    for (Slot slot : old) {
      if (slot != null && slot.length > 0) {
        slots[indexOf(slots, slot.tid)] = slot;
      }
    }
  }

  // The slot of the thread, or the free slot for it.
  private static int indexOf(@Nullable Slot[] slots, long tid) {
    int mask = slots.length - 1;
    int index = (int) (tid * 0x9E3779B97F4A7C15L >>> 40) & mask;
    Slot slot = slots[index];
    while (slot != null && slot.tid != tid) {
      index = (index + 1) & mask;
      slot = slots[index];
    }
    return index;
  }
}
