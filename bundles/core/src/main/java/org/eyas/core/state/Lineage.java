package org.eyas.core.state;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.data.Text;
import org.jspecify.annotations.Nullable;

/** Threads come into the table, find their process and their parent, and leave their children to another. */
final class Lineage {
  private static final Text NOT_AVAILABLE = Text.of("<NA>");
  private static final int LONGEST_LINE = 1 << 15;

  private final ProcessTable table;
  private final FdPool pool;
  private final Map<Long, ThreadSet> groups = new HashMap<>();
  private final RecentExits exits = new RecentExits();
  private long added;
  private long removed;

  Lineage(ProcessTable table, FdPool pool) {
    this.table = table;
    this.pool = pool;
  }

  ThreadState newThread(long tid) {
    return new ThreadState(tid, table, pool);
  }

  @Nullable ThreadState find(long tid) {
    return table.find(tid);
  }

  /** The thread with an id; where it is not known, a stand-in that events may still teach. Null where all is full. */
  @Nullable ThreadState findOrStandIn(long tid) {
    ThreadState known = table.find(tid);
    if (known != null || table.isFull()) {
      return known;
    }
    ThreadState standIn = newThread(tid);
    standIn.program.comm(NOT_AVAILABLE);
    standIn.program.exe = NOT_AVAILABLE;
    file(standIn);
    return standIn;
  }

  /** Files a thread without relations; {@link #relate} follows when all of a snapshot is there. */
  void file(ThreadState thread) {
    ThreadState old = table.find(thread.tid);
    if (old != null) {
      remove(old);
    }
    table.put(thread);
    added++;
  }

  /** Files a thread and relates it; answers whether there was room. */
  boolean add(ThreadState thread) {
    if (table.isFull()) {
      return false;
    }
    file(thread);
    relate(thread);
    return true;
  }

  /** Finds the process and the parent of a thread. Nothing happens to stand-ins and to threads that have both. */
  void relate(ThreadState thread) {
    if (thread.isUnfamiliar() || thread.group != null) {
      return;
    }
    join(thread);
    if (thread.pid == 1) {
      return;
    }
    ThreadState parent = table.find(thread.ptid);
    if (parent == null || parent.isUnfamiliar()) {
      thread.ptid = 0;
    } else {
      adopt(parent, thread);
    }
  }

  private void join(ThreadState thread) {
    ThreadSet group = groups.get(thread.pid);
    if (group == null) {
      group = new ThreadSet(thread, thread.pid == 1 || thread.vpid == 1);
      groups.put(thread.pid, group);
    } else {
      group.add(thread);
    }
    if (thread.isDead()) {
      group.oneDied(); // a main thread that waits for its others, as a survey told of it
    }
    thread.group = group;
  }

  private static void adopt(ThreadState parent, ThreadState child) {
    parent.children.add(child);
    child.ptid = parent.tid;
  }

  /** Marks a thread dead; it stays until {@link #remove}, a main thread until its last thread has gone. */
  void markDead(ThreadState thread) {
    if (thread.group != null && !thread.isDead()) {
      thread.group.oneDied();
    }
    thread.flags |= WireFlags.THREAD_DEAD;
  }

  /** Brings a dead main thread back: an exec by another thread goes on under the main thread's id. */
  void revive(ThreadState thread) {
    if (thread.isDead()) {
      thread.flags &= ~WireFlags.THREAD_DEAD;
      if (thread.group != null) {
        thread.group.oneRose();
      }
    }
  }

  boolean hasLatelyExited(long tid, long ptid, long nanos) {
    return exits.contains(tid, ptid, nanos);
  }

  /** Removes a thread that ended. */
  void exit(ThreadState thread, long nanos) {
    exits.add(thread.tid, thread.ptid, nanos);
    remove(thread);
  }

  void remove(ThreadState thread) {
    removed++;
    ThreadSet group = thread.group;
    if (group == null) {
      drop(thread);
      return;
    }
    markDead(thread);
    if (!thread.children.isEmpty()) {
      leaveChildren(thread);
    }
    if (group.living() == 0) {
      groups.remove(thread.pid);
      ThreadState leader = thread.mainThread() ? thread : table.find(thread.pid);
      if (leader != null) {
        drop(leader);
      }
    }
    if (!thread.mainThread()) {
      drop(thread);
    }
  }

  private void drop(ThreadState thread) {
    ThreadState parent = table.find(thread.ptid);
    if (parent != null) {
      parent.children.remove(thread);
    }
    if (thread.group != null) {
      thread.group.remove(thread);
    }
    thread.releaseFds();
    table.remove(thread);
  }

  private void leaveChildren(ThreadState thread) {
    ThreadState reaper = thread.reaperTid > 0 ? findOrStandIn(thread.reaperTid) : null;
    if (reaper == null || reaper.isUnfamiliar() || reaper == thread) {
      reaper = searchReaper(thread);
    }
    if (reaper != null && reaper.pid != thread.pid && reaper.group != null) {
      reaper.group.reaper(true);
    }
    for (ThreadState child = thread.children.first(); child != null; child = thread.children.first()) {
      thread.children.remove(child);
      if (reaper == null) {
        child.ptid = 0;
      } else {
        adopt(reaper, child);
      }
    }
  }

  /** The kernel's order: a thread of the same process, the next subreaper above, the init of the pid namespace. */
  private @Nullable ThreadState searchReaper(ThreadState thread) {
    ThreadState sibling = thread.group == null ? null : thread.group.anotherLiving(thread);
    if (sibling != null) {
      return sibling;
    }
    ThreadState above = table.find(thread.ptid);
    for (int steps = 0; above != null && above != thread && steps < LONGEST_LINE; steps++) {
      if (above.inPidNamespace() != thread.inPidNamespace()) {
        return null;
      }
      ThreadSet group = above.group;
      ThreadState living = group != null && group.isReaper() ? group.anotherLiving(thread) : null;
      if (living != null) {
        return living;
      }
      above = table.find(above.ptid);
    }
    return null;
  }

  /** The other threads of a process end when one of them executes a program. */
  void removeOtherThreads(ThreadState survivor) {
    if (survivor.group == null || survivor.group.living() <= 1) {
      return;
    }
    for (ThreadState thread : List.copyOf(survivor.group.threads())) {
      if (thread != survivor && !thread.mainThread()) {
        remove(thread);
      }
    }
  }

  long added() {
    return added;
  }

  long removed() {
    return removed;
  }
}
