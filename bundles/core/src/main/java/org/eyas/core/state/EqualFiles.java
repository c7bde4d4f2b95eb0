package org.eyas.core.state;

import org.jspecify.annotations.Nullable;

/**
 * Open files by what they are, so that a library that every process has open is one object.
 *
 * <p>Holds nothing that no table holds: who releases a descriptor removes it here. A set of four places that is full
 * forgets one, which then is not shared any further; the places grow with the descriptors.
 */
final class EqualFiles {
  private static final int WAYS = 4;
  private static final int FIRST_SIZE = 1 << 12;
  private static final int LAST_SIZE = 1 << 19;

  private @Nullable FdState[] places = new FdState[FIRST_SIZE];
  private int held;

  @Nullable FdState find(FdState wanted) {
    int set = set(wanted);
    for (int i = set; i < set + WAYS; i++) {
      FdState there = places[i];
      if (there != null && there.isSameFile(wanted)) {
        return there;
      }
    }
    return null;
  }

  void add(FdState fd) {
    if (held * 2 > places.length && places.length < LAST_SIZE) {
      grow();
    }
    int set = set(fd);
    int at = set;
    for (int i = set; i < set + WAYS; i++) {
      if (places[i] == null) {
        at = i;
        break;
      }
    }
    FdState forgotten = places[at];
    if (forgotten == null) {
      held++;
    } else {
      forgotten.common = false;
    }
    places[at] = fd;
    fd.common = true;
  }

  void remove(FdState fd) {
    if (!fd.common) {
      return;
    }
    fd.common = false;
    int set = set(fd);
    for (int i = set; i < set + WAYS; i++) {
      if (places[i] == fd) {
        places[i] = null;
        held--;
      }
    }
  }

  // Neither the name nor the inode of an open file changes.
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
        add(fd);
      }
    }
  }
}
