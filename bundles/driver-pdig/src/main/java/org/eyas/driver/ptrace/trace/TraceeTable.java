package org.eyas.driver.ptrace.trace;

import java.util.function.Consumer;
import org.eyas.driver.ptrace.kernel.ProcessSignals;
import org.jspecify.annotations.Nullable;

/** The traced threads by id: a hash table without objects for its keys. Owned by the tracer's thread. */
final class TraceeTable {
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

  /**
   * Whether the report of the thread that created this one can still come. Between the creation and the report, the
   * creator runs or is stopped for the tracer. The creator belongs to the same process, to the parent process or, with
   * CLONE_PARENT, to a process with the same parent.
   */
  boolean canHaveCreatorOf(Tracee child) {
    int parent = ThreadStat.of(child.tid()).parent();
    for (Tracee other : table) {
      if (other != null && other.birth == Tracee.Birth.STARTED && isRelated(other, child, parent)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isRelated(Tracee other, Tracee child, int parent) {
    ThreadStat stat = ThreadStat.of(other.tid());
    return (stat.state() == 'R' || stat.state() == 't')
        && (other.pid() == parent || stat.parent() == parent || ProcessSignals.isThreadOf(other.pid(), child.tid()));
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
