package org.eyas.driver.ptrace.trace;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The traced threads by id: a hash table without objects for its keys. Owned by the tracer's thread. */
final class Tracees {
  private static final int FIRST_PLACES = 64;
  private static final int SPREAD = 0x9e3779b9;

  private @Nullable Tracee[] table = new Tracee[FIRST_PLACES]; // never more than half full
  private int size;

  @Nullable
  Tracee get(int tid) {
    return table[place(tid)];
  }

  void add(Tracee tracee) {
    if (2 * (size + 1) > table.length) {
      grow();
    }
    int place = place(tracee.tid());
    size += table[place] == null ? 1 : 0;
    table[place] = tracee;
  }

  void remove(int tid) {
    int hole = place(tid);
    if (table[hole] == null) {
      return;
    }
    table[hole] = null;
    size--;
    // Those after the hole may have been put there because the place was taken.
    for (int next = after(hole); table[next] != null; next = after(next)) {
      Tracee moved = table[next];
      table[next] = null;
      table[place(moved.tid())] = moved;
    }
  }

  int size() {
    return size;
  }

  void forEach(Consumer<Tracee> action) {
    for (Tracee tracee : table.clone()) {
      if (tracee != null) {
        action.accept(tracee);
      }
    }
  }

  private int place(int tid) {
    int place = tid * SPREAD >>> 8 & table.length - 1;
    while (true) {
      Tracee there = table[place];
      if (there == null || there.tid() == tid) {
        return place;
      }
      place = after(place);
    }
  }

  private int after(int place) {
    return place + 1 & table.length - 1;
  }

  private void grow() {
    @Nullable Tracee[] before = table;
    table = new Tracee[2 * before.length];
    for (Tracee tracee : before) {
      if (tracee != null) {
        table[place(tracee.tid())] = tracee;
      }
    }
  }
}
