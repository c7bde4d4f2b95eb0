package org.eyas.engine.state;

import org.eyas.api.pushdown.RawCondition;

/** close_range: closes descriptors at once, or marks them as close-on-exec. */
final class CloseRangeUpdater implements DescriptorUpdater {
  private static final Params PARAMS = Params.of("SYSCALL_CLOSE_RANGE_X");
  private static final int FIRST = PARAMS.at("first");
  private static final int LAST = PARAMS.at("last");
  private static final int FLAGS = PARAMS.at("flags");

  @Override
  public RawCondition needs() {
    return Needs.SUCCESS;
  }

  @Override
  public void update(LoopEvent event) {
    ThreadState thread = event.thread();
    FdTable fds = thread == null ? null : thread.fds();
    if (fds == null || event.result() < 0) {
      return;
    }
    long first = event.number(FIRST);
    long last = event.number(LAST);
    if ((event.number(FLAGS) & WireFlags.CLOSE_RANGE_CLOEXEC) != 0) {
      fds.closeOnExec(fd -> fd >= first && fd <= last);
    } else {
      fds.removeIf(fd -> fd.number() >= first && fd.number() <= last);
    }
  }
}
