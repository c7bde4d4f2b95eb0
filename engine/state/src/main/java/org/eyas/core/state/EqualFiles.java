package org.eyas.core.state;

import org.jspecify.annotations.Nullable;

/**
 * Open files by what they are, so that a library that every process has open is one object.
 *
 * <p>Holds nothing that no table holds: who releases or changes a descriptor removes it here. A set of four places that is full
 * forgets one, which then is not shared any further; the places grow with the descriptors.
 */
final class EqualFiles {
  private static final int WAYS = 4;
  private static final int FIRST_SIZE = 1 << 12;
  private static final int LAST_SIZE = 1 << 19;

  private @Nullable FdState[] places = new FdState[FIRST_SIZE];
  private int held;

  /** The descriptor that tells the same as the given one; the given one itself, which from now on is found, where none does. */
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

  /** @param fd one that is held */
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

  // What is held does not change: who is about to change it takes it out first.
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
