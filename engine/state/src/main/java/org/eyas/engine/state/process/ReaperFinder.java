package org.eyas.engine.state.process;

import org.jspecify.annotations.Nullable;

/** Finds the new parent of the children of a thread that ends. */
final class ReaperFinder {
  private static final int LONGEST_LINE = 1 << 15;

  private final ProcessTable table;

  ReaperFinder(ProcessTable table) {
    this.table = table;
  }

  /**
   * The new parent of the children of a thread, chosen in the order of the kernel: a thread of the same process, the
   * closest subreaper among the ancestors, the init process of the pid namespace. Null if there is none.
   */
  @Nullable
  ThreadState of(ThreadState thread) {
    ThreadState sibling = thread.group == null ? null : thread.group.anotherLiving(thread);
    if (sibling != null) {
      return sibling;
    }
    ThreadState above = table.find(thread.ptid);
    for (int steps = 0; above != null && above != thread && steps < LONGEST_LINE; steps++) {
      if (above.inPidNamespace() != thread.inPidNamespace()) {
        return null;
      }
      ProcessThreadSet group = above.group;
      ThreadState living = group != null && group.isReaper() ? group.anotherLiving(thread) : null;
      if (living != null) {
        return living;
      }
      above = table.find(above.ptid);
    }
    return null;
  }
}
