package org.eyas.engine.state.io;

import org.eyas.api.pushdown.RawCondition;
import org.eyas.engine.state.descriptor.FdTable;
import org.eyas.engine.state.encoding.ParamIndexes;
import org.eyas.engine.state.encoding.ScapFlags;
import org.eyas.engine.state.encoding.UpdateConditions;
import org.eyas.engine.state.process.DescriptorUpdater;
import org.eyas.engine.state.process.LoopEvent;
import org.eyas.engine.state.process.ThreadState;

/** close_range: closes descriptors at once, or marks them as close-on-exec. */
public final class CloseRangeUpdater implements DescriptorUpdater {
  private static final ParamIndexes PARAMS = ParamIndexes.of("SYSCALL_CLOSE_RANGE_X");
  private static final int FIRST = PARAMS.at("first");
  private static final int LAST = PARAMS.at("last");
  private static final int FLAGS = PARAMS.at("flags");

  @Override
  public RawCondition needs() {
    return UpdateConditions.SUCCESS;
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
    if ((event.number(FLAGS) & ScapFlags.CLOSE_RANGE_CLOEXEC) != 0) {
      fds.closeOnExec(fd -> fd >= first && fd <= last);
    } else {
      fds.removeIf(fd -> fd.number() >= first && fd.number() <= last);
    }
  }
}
