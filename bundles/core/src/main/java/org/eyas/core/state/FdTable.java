package org.eyas.core.state;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.eyas.api.process.ProcessInfo.FdVisitor;
import org.jspecify.annotations.Nullable;

/**
 * The descriptors of a process by number: open addressing without boxes.
 *
 * <p>Numbers are their own hash, so the dense low numbers that processes use never collide.
 */
final class FdTable {
  private static final int FIRST_SIZE = 16;
  private static final int FREE = -1;

  private final FdPool pool;
  private int[] keys = new int[FIRST_SIZE];
  private @Nullable FdState[] values = new FdState[FIRST_SIZE];
  private int size;

  FdTable(FdPool pool) {
    this.pool = pool;
    Arrays.fill(keys, FREE);
  }

  int size() {
    return size;
  }

  @Nullable FdState get(long number) {
    if (number < 0 || number > Integer.MAX_VALUE) {
      return null;
    }
    int at = find((int) number);
    return keys[at] == FREE ? null : values[at];
  }

  /** Files a descriptor under its number in place of what was there. The table takes over the caller's reference. */
  FdState put(int number, FdState fd) {
    fd.number = number;
    int at = find(number);
    FdState old = keys[at] == FREE ? null : values[at];
    if (old != null) {
      values[at] = fd;
      pool.release(old);
      return fd;
    }
    keys[at] = number;
    values[at] = fd;
    if (++size * 2 > keys.length) {
      grow();
    }
    return fd;
  }

  /** The descriptor, as one that no other table shares. */
  FdState writable(FdState fd) {
    return fd.references == 1 ? fd : put(fd.number, pool.acquire(fd));
  }

  void remove(long number) {
    if (number < 0 || number > Integer.MAX_VALUE) {
      return;
    }
    int at = find((int) number);
    FdState fd = keys[at] == FREE ? null : values[at];
    if (fd != null) {
      pool.release(fd);
      size--;
      closeGap(at);
    }
  }

  void removeIf(Predicate<FdState> condemned) {
    // A removal may move a later entry into its place, so the same place is looked at again.
    for (int at = 0; at < keys.length; ) {
      FdState fd = values[at];
      if (fd != null && condemned.test(fd)) {
        remove(fd.number);
      } else {
        at++;
      }
    }
  }

  /** Makes each descriptor whose number is wanted close on exec. */
  void closeOnExec(IntPredicate wanted) {
    for (int at = 0; at < keys.length; at++) {
      FdState fd = values[at];
      if (fd != null && wanted.test(fd.number)) {
        writable(fd).openFlags |= WireFlags.OPEN_CLOEXEC;
      }
    }
  }

  /** Becomes what another table is: both then share the descriptors. */
  void share(FdTable from) {
    clear();
    keys = from.keys.clone();
    values = from.values.clone();
    size = from.size;
    for (FdState fd : values) {
      if (fd != null) {
        fd.references++;
      }
    }
  }

  void clear() {
    for (FdState fd : values) {
      if (fd != null) {
        pool.release(fd);
      }
    }
    Arrays.fill(keys, FREE);
    Arrays.fill(values, null);
    size = 0;
  }

  void forEach(FdVisitor visitor) {
    for (FdState fd : values) {
      if (fd != null) {
        visitor.onFd(fd);
      }
    }
  }

  boolean any(Predicate<FdState> wanted) {
    for (FdState fd : values) {
      if (fd != null && wanted.test(fd)) {
        return true;
      }
    }
    return false;
  }

  private int find(int number) {
    int mask = keys.length - 1;
    int at = number & mask;
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
      int home = keys[next] & mask;
      if ((next - home & mask) >= (next - at & mask)) {
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
