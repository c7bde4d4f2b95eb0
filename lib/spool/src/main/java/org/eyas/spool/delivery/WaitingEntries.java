package org.eyas.spool.delivery;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The entries that wait in memory, in order. The oldest entries are objects; if there are many, the newer entries are
 * bytes.
 *
 * <pre>
 *   poll &lt;-- [ objects, at most 250 ] &lt;-- [ bytes ] &lt;-- add
 * </pre>
 *
 * <p>The number of objects is limited because objects that survive a collection of the young generation move to the old
 * generation and fill it with garbage, although few of them wait at any moment. Used under the lock of the backlog.
 */
final class WaitingEntries<E> {
  /**
   * The maximum size of the entries of one output. It is small, so that a few outputs whose receivers accept nothing
   * leave most of the heap to the engine.
   */
  static final long MAX_BYTES = Runtime.getRuntime().maxMemory() / 16;

  private final EntryFormat<E> format;
  private final Deque<E> objects = new ArrayDeque<>();
  private final PackedEntryQueue packed = new PackedEntryQueue();

  WaitingEntries(EntryFormat<E> format) {
    this.format = format;
  }

  /** Whether there is room for another entry, of any size. */
  boolean hasRoom(int capacity) {
    return size() < capacity && packed.bytes() < MAX_BYTES;
  }

  void add(E entry) {
    if (packed.size() == 0 && objects.size() < DeliveryBacklog.PATIENT) {
      objects.add(entry);
    } else {
      packed.add(format.bytes(entry));
    }
  }

  void addFirst(E entry) {
    objects.addFirst(entry);
  }

  /** The oldest entries, at most this many. They stay in the queue. */
  List<E> oldest(int most) {
    unpack(most);
    return objects.stream().limit(most).toList();
  }

  /** Removes the oldest entry and returns it; null if there is none. */
  @Nullable
  LazilyDecodedEntry<E> poll() {
    E first = objects.poll();
    if (first != null) {
      return LazilyDecodedEntry.of(format, first);
    }
    return packed.size() == 0 ? null : LazilyDecodedEntry.packed(format, packed.remove());
  }

  private void unpack(int wanted) {
    while (objects.size() < wanted && packed.size() > 0) {
      objects.add(format.read(packed.remove()));
    }
  }

  /** Removes the oldest entry, unless there is none. */
  void drop() {
    if (objects.poll() == null && packed.size() > 0) {
      packed.remove();
    }
  }

  /** Removes all entries and returns them. */
  List<E> clear() {
    unpack(size());
    List<E> all = new ArrayList<>(objects);
    objects.clear();
    return all;
  }

  int size() {
    return objects.size() + packed.size();
  }
}
