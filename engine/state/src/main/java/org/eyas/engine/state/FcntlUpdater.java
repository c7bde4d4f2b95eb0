package org.eyas.engine.state;

import org.eyas.api.pushdown.RawCondition;

/** fcntl: F_DUPFD and F_DUPFD_CLOEXEC copy a descriptor, F_SETFD sets close-on-exec. */
final class FcntlUpdater implements DescriptorUpdater {
  private static final Params PARAMS = Params.of("SYSCALL_FCNTL_X");
  private static final int COMMAND = PARAMS.at("cmd");
  private static final int ARGUMENT = PARAMS.at("arg");

  private final FdPool pool;

  FcntlUpdater(FdPool pool) {
    this.pool = pool;
  }

  @Override
  public RawCondition needs() {
    return Needs.success(COMMAND, WireFlags.FCNTL_SETFD, WireFlags.FCNTL_DUPFD, WireFlags.FCNTL_DUPFD_CLOEXEC);
  }

  @Override
  public void update(LoopEvent event) {
    ThreadState thread = event.thread();
    FdState fd = event.descriptor();
    if (thread == null || fd == null || event.result() < 0) {
      return;
    }
    int command = (int) event.number(COMMAND);
    if (command == WireFlags.FCNTL_SETFD) {
      boolean closes = (event.number(ARGUMENT) & 1) != 0;
      if (closes != fd.closesOnExec()) {
        event.writable(thread, fd).closeOnExec(closes);
      }
    } else if (command == WireFlags.FCNTL_DUPFD || command == WireFlags.FCNTL_DUPFD_CLOEXEC) {
      FdState copy = pool.acquire(fd);
      copy.closeOnExec(command == WireFlags.FCNTL_DUPFD_CLOEXEC);
      event.addCopy(thread, event.result(), copy);
    }
  }
}
