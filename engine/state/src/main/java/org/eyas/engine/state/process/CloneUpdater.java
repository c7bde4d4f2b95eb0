package org.eyas.engine.state.process;

import org.eyas.api.process.Credentials;
import org.eyas.engine.state.cache.ProgramTextCache;
import org.eyas.engine.state.descriptor.FdTable;
import org.eyas.engine.state.encoding.ParamIndexes;
import org.eyas.engine.state.encoding.ScapFlags;
import org.jspecify.annotations.Nullable;

/**
 * clone, clone3, fork and vfork. Each makes an event in the parent and one in the child.
 *
 * <p>The order of the two events is not fixed. The first event creates the child. In a pid namespace only the event of
 * the child can create it, because the event of the parent contains the id in the namespace.
 */
public final class CloneUpdater implements StateUpdater {
  private static final long STALE_NANOS = 2_000_000_000L;

  private static final ParamIndexes PARAMS =
      ParamIndexes.of("SYSCALL_CLONE_20_X", "SYSCALL_CLONE3_X", "SYSCALL_FORK_20_X", "SYSCALL_VFORK_20_X");
  private static final int EXE = PARAMS.at("exe");
  private static final int ARGS = PARAMS.at("args");
  private static final int PID = PARAMS.at("pid");
  private static final int PTID = PARAMS.at("ptid");
  private static final int FD_LIMIT = PARAMS.at("fdlimit");
  private static final int COMM = PARAMS.at("comm");
  private static final int CGROUPS = PARAMS.at("cgroups");
  private static final int FLAGS = PARAMS.at("flags");
  private static final int UID = PARAMS.at("uid");
  private static final int GID = PARAMS.at("gid");
  private static final int VTID = PARAMS.at("vtid");
  private static final int VPID = PARAMS.at("vpid");
  private static final int NAMESPACE_START = PARAMS.at("pidns_init_start_ts");

  private final ThreadRelations lineage;
  private final ProgramTextCache texts;
  private final ProcessNotifier notifier;
  private final boolean vfork;
  private final InheritedDescriptors inherited = new InheritedDescriptors();

  public CloneUpdater(ThreadRelations lineage, ProgramTextCache texts, ProcessNotifier notifier, boolean vfork) {
    this.lineage = lineage;
    this.texts = texts;
    this.notifier = notifier;
    this.vfork = vfork;
  }

  @Override
  public void update(LoopEvent event) {
    long result = event.result();
    if (result == 0) {
      updateInChild(event);
    } else if (result > 0) {
      updateInParent(event, result);
    }
  }

  private void updateInParent(LoopEvent event, long childTid) {
    ThreadState parent = lineage.findOrPlaceholder(event.threadId());
    event.setThread(parent);
    if (parent == null) {
      return;
    }
    boolean known = !parent.isPlaceholder();
    if (!known) {
      completeParent(parent, event);
    }
    int flags = (int) event.number(FLAGS);
    if (isLeftToChild(parent, flags, childTid, event.timestampNanos())) {
      if (known && inheritsInNamespace(parent, flags)) {
        FdTable fds = parent.fds();
        if (fds != null) {
          inherited.parentContinued(parent.pid, childTid, event.timestampNanos(), fds);
        }
      }
      return;
    }
    ThreadState there = lineage.find(childTid);
    if (there != null) {
      if ((there.flags & ScapFlags.CLONE_INVERTED) != 0 && !isStale(there, parent, event)) {
        return;
      }
      lineage.evict(there);
    }
    ThreadState child = lineage.createThread(childTid);
    child.flags = flags;
    if ((flags & ScapFlags.CLONE_THREAD) == 0) {
      child.pid = childTid;
      child.ptid = parent.tid;
    } else {
      child.flags |= ScapFlags.CLONE_FILES;
      child.pid = parent.pid;
      child.ptid = parent.ptid;
    }
    child.vtid = child.tid;
    child.vpid = child.pid;
    child.usage.pidNamespaceStartNanos = notifier.bootNanos();
    setProgram(child, event);
    passOnProperties(parent, child, known, null, event);
    if (lineage.add(child)) {
      notifier.onClone(child, parent);
    }
  }

  /** Whether the thread in the table is not the child but an earlier thread with the same id, whose exit event was lost. */
  private static boolean isStale(ThreadState there, ThreadState parent, LoopEvent event) {
    boolean thread = (event.number(FLAGS) & ScapFlags.CLONE_THREAD) != 0;
    boolean own = thread ? there.pid == parent.pid : there.ptid == parent.tid || there.ptid == parent.pid;
    return !own && there.usage.startNanos != 0 && event.timestampNanos() - there.usage.startNanos >= STALE_NANOS;
  }

  /**
   * Whether the event of the child creates the child. The parent of a vfork continues only after its child executed a
   * program or ended, and ids of a pid namespace are not valid outside it.
   */
  private boolean isLeftToChild(ThreadState parent, int flags, long childTid, long nanos) {
    int toChild =
        ScapFlags.CHILD_IN_PIDNS | ScapFlags.CLONE_NEWPID | ScapFlags.CLONE_PARENT | ScapFlags.CLONE_VFORK;
    return vfork
        || (flags & toChild) != 0
        || parent.tid != parent.vtid
        || lineage.hasLatelyExited(childTid, parent.pid, nanos);
  }

  /** Whether a process is made that has an id in the same pid namespace as its parent, which continues before it knows what the child does. */
  private boolean inheritsInNamespace(ThreadState process, int flags) {
    int others = ScapFlags.CLONE_THREAD | ScapFlags.CLONE_NEWPID | ScapFlags.CLONE_PARENT | ScapFlags.CLONE_VFORK;
    return !vfork && (flags & others) == 0 && process.tid != process.vtid;
  }

  private void updateInChild(LoopEvent event) {
    ThreadState there = event.thread();
    if (there != null && there.usage.startNanos != 0) {
      if (event.timestampNanos() - there.usage.startNanos < STALE_NANOS) {
        return;
      }
      lineage.evict(there);
    }
    ThreadState child = lineage.createThread(event.threadId());
    setIds(child, event);
    child.flags = (int) event.number(FLAGS) | ScapFlags.CLONE_INVERTED;
    boolean leads = (child.flags & ScapFlags.CLONE_THREAD) == 0;
    if (!leads) {
      child.flags |= ScapFlags.CLONE_FILES;
    }
    ThreadState from = lineage.findOrPlaceholder(leads ? child.ptid : child.pid);
    if (from == null) {
      event.setThread(null);
      return;
    }
    boolean known = !from.isPlaceholder();
    if (!known && !leads) {
      completeLeader(from, child);
    }
    setProgram(child, event);
    namespaceStart(child, event);
    FdTable atCall =
        known && inheritsInNamespace(child, child.flags)
            ? inherited.childBegan(from.pid, child.vpid, event.timestampNanos())
            : null;
    passOnProperties(from, child, known, atCall, event);
    boolean filed = lineage.add(child);
    event.setThread(filed ? child : null);
    if (filed) {
      notifier.onClone(child, from);
    }
  }

  private void completeLeader(ThreadState leader, ThreadState child) {
    leader.pid = child.pid;
    leader.ptid = child.ptid;
    leader.vpid = child.vpid;
    leader.vtid = child.vpid;
    lineage.relate(leader);
  }

  private void completeParent(ThreadState parent, LoopEvent event) {
    setIds(parent, event);
    lineage.relate(parent);
  }

  private static void setIds(ThreadState thread, LoopEvent event) {
    thread.pid = event.number(PID);
    thread.ptid = event.number(PTID);
    boolean virtual = event.has(VPID);
    thread.vtid = virtual ? event.number(VTID) : thread.tid;
    thread.vpid = virtual ? event.number(VPID) : -1;
  }

  private void setProgram(ThreadState child, LoopEvent event) {
    ProgramState program = child.program;
    program.exe = texts.internText(event.text(EXE));
    program.comm(event.has(COMM) ? texts.internText(event.text(COMM)) : program.exe);
    program.args(texts.arguments(event.bytes(ARGS)));
    child.usage.fdLimit = event.number(FD_LIMIT);
    MemoryUsageUpdater.setProgramUsage(child.usage, event);
    child.credentials = child.credentials.withUid(event.number(UID)).withGid(event.number(GID));
    if (event.has(CGROUPS)) {
      child.cgroups = texts.cgroups(event.bytes(CGROUPS), child.cgroups);
    }
    child.usage.startNanos = event.timestampNanos();
  }

  private void namespaceStart(ThreadState child, LoopEvent event) {
    boolean inNamespace =
        (child.flags & (ScapFlags.CHILD_IN_PIDNS | ScapFlags.CLONE_NEWPID)) != 0 || child.tid != child.vtid;
    if (!inNamespace) {
      child.usage.pidNamespaceStartNanos = notifier.bootNanos();
    } else if (event.has(NAMESPACE_START)) {
      child.usage.pidNamespaceStartNanos = event.number(NAMESPACE_START) + notifier.bootNanos();
    }
  }

  /** @param atCall the descriptors of the parent at the call, if they are not those that it has now */
  private void passOnProperties(
      ThreadState from, ThreadState child, boolean known, @Nullable FdTable atCall, LoopEvent event) {
    boolean leads = (child.flags & ScapFlags.CLONE_THREAD) == 0;
    if (known) {
      inherit(from, child, leads, atCall);
    } else if (!leads || event.thread() == from) {
      from.program.copyCall(child.program);
    }
  }

  private static void inheritDirectory(ThreadState from, ThreadState child) {
    ThreadState leader = from.leaderOrNull();
    if (leader != null && (child.flags & ScapFlags.CLONE_FS) != 0) {
      child.shareDirectory(leader);
    } else {
      child.currentDirectory().path = from.cwd().toText();
    }
  }

  private static void inherit(ThreadState from, ThreadState child, boolean leads, @Nullable FdTable atCall) {
    child.program.exepath = from.program.exepath;
    child.root = from.root;
    child.sid = from.sid;
    child.pgid = from.pgid;
    child.vpgid = from.vpgid;
    child.usage.tty = from.usage.tty;
    // If the credentials of the event equal those of the parent, both threads share one object.
    Credentials inherited =
        from.credentials.withUid(child.credentials.uid()).withGid(child.credentials.gid());
    child.credentials = inherited;
    child.exeFile = from.exeFile;
    if (leads) {
      inheritDirectory(from, child);
      child.env = from.rawEnv().toText();
      FdTable fds = from.fds();
      if (atCall != null) {
        child.useFds(atCall);
      } else if (fds != null) {
        child.ownFds().share(fds);
      }
    }
  }
}
