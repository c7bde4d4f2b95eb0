package org.eyas.engine.state;

/** close_range: closes descriptors at once, or marks them as close-on-exec. */
final class CloseRangeUpdater implements StateUpdater {
  private static final int FIRST = 1;
  private static final int LAST = 2;
  private static final int FLAGS = 3;

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
      fds.removeIf(fd -> fd.number >= first && fd.number <= last);
    }
  }
}
