package org.eyas.core.state;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The threads of one process, the leader first where it is there. */
final class ThreadSet {
  private final List<ThreadState> threads = new ArrayList<>(1);
  private int living;
  private boolean reaper;

  /**
   * @param first the thread that is known first, not always the leader
   * @param reaper whether orphans become its children: an init process, or one that asked for it with prctl
   */
  ThreadSet(ThreadState first, boolean reaper) {
    threads.add(first);
    living = 1;
    this.reaper = reaper;
  }

  void add(ThreadState thread) {
    threads.add(thread.mainThread() ? 0 : threads.size(), thread);
    living++;
  }

  void remove(ThreadState thread) {
    threads.remove(thread);
  }

  /** The threads that are in the table, in an order that keeps: some of them may be dead. */
  List<ThreadState> threads() {
    return threads;
  }

  int living() {
    return living;
  }

  void oneDied() {
    living--;
  }

  void oneRose() {
    living++;
  }

  boolean isReaper() {
    return reaper;
  }

  void reaper(boolean isReaper) {
    reaper = isReaper;
  }

  @Nullable ThreadState leader() {
    ThreadState first = threads.isEmpty() ? null : threads.getFirst();
    return first != null && first.mainThread() ? first : null;
  }

  /** A living thread other than the given one, or null. */
  @Nullable ThreadState anotherLiving(ThreadState than) {
    for (int i = 0; i < threads.size(); i++) {
      ThreadState thread = threads.get(i);
      if (thread != than && !thread.isDead()) {
        return thread;
      }
    }
    return null;
  }
}
