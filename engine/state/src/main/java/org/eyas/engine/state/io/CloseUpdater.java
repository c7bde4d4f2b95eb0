package org.eyas.engine.state.io;

import org.eyas.api.pushdown.RawCondition;
import org.eyas.engine.state.descriptor.FdTable;
import org.eyas.engine.state.encoding.ParamIndexes;
import org.eyas.engine.state.encoding.UpdateConditions;
import org.eyas.engine.state.process.DeferredUpdate;
import org.eyas.engine.state.process.DescriptorUpdater;
import org.eyas.engine.state.process.LoopEvent;
import org.eyas.engine.state.process.ThreadState;

/** close: removes the descriptor after the rules evaluated the event. */
public final class CloseUpdater implements DescriptorUpdater, DeferredUpdate {
  private static final RawCondition OF_KNOWN = UpdateConditions.successOfKnown(ParamIndexes.of("SYSCALL_CLOSE_X").at("fd"));

  @Override
  public RawCondition needs() {
    return UpdateConditions.SUCCESS;
  }

  @Override
  public RawCondition needsWithoutFiles(boolean directories) {
    return OF_KNOWN;
  }

  @Override
  public void update(LoopEvent event) {
    if (event.result() >= 0 && event.descriptor() != null) {
      event.deferUpdate(this);
    }
  }

  @Override
  public void finish(LoopEvent event) {
    ThreadState thread = event.thread();
    FdTable fds = thread == null ? null : thread.fds();
    if (thread != null && fds != null) {
      fds.remove(thread.lastFd());
    }
  }
}
