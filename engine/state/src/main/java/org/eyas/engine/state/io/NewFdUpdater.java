package org.eyas.engine.state.io;

import java.util.function.BiConsumer;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.process.FdType;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.engine.state.cache.ProgramTextCache;
import org.eyas.engine.state.descriptor.FdPool;
import org.eyas.engine.state.descriptor.FdState;
import org.eyas.engine.state.encoding.ParamIndexes;
import org.eyas.engine.state.encoding.ScapFlags;
import org.eyas.engine.state.encoding.UpdateConditions;
import org.eyas.engine.state.process.DescriptorUpdater;
import org.eyas.engine.state.process.LoopEvent;
import org.eyas.engine.state.process.ThreadState;

/** Adds the descriptor that a call returns: eventfd, signalfd, timerfd, inotify, epoll, bpf and similar calls. */
public final class NewFdUpdater implements DescriptorUpdater {
  private static final int NO_FLAGS = -1;

  private final FdPool pool;
  private final FdType type;
  private final int flagsParam;
  private final BiConsumer<LoopEvent, FdState> details;

  public NewFdUpdater(FdPool pool, FdType type) {
    this(pool, type, NO_FLAGS);
  }

  /** @param flagsParam the parameter with the flags */
  public NewFdUpdater(FdPool pool, FdType type, int flagsParam) {
    this(pool, type, flagsParam, (event, fd) -> {});
  }

  private NewFdUpdater(FdPool pool, FdType type, int flagsParam, BiConsumer<LoopEvent, FdState> details) {
    this.pool = pool;
    this.type = type;
    this.flagsParam = flagsParam;
    this.details = details;
  }

  /** memfd_create: a file in memory under its given name. */
  public static NewFdUpdater memfd(FdPool pool, ProgramTextCache texts) {
    ParamIndexes params = ParamIndexes.of("SYSCALL_MEMFD_CREATE_X");
    int name = params.at("name");
    return new NewFdUpdater(
        pool, FdType.MEMFD, params.at("flags"), (event, fd) -> fd.name(texts.internText(event.text(name))));
  }

  /** pidfd_open: a descriptor of a process. Its name is the path of the process in /proc. */
  public static NewFdUpdater pidfd(FdPool pool, ProgramTextCache texts) {
    ParamIndexes params = ParamIndexes.of("SYSCALL_PIDFD_OPEN_X");
    int pid = params.at("pid");
    ByteBuilder name = new ByteBuilder();
    return new NewFdUpdater(pool, FdType.PIDFD, params.at("flags"), (event, fd) -> {
      long process = event.number(pid);
      fd.name(texts.internText(name.clear().append("/proc/").appendDecimal(process).view()));
      fd.pidfdPid((int) process);
    });
  }

  @Override
  public RawCondition needs() {
    return UpdateConditions.SUCCESS;
  }

  @Override
  public void update(LoopEvent event) {
    ThreadState thread = event.thread();
    if (thread == null || event.result() < 0) {
      return;
    }
    FdState fd = pool.acquire();
    fd.type(type);
    fd.openFlags(flagsParam == NO_FLAGS ? 0 : flags((int) event.number(flagsParam)));
    details.accept(event, fd);
    event.addDescriptor(thread, event.result(), fd);
  }

  private int flags(int given) {
    if (type != FdType.EVENTPOLL) {
      return given;
    }
    return (given & ScapFlags.EPOLL_CLOEXEC) != 0 ? ScapFlags.OPEN_CLOEXEC : 0;
  }
}
