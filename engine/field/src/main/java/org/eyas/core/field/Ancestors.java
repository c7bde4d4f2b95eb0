package org.eyas.core.field;

import org.eyas.api.process.ProcessInfo;

/**
 * A walk from a process to its parent, its parent's parent and so on; it ends at the top, or where a damaged table
 * makes it go in a circle.
 *
 * <p>Circles are found after Brent: the walk remembers where it was after 1, 2, 4, 8 ... steps and stops when it is
 * there again.
 */
final class Ancestors {
  private ProcessInfo current;
  private long remembered;
  private int steps;
  private int limit;

  private Ancestors(ProcessInfo from) {
    current = from;
    remembered = from.tid();
    limit = 1;
  }

  /** A walk that has not begun: the first {@link #next} goes to the parent. */
  static Ancestors of(ProcessInfo process) {
    return new Ancestors(process);
  }

  /** Begins anew from another process, for readers that keep one walk. */
  void restart(ProcessInfo process) {
    current = process;
    remembered = process.tid();
    steps = 0;
    limit = 1;
  }

  /** Goes on to the parent; false at the end. */
  boolean next() {
    ProcessInfo parent = current.parent();
    if (!parent.known() || parent.tid() == -1 || parent.tid() == remembered) {
      return false;
    }
    current = parent;
    steps++;
    if (steps == limit) {
      remembered = parent.tid();
      steps = 0;
      limit *= 2;
    }
    return true;
  }

  /** Where the walk is. */
  ProcessInfo current() {
    return current;
  }

  /** The main thread of the ancestor so many processes up, 0 for the process itself; unknown where there is none. */
  static ProcessInfo nth(ProcessInfo process, int generations) {
    ProcessInfo at = process.leader();
    for (int i = 0; i < generations && at.known(); i++) {
      ProcessInfo parent = at.parent();
      at = parent.known() ? parent.leader() : parent;
    }
    return at;
  }
}
