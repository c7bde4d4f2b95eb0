package org.eyas.engine.state.process;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Groups threads into processes. The main thread has the set of its threads; if the main thread is unknown, the set is
 * stored here.
 */
final class ProcessThreadSets {
  private final ProcessTable table;
  private final Map<Long, ProcessThreadSet> withoutLeader = new HashMap<>();

  ProcessThreadSets(ProcessTable table) {
    this.table = table;
  }

  void join(ThreadState thread) {
    ProcessThreadSet set = of(thread);
    if (set == null) {
      set = new ProcessThreadSet(thread.pid == 1 || thread.vpid == 1);
      if (!thread.mainThread()) {
        withoutLeader.put(thread.pid, set);
      }
    } else if (thread.mainThread()) {
      withoutLeader.remove(thread.pid);
    }
    set.add(thread);
    if (thread.isDead()) {
      set.threadDied(); // a main thread that waits for its other threads, as a survey reports it
    }
    thread.group = set;
  }

  private @Nullable ProcessThreadSet of(ThreadState thread) {
    ThreadState leader = thread.mainThread() ? null : table.find(thread.pid);
    if (leader != null && leader.pid == thread.pid && leader.group != null) {
      return leader.group;
    }
    return withoutLeader.get(thread.pid);
  }

  void leave(ThreadState thread) {
    ProcessThreadSet set = thread.group;
    if (set == null) {
      return;
    }
    set.remove(thread);
    thread.group = null;
    if (set.leader() != null) {
      return;
    }
    if (set.living() == 0) {
      withoutLeader.remove(thread.pid, set);
    } else {
      withoutLeader.put(thread.pid, set);
    }
  }
}
