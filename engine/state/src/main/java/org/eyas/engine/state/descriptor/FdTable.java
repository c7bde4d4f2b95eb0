package org.eyas.engine.state.descriptor;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.eyas.api.process.FdType;
import org.eyas.api.process.ProcessDescriptors.FdVisitor;
import org.eyas.engine.state.encoding.ScapFlags;
import org.jspecify.annotations.Nullable;

/**
 * The descriptors of a process by number. An array contains the low numbers, which the kernel assigns first; a hash
 * table contains the high numbers. Several numbers and several tables can share one object.
 */
public final class FdTable {
  private static final int LOW = 64;
  private static final int FIRST_SIZE = 4;

  /**
   * The first of the numbers under which descriptors of io_uring rings are stored. A program can use such a number
   * itself only if fs.nr_open is above 2^30.
   */
  private static final int OF_RINGS = 0x40000000;

  /**
   * The maximum number of descriptors of rings in a table. It is limited because no event reports the end of a single
   * one.
   */
  private static final int MOST_OF_RINGS = 4096;

  private static final @Nullable FdState[] NOTHING = {};

  private final FdPool pool;
  private @Nullable FdState[] low = NOTHING;
  private @Nullable HighFdTable high;
  private int size;
  private int ofRings;

  public FdTable(FdPool pool) {
    this.pool = pool;
  }

  /** An empty table of the same pool. */
  public FdTable another() {
    return new FdTable(pool);
  }

  /** Whether the kernel can assign this number to a descriptor. A damaged event can contain any number. */
  public static boolean isNumber(long number) {
    return number >= 0 && number <= Integer.MAX_VALUE;
  }

  public int size() {
    return size;
  }

  @Nullable
  public FdState get(long number) {
    FdState found = at(number);
    if (found != null) {
      found.number = (int) number;
    }
    return found;
  }

  private @Nullable FdState at(long number) {
    if (!isNumber(number)) {
      return null;
    }
    if (number < LOW) {
      return number < low.length ? low[(int) number] : null;
    }
    return high == null ? null : high.get((int) number);
  }

  /**
   * Stores a descriptor under a number, in place of an earlier one. The table takes over the reference of the caller.
   * If all tables together are full, or this table has too many descriptors of rings, the descriptor is not stored and
   * only lasts for its event.
   *
   * @param number must satisfy {@link #isNumber}
   */
  public FdState put(int number, FdState fd) {
    fd.number = number;
    if (pool.isFull(1)) {
      remove(number);
      if (pool.isFull(1)) {
        return pool.reject(fd);
      }
    }
    if (number >= OF_RINGS && ofRings >= MOST_OF_RINGS && at(number) == null) {
      return pool.reject(fd);
    }
    FdState old = exchange(number, fd);
    if (old != null) {
      pool.release(old);
    } else {
      size++;
      ofRings += number >= OF_RINGS ? 1 : 0;
      pool.countAdded(1);
    }
    return fd;
  }

  private @Nullable FdState exchange(int number, FdState fd) {
    if (number >= LOW) {
      HighFdTable there = high == null ? new HighFdTable() : high;
      high = there;
      return there.put(number, fd);
    }
    if (number >= low.length) {
      low = Arrays.copyOf(low, Math.max(FIRST_SIZE, Integer.highestOneBit(number) * 2));
    }
    FdState old = low[number];
    low[number] = fd;
    return old;
  }

  /** The descriptor with this number, as an object that no other number or table shares, so that it can be changed. */
  public FdState writable(int number, FdState fd) {
    return fd.references == 1 ? pool.prepareChange(fd) : put(number, pool.acquire(fd));
  }

  public void remove(long number) {
    FdState fd = at(number);
    if (fd == null) {
      return;
    }
    if (number < LOW) {
      low[(int) number] = null;
    } else if (high != null) {
      high.remove((int) number);
    }
    size--;
    ofRings -= number >= OF_RINGS ? 1 : 0;
    pool.countRemoved(1);
    boolean wasRing = fd.type == FdType.IO_URING;
    pool.release(fd);
    if (wasRing && ofRings > 0 && !any(other -> other.type == FdType.IO_URING)) {
      removeIf(other -> other.number >= OF_RINGS); // nothing keeps them open
    }
  }

  /** Removes the descriptors that match a test. Each has its number set for the test. */
  public void removeIf(Predicate<FdState> condemned) {
    for (int number = 0; number < low.length; number++) {
      FdState fd = get(number);
      if (fd != null && condemned.test(fd)) {
        remove(number);
      }
    }
    HighFdTable others = high;
    // A removal may move a later entry into the slot, so the same slot is tested again.
    for (int place = 0; others != null && place < others.places();) {
      FdState fd = others.at(place) == null ? null : get(others.numberAt(place));
      if (fd != null && condemned.test(fd)) {
        remove(others.numberAt(place));
      } else {
        place++;
      }
    }
  }

  /** Sets close-on-exec for each descriptor whose number matches. */
  public void closeOnExec(IntPredicate wanted) {
    for (int number = 0; number < low.length; number++) {
      closeOnExec(number, low[number], wanted);
    }
    for (int place = 0; high != null && place < high.places(); place++) {
      closeOnExec(high.numberAt(place), high.at(place), wanted);
    }
  }

  private void closeOnExec(int number, @Nullable FdState fd, IntPredicate wanted) {
    if (fd != null && wanted.test(number)) {
      writable(number, fd).openFlags |= ScapFlags.OPEN_CLOEXEC;
    }
  }

  /** Becomes a copy of another table, with which it shares the descriptors. The table is empty if there is no room. */
  public void share(FdTable from) {
    clear();
    if (pool.isFull(from.size)) {
      pool.reject(from.size);
      return;
    }
    low = from.low.length == 0 ? NOTHING : from.low.clone();
    high = from.high == null ? null : new HighFdTable(from.high);
    size = from.size;
    ofRings = from.ofRings;
    pool.countAdded(size);
    any(fd -> {
      fd.references++;
      return false;
    });
  }

  /** Adds all descriptors of another table, in place of those with the same numbers. */
  public void add(FdTable more) {
    more.any(
        fd -> {
          fd.references++;
          put(fd.number, fd);
          return false;
        });
  }

  public void clear() {
    any(fd -> {
      pool.release(fd);
      return false;
    });
    pool.countRemoved(size);
    low = NOTHING;
    high = null;
    size = 0;
    ofRings = 0;
  }

  public void forEach(FdVisitor visitor) {
    any(
        fd -> {
          visitor.onFd(fd);
          return false;
        });
  }

  /** Whether any descriptor matches a test. Each has its number set for the test. */
  public boolean any(Predicate<FdState> wanted) {
    for (int number = 0; number < low.length; number++) {
      FdState fd = get(number);
      if (fd != null && wanted.test(fd)) {
        return true;
      }
    }
    for (int place = 0; high != null && place < high.places(); place++) {
      FdState fd = high.at(place) == null ? null : get(high.numberAt(place));
      if (fd != null && wanted.test(fd)) {
        return true;
      }
    }
    return false;
  }
}
