package org.eyas.engine.state;

import org.eyas.api.pushdown.RawCondition;

/** close: removes the descriptor after the rules evaluated the event. */
final class CloseUpdater implements DescriptorUpdater, AfterRules {
  private static final RawCondition OF_KNOWN = Needs.successOfKnown(Params.of("SYSCALL_CLOSE_X").at("fd"));

  @Override
  public RawCondition needs() {
    return Needs.SUCCESS;
  }

  @Override
  public RawCondition needsWithoutFiles(boolean directories) {
    return OF_KNOWN;
  }

  @Override
  public void update(LoopEvent event) {
    if (event.result() >= 0 && event.descriptor() != null) {
      event.after(this);
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
