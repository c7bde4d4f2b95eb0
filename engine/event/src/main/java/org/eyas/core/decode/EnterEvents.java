package org.eyas.core.decode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The last enter event of each thread, until its exit event took it.
 *
 * <p>A hash table with open addressing over thread ids. A thread keeps its slot and its memory, so that a stream of enter
 * and exit pairs allocates nothing once every thread was seen; slots without an event are dropped when the table grows.
 */
final class EnterEvents {
  private @Nullable Slot[] slots = new @Nullable Slot[256];
  private int used;

  /** A thread's event; {@code length} is 0 where there is none. */
  private static final class Slot {
    final long tid;
    byte[] bytes = new byte[128];
    ByteBuffer memory = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int length;

    Slot(long tid) {
      this.tid = tid;
    }
  }

  /** Keeps the event a cursor stands on, in place of the one the thread had. */
  void keep(EventCursor event) {
    Slot slot = slot(event.threadId());
    int length = event.length();
    if (length > slot.bytes.length) {
      slot.bytes = new byte[Math.max(length, 2 * slot.bytes.length)];
      slot.memory = ByteBuffer.wrap(slot.bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
    event.copyTo(slot.bytes, 0);
    slot.length = length;
  }

  /** Moves a cursor to a thread's event; false where it has none. */
  boolean find(long tid, EventCursor into) {
    Slot slot = slots[indexOf(slots, tid)];
    return slot != null && slot.length > 0 && into.wrap(0, slot.memory, 0, slot.length);
  }

  void forget(long tid) {
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

  // Where the thread's slot is, or the free place where it belongs.
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
