package org.eyas.engine.field.process;

import org.eyas.api.process.ProcessInfo;

/**
 * A walk from a process to its parent, the parent's parent and so on. It ends at the top, or if a damaged table has a cycle.
 *
 * <p>Cycles are detected with Brent's algorithm: the walk remembers its position after 1, 2, 4, 8 ... steps and stops when
 * it is at that position again.
 */
final class AncestorWalk {
  private ProcessInfo current;
  private long remembered;
  private int steps;
  private int limit;

  private AncestorWalk(ProcessInfo from) {
    current = from;
    remembered = from.tid();
    limit = 1;
  }

  /** A walk before its first step: the first {@link #next} moves to the parent. */
  static AncestorWalk of(ProcessInfo process) {
    return new AncestorWalk(process);
  }

  /** Starts again from another process, for readers that reuse one walk. */
  void restart(ProcessInfo process) {
    current = process;
    remembered = process.tid();
    steps = 0;
    limit = 1;
  }

  /** Moves to the parent; false at the end. */
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

  /** The process at which the walk is. */
  ProcessInfo current() {
    return current;
  }

  /**
   * The main thread of the ancestor that many generations up (0: the process itself); an unknown process if there is none.
   */
  static ProcessInfo nth(ProcessInfo process, int generations) {
    ProcessInfo at = process.leader();
    for (int i = 0; i < generations && at.known(); i++) {
      ProcessInfo parent = at.parent();
      at = parent.known() ? parent.leader() : parent;
    }
    return at;
  }
}
