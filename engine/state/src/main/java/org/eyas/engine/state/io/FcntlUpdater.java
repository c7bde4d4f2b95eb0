package org.eyas.engine.state.io;

import org.eyas.api.pushdown.RawCondition;
import org.eyas.engine.state.descriptor.FdPool;
import org.eyas.engine.state.descriptor.FdState;
import org.eyas.engine.state.encoding.ParamIndexes;
import org.eyas.engine.state.encoding.ScapFlags;
import org.eyas.engine.state.encoding.UpdateConditions;
import org.eyas.engine.state.process.DescriptorUpdater;
import org.eyas.engine.state.process.LoopEvent;
import org.eyas.engine.state.process.ThreadState;

/** fcntl: F_DUPFD and F_DUPFD_CLOEXEC copy a descriptor, F_SETFD sets close-on-exec. */
public final class FcntlUpdater implements DescriptorUpdater {
  private static final ParamIndexes PARAMS = ParamIndexes.of("SYSCALL_FCNTL_X");
  private static final int COMMAND = PARAMS.at("cmd");
  private static final int ARGUMENT = PARAMS.at("arg");

  private final FdPool pool;

  public FcntlUpdater(FdPool pool) {
    this.pool = pool;
  }

  @Override
  public RawCondition needs() {
    return UpdateConditions.success(COMMAND, ScapFlags.FCNTL_SETFD, ScapFlags.FCNTL_DUPFD, ScapFlags.FCNTL_DUPFD_CLOEXEC);
  }

  @Override
  public void update(LoopEvent event) {
    ThreadState thread = event.thread();
    FdState fd = event.descriptor();
    if (thread == null || fd == null || event.result() < 0) {
      return;
    }
    int command = (int) event.number(COMMAND);
    if (command == ScapFlags.FCNTL_SETFD) {
      boolean closes = (event.number(ARGUMENT) & 1) != 0;
      if (closes != fd.closesOnExec()) {
        event.writable(thread, fd).closeOnExec(closes);
      }
    } else if (command == ScapFlags.FCNTL_DUPFD || command == ScapFlags.FCNTL_DUPFD_CLOEXEC) {
      FdState copy = pool.acquire(fd);
      copy.closeOnExec(command == ScapFlags.FCNTL_DUPFD_CLOEXEC);
      event.addCopy(thread, event.result(), copy);
    }
  }
}
