package org.eyas.engine.state.process;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** All threads by id: a hash table with open addressing, without boxing. It caches the thread that was found last. */
public final class ProcessTable {
  private static final int FIRST_SIZE = 1 << 10;
  /** Falco's default. */
  public static final int USUAL_LIMIT = 1 << 18;

  /** The bytes of heap for each thread. A thread takes 503 bytes, and 753 once rules have read its command line. */
  private static final int THREAD_BYTES = 768;

  /** The bytes of heap that the rest of the engine needs. */
  private static final long OTHER_BYTES = 32L << 20;
  private static final long LEAST = 1 << 10;

  private final long mostInHeap;

  private @Nullable ThreadState[] slots = new ThreadState[FIRST_SIZE];
  private int size;
  private @Nullable ThreadState last;
  private long limit = USUAL_LIMIT;
  private long cachedLookups;
  private long lookups;
  private long failedLookups;
  private final AtomicLong lateAttachments = new AtomicLong();

  public ProcessTable() {
    this(Runtime.getRuntime().maxMemory());
  }

  /**
   * @param heapBytes the size of the heap, which limits the number of threads: a program that forks without end must
   * not exhaust it
   */
  public ProcessTable(long heapBytes) {
    mostInHeap = Math.max(LEAST, (heapBytes - OTHER_BYTES) / THREAD_BYTES);
    limit = Math.min(limit, mostInHeap);
  }

  /**
   * Sets the maximum number of threads. The size of the heap may limit it further. Threads above a lower limit stay in
   * the table.
   */
  public void limit(long threads) {
    limit = Math.min(threads, mostInHeap);
  }

  public int size() {
    return size;
  }

  public boolean isFull() {
    return size >= limit;
  }

  /**
   * The number of values that enrichers attached to threads of this table outside of a notification. Any thread may
   * count.
   */
  public AtomicLong lateAttachments() {
    return lateAttachments;
  }

  @Nullable
  public ThreadState find(long tid) {
    ThreadState recent = last;
    if (recent != null && recent.tid == tid) {
      cachedLookups++;
      return recent;
    }
    ThreadState found = slots[place(tid)];
    if (found == null) {
      failedLookups++;
    } else {
      lookups++;
      last = found;
    }
    return found;
  }

  /** Like {@link #find}, but does not count as a lookup. For observers. */
  @Nullable
  public ThreadState peek(long tid) {
    return slots[place(tid)];
  }

  public void put(ThreadState thread) {
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

  /** Removes a thread; returns false if it is not in the table. */
  public boolean remove(ThreadState thread) {
    int at = place(thread.tid);
    if (slots[at] != thread) {
      return false;
    }
    last = null;
    size--;
    closeGap(at);
    return true;
  }

  /** The number of slots, most of which are empty. */
  public int places() {
    return slots.length;
  }

  /** The thread in a slot, or null. A removal moves later threads into earlier slots. */
  @Nullable
  public ThreadState at(int place) {
    return slots[place];
  }

  /** The number of lookups: found in the cache, found in the table, not found. */
  public StateCounts.Lookups lookups() {
    return new StateCounts.Lookups(cachedLookups, lookups, failedLookups);
  }

  public void forEach(Consumer<ThreadState> action) {
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
