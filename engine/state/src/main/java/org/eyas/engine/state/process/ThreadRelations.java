package org.eyas.engine.state.process;

import org.eyas.api.data.Text;
import org.eyas.engine.state.descriptor.FdPool;
import org.eyas.engine.state.encoding.ScapFlags;
import org.jspecify.annotations.Nullable;

/**
 * Maintains the relations of threads: adds threads to the table, finds their process and parent, and passes the
 * children of ended threads to a new parent.
 */
public final class ThreadRelations {
  private static final Text NOT_AVAILABLE = Text.of("<NA>");

  private final ProcessTable table;
  private final FdPool pool;
  private final ProcessThreadSets sets;
  private final ReaperFinder reapers;
  private final RecentExits exits = new RecentExits();
  private MissingThreadLookup finder = MissingThreadLookup.NONE;
  private long added;
  private long removed;
  private long turnedAway;
  private long corrected;
  private long completed;
  private long moved;

  public ThreadRelations(ProcessTable table, FdPool pool) {
    this.table = table;
    this.pool = pool;
    sets = new ProcessThreadSets(table);
    reapers = new ReaperFinder(table);
  }

  public void setLookup(MissingThreadLookup asked) {
    finder = asked;
  }

  ThreadState createThread(long tid) {
    return new ThreadState(tid, table, pool);
  }

  @Nullable
  public ThreadState find(long tid) {
    return table.find(tid);
  }

  /** The thread with this id, or a placeholder that later events may complete. Null if the table is full. */
  @Nullable
  public ThreadState findOrPlaceholder(long tid) {
    ThreadState known = table.find(tid);
    if (known != null || table.isFull()) {
      return known;
    }
    finder.lookUp(tid);
    ThreadState found = table.find(tid);
    return found == null ? placeholder(tid) : found;
  }

  private @Nullable ThreadState placeholder(long tid) {
    ThreadState placeholder = createThread(tid);
    placeholder.program.comm(NOT_AVAILABLE);
    placeholder.program.exe = NOT_AVAILABLE;
    return addUnrelated(placeholder) ? placeholder : null;
  }

  /**
   * Adds a thread without relations. {@link #relate} sets them when the whole snapshot is read.
   *
   * @return whether there was room
   */
  boolean addUnrelated(ThreadState thread) {
    ThreadState old = table.find(thread.tid);
    if (old != null) {
      evict(old);
    } else if (table.isFull()) {
      turnedAway++;
      return false;
    }
    table.put(thread);
    added++;
    return true;
  }

  /** Adds a thread and its relations; returns whether there was room. */
  boolean add(ThreadState thread) {
    if (!addUnrelated(thread)) {
      return false;
    }
    join(thread);
    return true;
  }

  /**
   * Sets the process and the parent of a thread in the table. Does nothing for placeholders and for threads that have
   * both.
   */
  public void relate(ThreadState thread) {
    if (!thread.isPlaceholder() && thread.group == null) {
      completed++;
      join(thread);
    }
  }

  private void join(ThreadState thread) {
    if (thread.isPlaceholder() || thread.group != null) {
      return;
    }
    sets.join(thread);
    if (thread.pid == 1) {
      return;
    }
    ThreadState parent = table.find(thread.ptid);
    if (parent == null || parent.isPlaceholder()) {
      thread.ptid = 0;
    } else {
      adopt(parent, thread);
    }
  }

  private static void adopt(ThreadState parent, ThreadState child) {
    ChildList.add(parent, child);
    child.ptid = parent.tid;
  }

  /**
   * Moves a thread to the process that an event names. If the thread was in another process, its id was reused and the
   * exit event was lost.
   *
   * @param pid the process that an event names
   */
  void correctProcess(ThreadState thread, long pid, long ptid) {
    if (thread.group != null && thread.pid != pid) {
      evict(thread);
      thread.releaseFds();
      thread.flags &= ~(ScapFlags.THREAD_DEAD | ScapFlags.CLONE_THREAD | ScapFlags.CLONE_FILES);
      thread.pid = pid;
      thread.ptid = ptid;
      add(thread);
    }
    thread.pid = pid;
  }

  /**
   * Marks a thread as dead. The thread stays in the table until {@link #remove}; a main thread stays until the last
   * thread of its process has ended.
   */
  void markDead(ThreadState thread) {
    if (thread.group != null && !thread.isDead()) {
      thread.group.threadDied();
    }
    thread.flags |= ScapFlags.THREAD_DEAD;
  }

  /**
   * Marks a dead main thread as living again, because another thread of its process executes a program and continues
   * under the id of the main thread.
   */
  void revive(ThreadState thread) {
    if (thread.isDead()) {
      thread.flags &= ~ScapFlags.THREAD_DEAD;
      if (thread.group != null) {
        thread.group.threadRevived();
      }
    }
  }

  /** Whether a thread has ended recently that the given process created, as a thread of its own or as a new process. */
  boolean hasLatelyExited(long tid, long creator, long nanos) {
    return exits.contains(tid, creator, nanos);
  }

  /** Removes a thread that ended. */
  void exit(ThreadState thread, long nanos) {
    exits.add(thread.tid, creator(thread), nanos);
    remove(thread);
  }

  private long creator(ThreadState thread) {
    ThreadState parent = thread.mainThread() ? table.find(thread.ptid) : thread;
    return parent == null ? thread.ptid : parent.pid;
  }

  /** Removes a thread that has ended. A main thread stays as dead while other threads of its process live. */
  public void remove(ThreadState thread) {
    markDead(thread);
    passOnChildren(thread);
    ProcessThreadSet group = thread.group;
    boolean last = group == null || group.living() == 0;
    if (last || !thread.mainThread()) {
      removeFromTable(thread);
    }
    if (last && group != null) {
      dropLeader(thread, group);
    }
  }

  // A placeholder for an unknown main thread is removed with the last of its threads.
  private void dropLeader(ThreadState lastThread, ProcessThreadSet group) {
    ThreadState leader = table.find(lastThread.pid);
    if (leader != null && (leader.group == group || leader.isPlaceholder())) {
      passOnChildren(leader);
      removeFromTable(leader);
    }
  }

  /**
   * Removes a thread whose id was reused. If it is a main thread, removes its whole process, because the kernel does
   * not assign an id twice at the same time.
   */
  void evict(ThreadState stale) {
    corrected++;
    if (stale.mainThread() && stale.group != null) {
      stale.group.others().forEach(this::remove);
    }
    remove(stale);
    if (table.find(stale.tid) == stale) {
      removeFromTable(stale);
    }
  }

  private void removeFromTable(ThreadState thread) {
    ThreadState parent = table.find(thread.ptid);
    if (parent != null) {
      ChildList.remove(parent, thread);
    }
    sets.leave(thread);
    thread.releaseFds();
    if (table.remove(thread)) {
      removed++;
    }
  }

  private void passOnChildren(ThreadState thread) {
    if (thread.firstChild == null) {
      return;
    }
    if (thread.reaperTid == 0) {
      moved++;
    }
    ThreadState reaper = thread.reaperTid > 0 ? findOrPlaceholder(thread.reaperTid) : null;
    if (reaper == null || reaper.isPlaceholder() || reaper == thread) {
      reaper = reapers.of(thread);
    }
    if (reaper != null && reaper.pid != thread.pid && reaper.group != null) {
      reaper.group.reaper(true);
    }
    for (ThreadState child = thread.firstChild; child != null; child = thread.firstChild) {
      ChildList.remove(thread, child);
      if (reaper == null) {
        child.ptid = 0;
      } else {
        adopt(reaper, child);
      }
    }
  }

  /** Removes all other threads of a process, because one of its threads executes a program. */
  void removeOtherThreads(ThreadState survivor) {
    if (survivor.group == null || survivor.group.living() <= 1) {
      return;
    }
    for (ThreadState thread : survivor.group.others()) {
      if (thread != survivor) {
        remove(thread);
      }
    }
  }

  public long added() {
    return added;
  }

  public long removed() {
    return removed;
  }

  /** The number of threads that were removed because their id was reused after lost events. */
  public long corrected() {
    return corrected;
  }

  /** The number of placeholders that an event or a lookup completed. */
  public long completed() {
    return completed;
  }

  /**
   * The number of ended threads that still had children in the table, although the kernel had already passed these on
   * without an event.
   */
  public long moved() {
    return moved;
  }

  /** The number of threads for which there was no room. */
  public long rejected() {
    return turnedAway;
  }
}
