package org.eyas.engine.state;

import org.eyas.api.process.FdType;
import org.eyas.api.pushdown.RawCondition;

/** eventfd, signalfd, timerfd, inotify, epoll, bpf and similar calls: adds a descriptor without a name. */
final class NewFdUpdater implements DescriptorUpdater {
  private static final int NO_FLAGS = -1;

  private final FdPool pool;
  private final FdType type;
  private final int flagsParam;

  NewFdUpdater(FdPool pool, FdType type) {
    this(pool, type, NO_FLAGS);
  }

  /** @param flagsParam the parameter with the flags */
  NewFdUpdater(FdPool pool, FdType type, int flagsParam) {
    this.pool = pool;
    this.type = type;
    this.flagsParam = flagsParam;
  }

  @Override
  public RawCondition needs() {
    return Needs.SUCCESS;
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
    event.addDescriptor(thread, event.result(), fd);
  }

  private int flags(int given) {
    if (type != FdType.EVENTPOLL) {
      return given;
    }
    return (given & WireFlags.EPOLL_CLOEXEC) != 0 ? WireFlags.OPEN_CLOEXEC : 0;
  }
}
