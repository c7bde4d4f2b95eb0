package org.eyas.engine.state.descriptor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The descriptors with large numbers, of which a process has few: a hash table with open addressing. The hash is the
 * number itself. Numbers of io_uring descriptors contain the ring in their high bits, which become a part of the hash.
 */
final class HighFdTable {
  private static final int FIRST_SIZE = 8;
  private static final int FREE = -1;
  private static final int RING_SHIFT = 20;

  private int[] keys;
  private @Nullable FdState[] values;
  private int size;

  HighFdTable() {
    keys = new int[FIRST_SIZE];
    values = new FdState[FIRST_SIZE];
    Arrays.fill(keys, FREE);
  }

  /** A copy that contains the same descriptors. */
  HighFdTable(HighFdTable from) {
    keys = from.keys.clone();
    values = from.values.clone();
    size = from.size;
  }

  /** The number of slots; each contains a descriptor or null. */
  int places() {
    return keys.length;
  }

  int numberAt(int place) {
    return keys[place];
  }

  @Nullable
  FdState at(int place) {
    return values[place];
  }

  @Nullable
  FdState get(int number) {
    return values[find(number)];
  }

  /** Stores a descriptor and returns the previous one. */
  @Nullable
  FdState put(int number, FdState fd) {
    int at = find(number);
    FdState old = values[at];
    keys[at] = number;
    values[at] = fd;
    if (old == null && ++size * 2 > keys.length) {
      grow();
    }
    return old;
  }

  /** Removes a descriptor. A later one may move into its slot. */
  @Nullable
  FdState remove(int number) {
    int at = find(number);
    FdState old = values[at];
    if (old != null) {
      size--;
      closeGap(at);
    }
    return old;
  }

  private int home(int number) {
    return (number ^ number >>> RING_SHIFT) & keys.length - 1;
  }

  private int find(int number) {
    int mask = keys.length - 1;
    int at = home(number);
    while (keys[at] != number && keys[at] != FREE) {
      at = at + 1 & mask;
    }
    return at;
  }

  private void closeGap(int gap) {
    int mask = keys.length - 1;
    int at = gap;
    int next = gap + 1 & mask;
    while (keys[next] != FREE) {
      if ((next - home(keys[next]) & mask) >= (next - at & mask)) {
        keys[at] = keys[next];
        values[at] = values[next];
        at = next;
      }
      next = next + 1 & mask;
    }
    keys[at] = FREE;
    values[at] = null;
  }

  private void grow() {
    int[] oldKeys = keys;
    @Nullable FdState[] oldValues = values;
    keys = new int[oldKeys.length * 2];
    values = new FdState[oldKeys.length * 2];
    Arrays.fill(keys, FREE);
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != FREE) {
        int at = find(oldKeys[i]);
        keys[at] = oldKeys[i];
        values[at] = oldValues[i];
      }
    }
  }
}
