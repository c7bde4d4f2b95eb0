package org.eyas.core.state;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All threads by their id: open addressing without boxes, and the thread asked for last at hand. */
final class ProcessTable {
  private static final int FIRST_SIZE = 1 << 10;
  /** As many as Falco keeps; a thread beyond is not followed. */
  private static final int LIMIT = 1 << 18;

  private @Nullable ThreadState[] slots = new ThreadState[FIRST_SIZE];
  private int size;
  private @Nullable ThreadState last;

  int size() {
    return size;
  }

  boolean isFull() {
    return size >= LIMIT;
  }

  @Nullable ThreadState find(long tid) {
    ThreadState recent = last;
    if (recent != null && recent.tid == tid) {
      return recent;
    }
    ThreadState found = slots[place(tid)];
    if (found != null) {
      last = found;
    }
    return found;
  }

  void put(ThreadState thread) {
    int at = place(thread.tid);
    if (slots[at] == null) {
      size++;
    }
    slots[at] = thread;
    last = null;
    if (size * 2 > slots.length) {
      grow();
    }
  }

  void remove(ThreadState thread) {
    int at = place(thread.tid);
    if (slots[at] != thread) {
      return;
    }
    last = null;
    size--;
    closeGap(at);
  }

  void forEach(Consumer<ThreadState> action) {
    for (ThreadState thread : slots) {
      if (thread != null) {
        action.accept(thread);
      }
    }
  }

  private int place(long tid) {
    int mask = slots.length - 1;
    int at = home(tid);
    for (ThreadState there = slots[at]; there != null && there.tid != tid; there = slots[at]) {
      at = at + 1 & mask;
    }
    return at;
  }

  private int home(long tid) {
    return (int) (tid * 0x9e3779b97f4a7c15L >>> 40) & slots.length - 1;
  }

  private void closeGap(int gap) {
    int mask = slots.length - 1;
    int at = gap;
    int next = gap + 1 & mask;
    for (ThreadState there = slots[next]; there != null; there = slots[next]) {
      if ((next - home(there.tid) & mask) >= (next - at & mask)) {
        slots[at] = there;
        at = next;
      }
      next = next + 1 & mask;
    }
    slots[at] = null;
  }

  private void grow() {
    @Nullable ThreadState[] old = slots;
    slots = new ThreadState[old.length * 2];
    for (ThreadState thread : old) {
      if (thread != null) {
        slots[place(thread.tid)] = thread;
      }
    }
  }
}
