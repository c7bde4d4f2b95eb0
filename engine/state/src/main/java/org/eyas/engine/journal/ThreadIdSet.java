package org.eyas.engine.journal;

/**
 * A set of thread ids above 0, without boxing: a hash table with open addressing in which half of the slots stay empty.
 */
final class ThreadIdSet {
  private static final int FIRST_SIZE = 1 << 8;

  private long[] places = new long[FIRST_SIZE];
  private int size;
  private long last;

  /** Adds an id; returns false if it is already in the set. */
  boolean add(long tid) {
    int at = place(tid);
    if (places[at] == tid) {
      return false;
    }
    places[at] = tid;
    if (++size * 2 > places.length) {
      grow();
    }
    return true;
  }

  boolean contains(long tid) {
    if (tid == last) {
      return true;
    }
    boolean there = places[place(tid)] == tid;
    if (there) {
      last = tid;
    }
    return there;
  }

  void remove(long tid) {
    int at = place(tid);
    if (places[at] == tid) {
      last = 0;
      size--;
      closeGap(at);
    }
  }

  private void closeGap(int gap) {
    int mask = places.length - 1;
    int at = gap;
    for (int next = gap + 1 & mask; places[next] != 0; next = next + 1 & mask) {
      if ((next - home(places[next]) & mask) >= (next - at & mask)) {
        places[at] = places[next];
        at = next;
      }
    }
    places[at] = 0;
  }

  private int home(long tid) {
    return (int) (tid * 0x9e3779b97f4a7c15L >>> 40) & places.length - 1;
  }

  private int place(long tid) {
    int mask = places.length - 1;
    int at = home(tid);
    while (places[at] != 0 && places[at] != tid) {
      at = at + 1 & mask;
    }
    return at;
  }

  private void grow() {
    long[] before = places;
    places = new long[before.length * 2];
    for (long tid : before) {
      if (tid != 0) {
        places[place(tid)] = tid;
      }
    }
  }
}
