package org.eyas.engine.state.descriptor;

import org.jspecify.annotations.Nullable;

/**
 * Finds open files with equal properties, so that a library that every process has open is one object.
 *
 * <p>Every descriptor in here is also in a table of a process: the code that releases or changes a descriptor first
 * removes it here. Four slots form a set. When a set is full, a new descriptor replaces the oldest, which is no longer
 * shared. The number of slots grows with the descriptors.
 */
final class SharedFileSet {
  private static final int WAYS = 4;
  private static final int FIRST_SIZE = 1 << 12;
  private static final int LAST_SIZE = 1 << 19;

  private @Nullable FdState[] places = new FdState[FIRST_SIZE];
  private int held;

  /** Returns the known descriptor that equals the given one. If there is none, adds and returns the given one. */
  FdState findOrAdd(FdState wanted) {
    int set = set(wanted);
    int at = set;
    for (int i = set + WAYS - 1; i >= set; i--) {
      FdState there = places[i];
      if (there == null) {
        at = i;
      } else if (there.isSameFile(wanted)) {
        return there;
      }
    }
    put(at, wanted);
    return wanted;
  }

  private void put(int at, FdState fd) {
    FdState forgotten = places[at];
    if (forgotten != null) {
      forgotten.common = false;
      held--;
    }
    places[at] = fd;
    fd.common = true;
    if (++held * 2 > places.length && places.length < LAST_SIZE) {
      grow();
    }
  }

  /** @param fd a descriptor that was added */
  void remove(FdState fd) {
    fd.common = false;
    int set = set(fd);
    for (int i = set; i < set + WAYS; i++) {
      if (places[i] == fd) {
        places[i] = null;
        held--;
        return;
      }
    }
  }

  // Entries do not change: a descriptor is removed here before it is changed.
  private int set(FdState fd) {
    int h = (fd.name.hashCode() + (int) fd.inode) * 0x9e3779b9;
    return (h >>> 10) * WAYS & places.length - 1;
  }

  private void grow() {
    @Nullable FdState[] old = places;
    places = new FdState[old.length * 2];
    held = 0;
    for (FdState fd : old) {
      if (fd != null) {
        findOrAdd(fd);
      }
    }
  }
}
