package org.eyas.engine.state.process;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.Credentials;
import org.eyas.api.process.ExeFile;
import org.eyas.engine.state.cache.PathCache;
import org.eyas.engine.state.cache.ProgramTextCache;
import org.eyas.engine.state.descriptor.FdState;
import org.eyas.engine.state.descriptor.FdTable;
import org.eyas.engine.state.encoding.ParamIndexes;
import org.eyas.engine.state.encoding.SavedEnterEvent;
import org.eyas.engine.state.encoding.ScapFlags;

/** execve and execveat that succeeded: the thread runs another program, and its process has no other thread. */
public final class ExecUpdater implements StateUpdater {
  private static final ParamIndexes PARAMS = ParamIndexes.of("SYSCALL_EXECVE_19_X", "SYSCALL_EXECVEAT_X");
  private static final int EXE = PARAMS.at("exe");
  private static final int ARGS = PARAMS.at("args");
  private static final int PID = PARAMS.at("pid");
  private static final int PTID = PARAMS.at("ptid");
  private static final int FD_LIMIT = PARAMS.at("fdlimit");
  private static final int COMM = PARAMS.at("comm");
  private static final int CGROUPS = PARAMS.at("cgroups");
  private static final int ENV = PARAMS.at("env");
  private static final int TTY = PARAMS.at("tty");
  private static final int VPGID = PARAMS.at("vpgid");
  private static final int LOGINUID = PARAMS.at("loginuid");
  private static final int FLAGS = PARAMS.at("flags");
  private static final int CAP_INHERITABLE = PARAMS.at("cap_inheritable");
  private static final int CAP_PERMITTED = PARAMS.at("cap_permitted");
  private static final int CAP_EFFECTIVE = PARAMS.at("cap_effective");
  private static final int EXE_INO = PARAMS.at("exe_ino");
  private static final int EXE_CTIME = PARAMS.at("exe_ino_ctime");
  private static final int EXE_MTIME = PARAMS.at("exe_ino_mtime");
  private static final int UID = PARAMS.at("uid");
  private static final int TRUSTED_EXEPATH = PARAMS.at("trusted_exepath");
  private static final int PGID = PARAMS.at("pgid");
  private static final int GID = PARAMS.at("gid");
  private static final Text NOT_AVAILABLE = Text.of("<NA>");

  private final ThreadRelations lineage;
  private final ProgramTextCache texts;
  private final PathCache paths;
  private final ProcessNotifier notifier;

  public ExecUpdater(ThreadRelations lineage, ProgramTextCache texts, PathCache paths, ProcessNotifier notifier) {
    this.lineage = lineage;
    this.texts = texts;
    this.paths = paths;
    this.notifier = notifier;
  }

  @Override
  public void update(LoopEvent event) {
    ThreadState thread = event.thread();
    if (event.result() < 0 || thread == null) {
      return;
    }
    lineage.revive(thread);
    program(thread, event);
    lineage.correctProcess(thread, event.number(PID), event.number(PTID));
    if (thread.isPlaceholder()) {
      completePlaceholder(thread, event);
    }
    thread.usage.fdLimit = event.number(FD_LIMIT);
    MemoryUsageUpdater.setProgramUsage(thread.usage, event);
    exepath(thread, event);
    ids(thread, event);
    credentials(thread, event);
    thread.exeFile = exeFile(thread.exeFile, event);
    FdTable fds = thread.fds();
    if (fds != null) {
      fds.removeIf(FdState::closesOnExec);
    }
    thread.flags &= ScapFlags.MAIN_THREAD | ScapFlags.CLONE_INVERTED;
    lineage.removeOtherThreads(thread);
    notifier.onChange(thread);
  }

  private void program(ThreadState thread, LoopEvent event) {
    ProgramState program = thread.program;
    program.exe = texts.internText(event.text(EXE));
    program.comm(event.has(COMM) ? texts.internText(event.text(COMM)) : program.exe);
    program.args(texts.arguments(event.bytes(ARGS)));
    if (event.has(ENV)) {
      thread.env = texts.environment(event.bytes(ENV));
    }
    if (event.has(CGROUPS)) {
      thread.cgroups = texts.cgroups(event.bytes(CGROUPS), thread.cgroups);
    }
  }

  private void completePlaceholder(ThreadState thread, LoopEvent event) {
    thread.ptid = event.number(PTID);
    if ((thread.flags & ScapFlags.CHILD_IN_PIDNS) == 0) {
      thread.vtid = thread.tid;
      thread.vpid = thread.pid;
    }
    lineage.relate(thread);
  }

  private void exepath(ThreadState thread, LoopEvent event) {
    if (event.has(TRUSTED_EXEPATH)) {
      thread.program.exepath = texts.exepath(event.text(TRUSTED_EXEPATH));
    } else if (event.enter() != null) {
      thread.program.exepath = texts.exepath(calledPath(thread, event.enter()));
    }
  }

  /** The path that the call named. Captures of older drivers contain no other path. */
  private Bytes calledPath(ThreadState thread, SavedEnterEvent enter) {
    Text path = enter.text();
    if (!enter.isExecveat()) {
      return path.contentEquals(NOT_AVAILABLE) ? path : paths.resolve(thread.cwd(), path).full();
    }
    boolean emptyPath = (enter.flags() & ScapFlags.EXECVEAT_EMPTY_PATH) != 0;
    if (path.contentEquals(NOT_AVAILABLE) && !emptyPath) {
      return path;
    }
    if (!path.isEmpty() && path.at(0) == '/' && !emptyPath) {
      return paths.resolve(Text.EMPTY, path).full();
    }
    Bytes directory = enter.directory() == ScapFlags.AT_FDCWD ? thread.cwd() : fdName(thread, enter.directory());
    if (!emptyPath) {
      return directory.isPresent() ? paths.resolve(directory, path).full() : NOT_AVAILABLE;
    }
    if (!directory.isPresent()) {
      return NOT_AVAILABLE;
    }
    return paths.resolve(Text.EMPTY, directory).full();
  }

  private static Bytes fdName(ThreadState thread, long number) {
    FdState fd = thread.descriptor(number);
    return fd == null ? Text.ABSENT : fd.name();
  }

  private static void ids(ThreadState thread, LoopEvent event) {
    if (event.has(TTY)) {
      thread.usage.tty = event.number(TTY);
    }
    if (event.has(VPGID)) {
      thread.vpgid = event.number(VPGID);
    }
    thread.pgid = event.has(PGID) ? event.number(PGID) : -1;
  }

  private void credentials(ThreadState thread, LoopEvent event) {
    Credentials changed = thread.credentials;
    thread.uidBeforeExec = (int) changed.uid();
    if (event.has(LOGINUID)) {
      changed = changed.withLoginuid(event.number(LOGINUID));
    }
    if (event.has(UID)) {
      changed = changed.withUid(event.number(UID));
    }
    if (event.has(GID)) {
      changed = changed.withGid(event.number(GID));
    }
    if (event.has(CAP_EFFECTIVE)) {
      changed =
          changed.withCapabilities(
              event.number(CAP_PERMITTED), event.number(CAP_EFFECTIVE), event.number(CAP_INHERITABLE));
    }
    thread.credentials = changed == thread.credentials ? changed : texts.credentials(changed);
  }

  private ExeFile exeFile(ExeFile before, LoopEvent event) {
    ExeFile marked = event.has(FLAGS) ? withFlags(before, (int) event.number(FLAGS)) : before;
    return texts.exeFile(event.has(EXE_MTIME) ? withTimes(marked, event) : marked);
  }

  private static ExeFile withFlags(ExeFile file, int flags) {
    return new ExeFile(
        file.inode(),
        file.ctimeNanos(),
        file.mtimeNanos(),
        (flags & ScapFlags.EXE_WRITABLE) != 0,
        (flags & ScapFlags.EXE_UPPER_LAYER) != 0,
        (flags & ScapFlags.EXE_LOWER_LAYER) != 0,
        (flags & ScapFlags.EXE_FROM_MEMFD) != 0);
  }

  private static ExeFile withTimes(ExeFile file, LoopEvent event) {
    return new ExeFile(
        event.number(EXE_INO),
        event.number(EXE_CTIME),
        event.number(EXE_MTIME),
        file.writable(),
        file.upperLayer(),
        file.lowerLayer(),
        file.fromMemfd());
  }
}
