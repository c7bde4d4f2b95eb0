package org.eyas.engine.state.process;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The threads of one process that are in the table; some of them may be dead. */
public final class ProcessThreadSet {
  private @Nullable ThreadState leader;
  private @Nullable List<ThreadState> others;
  private int living;
  private boolean reaper;

  /** @param reaper whether orphans become its children: true for an init process, or after prctl */
  ProcessThreadSet(boolean reaper) {
    this.reaper = reaper;
  }

  void add(ThreadState thread) {
    if (!thread.isDead()) {
      living++;
    }
    if (thread.mainThread() && leader == null) {
      leader = thread;
      return;
    }
    List<ThreadState> more = others == null ? new ArrayList<>() : others;
    others = more;
    more.add(thread);
  }

  void remove(ThreadState thread) {
    if (!thread.isDead()) {
      living--;
    }
    if (thread == leader) {
      leader = null;
    } else if (others != null) {
      others.remove(thread);
    }
  }

  int living() {
    return living;
  }

  void threadDied() {
    living--;
  }

  void threadRevived() {
    living++;
  }

  boolean isReaper() {
    return reaper;
  }

  void reaper(boolean isReaper) {
    reaper = isReaper;
  }

  @Nullable
  ThreadState leader() {
    return leader;
  }

  /** All threads except the leader, in a stable order; a copy. */
  public List<ThreadState> others() {
    return others == null ? List.of() : List.copyOf(others);
  }

  /** A living thread other than the given one, or null. */
  @Nullable
  ThreadState anotherLiving(ThreadState than) {
    if (leader != null && leader != than && !leader.isDead()) {
      return leader;
    }
    for (int i = 0; others != null && i < others.size(); i++) {
      ThreadState thread = others.get(i);
      if (thread != than && !thread.isDead()) {
        return thread;
      }
    }
    return null;
  }
}
