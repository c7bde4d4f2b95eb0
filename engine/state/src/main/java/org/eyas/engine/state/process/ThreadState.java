package org.eyas.engine.state.process;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.AttachmentKey;
import org.eyas.api.process.FdInfo;
import org.eyas.api.process.ProcessDescriptors;
import org.eyas.api.process.ProcessInfo;
import org.eyas.api.process.ProcessPlace;
import org.eyas.api.process.ProcessThreads;
import org.eyas.engine.state.descriptor.FdPool;
import org.eyas.engine.state.descriptor.FdState;
import org.eyas.engine.state.descriptor.FdTable;
import org.eyas.engine.state.encoding.SavedEnterEvent;
import org.eyas.engine.state.encoding.ScapFlags;
import org.jspecify.annotations.Nullable;

/**
 * A thread in the table.
 *
 * <p>The main thread has the directory, the environment and the descriptors of the process. The other threads read them
 * there.
 */
public final class ThreadState extends ThreadValues implements ProcessThreads, ProcessPlace, ProcessDescriptors {
  private static final Text NO_LEADER_DIRECTORY = Text.of("./");

  final long tid;
  private final ProcessTable table;
  private final FdPool pool;

  @Nullable CurrentDirectory directory;
  long reaperTid = -1;
  /**
   * The number of the descriptor of the last event of the thread; -1 if there is none. It is also set if the descriptor
   * is unknown.
   */
  long lastFd = -1;
  /** The time of the last event of the thread. */
  long seenNanos;

  int lastEnter = -1;
  @Nullable SavedEnterEvent enter;
  @Nullable ProcessThreadSet group;
  ProcessAttachments attachments;
  @Nullable ThreadState firstChild;
  @Nullable ThreadState previousSibling;
  @Nullable ThreadState nextSibling;

  private @Nullable FdTable ownFds;

  public ThreadState(long tid, ProcessTable table, FdPool pool) {
    this.tid = tid;
    this.table = table;
    this.pool = pool;
    attachments = new ProcessAttachments(table.lateAttachments());
  }

  public long lastFd() {
    return lastFd;
  }

  public void lastFd(long number) {
    lastFd = number;
  }

  public int lastEnter() {
    return lastEnter;
  }

  public void lastEnter(int code) {
    lastEnter = code;
  }

  @Nullable
  public SavedEnterEvent enter() {
    return enter;
  }

  public void enter(@Nullable SavedEnterEvent saved) {
    enter = saved;
  }

  public long seenNanos() {
    return seenNanos;
  }

  public void seenNanos(long nanos) {
    seenNanos = nanos;
  }

  @Nullable
  public ProcessThreadSet group() {
    return group;
  }

  @Nullable
  public ThreadState firstChild() {
    return firstChild;
  }

  @Nullable
  public ThreadState nextSibling() {
    return nextSibling;
  }

  /** Uses the attachments of another thread of its process from now on. */
  public void shareAttachments(ThreadState other) {
    attachments = other.attachments;
  }

  /** Whether the thread uses the descriptors of its main thread. */
  public boolean sharesFds() {
    return (flags & ScapFlags.CLONE_FILES) != 0;
  }

  /** Sets the maximum number of descriptors of the process whose main thread this is. */
  public void fdLimit(long limit) {
    usage.fdLimit = limit;
  }

  /** Whether the thread is a placeholder, of which only the id is known. */
  public boolean isPlaceholder() {
    return tid < 0 || pid < 0 || ptid < 0;
  }

  public boolean isDead() {
    return (flags & ScapFlags.THREAD_DEAD) != 0;
  }

  boolean inPidNamespace() {
    return (flags & ScapFlags.CHILD_IN_PIDNS) != 0 || tid != vtid && vtid >= 0;
  }

  @Nullable
  public ThreadState leaderOrNull() {
    if (mainThread()) {
      return this;
    }
    return group == null ? null : group.leader();
  }

  /** The descriptors that this thread uses; null if they belong to an unknown leader. */
  @Nullable
  public FdTable fds() {
    if ((flags & ScapFlags.CLONE_FILES) == 0) {
      return ownFds();
    }
    ThreadState leader = leaderOrNull();
    return leader == null ? null : leader.ownFds();
  }

  /** The descriptors of the thread itself; null if it never had any. */
  @Nullable
  public FdTable ownFdsOrNull() {
    return ownFds;
  }

  public FdTable ownFds() {
    FdTable own = ownFds;
    if (own == null) {
      own = new FdTable(pool);
      ownFds = own;
    }
    return own;
  }

  @Nullable
  public FdState descriptor(long number) {
    FdTable fds = fds();
    return fds == null ? null : fds.get(number);
  }

  /**
   * Stores a new descriptor under any number and takes over the reference of the caller. Returns null and stores
   * nothing if the kernel never assigns this number, or if this thread uses the table of an unknown leader.
   */
  @Nullable
  FdState storeFd(long number, FdState fd) {
    FdTable fds = FdTable.isNumber(number) ? fds() : null;
    if (fds == null) {
      pool.release(fd);
      return null;
    }
    return fds.put((int) number, fd);
  }

  /** Uses the descriptors of another state of the same thread. */
  void shareFds(ThreadState other) {
    ownFds = other.ownFds;
  }

  /** Uses descriptors that no other thread uses; called for a new thread, which has none. */
  void useFds(FdTable fds) {
    ownFds = fds;
  }

  /** Another state of the same thread, without values. It is in no table. */
  ThreadState another() {
    return new ThreadState(tid, table, pool);
  }

  /** The current directory of the process; called for its main thread. */
  public CurrentDirectory currentDirectory() {
    CurrentDirectory own = directory;
    if (own == null) {
      own = new CurrentDirectory();
      directory = own;
    }
    return own;
  }

  /** Shares the directory of another process: a change by one of them changes the directory of both. */
  void shareDirectory(ThreadState other) {
    directory = other.currentDirectory();
  }

  /** Ends the sharing, as unshare(CLONE_FS) does. */
  void unshareDirectory() {
    CurrentDirectory own = new CurrentDirectory();
    own.path = currentDirectory().path;
    directory = own;
  }

  /** Moves the descriptors that were stored at this thread while its process was unknown to the main thread. */
  public void moveFdsToLeader() {
    ThreadState leader = leaderOrNull();
    FdTable own = ownFds;
    if (own != null && leader != null && leader != this && (flags & ScapFlags.CLONE_FILES) != 0) {
      leader.ownFds().add(own);
      own.clear();
    }
  }

  void releaseFds() {
    if (ownFds != null) {
      ownFds.clear();
    }
  }

  @Override
  public boolean known() {
    return true;
  }

  @Override
  public long tid() {
    return tid;
  }

  @Override
  public ProcessThreads threads() {
    return this;
  }

  @Override
  public ProcessPlace place() {
    return this;
  }

  @Override
  public ProcessDescriptors descriptors() {
    return this;
  }

  @Override
  public boolean mainThread() {
    return tid == pid || (flags & ScapFlags.MAIN_THREAD) != 0;
  }

  @Override
  public ProcessInfo leader() {
    ThreadState leader = leaderOrNull();
    return leader == null ? UnknownProcess.NOBODY : leader;
  }

  @Override
  public ProcessInfo parent() {
    return byTid(ptid);
  }

  @Override
  public ProcessInfo byTid(long wanted) {
    ThreadState found = table.find(wanted);
    return found == null ? UnknownProcess.NOBODY : found;
  }

  @Override
  public long threadCount() {
    return group == null ? 0 : group.living();
  }

  @Override
  public long childThreadCount() {
    if (group == null) {
      return 0;
    }
    ThreadState leader = leaderOrNull();
    return leader == null || leader.isDead() ? group.living() : group.living() - 1;
  }

  @Override
  public Bytes rawEnv() {
    ThreadState leader = leaderOrNull();
    return leader == null ? env : leader.env;
  }

  @Override
  public Bytes cwd() {
    ThreadState leader = leaderOrNull();
    return leader == null ? NO_LEADER_DIRECTORY : leader.currentDirectory().path;
  }

  @Override
  public Bytes root() {
    return root;
  }

  @Override
  public Bytes rawCgroups() {
    return cgroups;
  }

  @Override
  public long fdLimit() {
    ThreadState leader = leaderOrNull();
    return leader == null ? 0 : leader.usage.fdLimit;
  }

  @Override
  public long fdCount() {
    ThreadState leader = leaderOrNull();
    return leader == null || leader.ownFds == null ? 0 : leader.ownFds.size();
  }

  @Override
  public FdInfo fd(long number) {
    FdState fd = descriptor(number);
    return fd == null ? pool.unknown(number) : fd;
  }

  @Override
  public void forEachFd(FdVisitor visitor) {
    FdTable fds = fds();
    if (fds != null) {
      fds.forEach(visitor);
    }
  }

  @Override
  public @Nullable Object attachment(AttachmentKey<?> key) {
    return attachments.get(key);
  }
}
