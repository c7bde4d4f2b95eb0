package org.eyas.engine.state.io;

import org.eyas.api.process.FdType;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.engine.state.descriptor.FdPool;
import org.eyas.engine.state.descriptor.FdState;
import org.eyas.engine.state.encoding.ScapFlags;
import org.eyas.engine.state.encoding.UpdateConditions;
import org.eyas.engine.state.process.DescriptorUpdater;
import org.eyas.engine.state.process.LoopEvent;
import org.eyas.engine.state.process.ThreadState;

/** eventfd, signalfd, timerfd, inotify, epoll, bpf and similar calls: adds a descriptor without a name. */
public final class NewFdUpdater implements DescriptorUpdater {
  private static final int NO_FLAGS = -1;

  private final FdPool pool;
  private final FdType type;
  private final int flagsParam;

  public NewFdUpdater(FdPool pool, FdType type) {
    this(pool, type, NO_FLAGS);
  }

  /** @param flagsParam the parameter with the flags */
  public NewFdUpdater(FdPool pool, FdType type, int flagsParam) {
    this.pool = pool;
    this.type = type;
    this.flagsParam = flagsParam;
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
    event.addDescriptor(thread, event.result(), fd);
  }

  private int flags(int given) {
    if (type != FdType.EVENTPOLL) {
      return given;
    }
    return (given & ScapFlags.EPOLL_CLOEXEC) != 0 ? ScapFlags.OPEN_CLOEXEC : 0;
  }
}
