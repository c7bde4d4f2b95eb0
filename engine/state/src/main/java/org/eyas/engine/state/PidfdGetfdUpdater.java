package org.eyas.engine.state;

import org.eyas.api.process.FdType;
import org.eyas.api.pushdown.RawCondition;

/** pidfd_getfd: adds a copy of the descriptor of another process. */
final class PidfdGetfdUpdater implements DescriptorUpdater {
  private static final Params PARAMS = Params.of("SYSCALL_PIDFD_GETFD_X");
  private static final int PIDFD = PARAMS.at("pid_fd");
  private static final int TARGET = PARAMS.at("target_fd");

  private final FdPool pool;
  private final Lineage lineage;

  PidfdGetfdUpdater(FdPool pool, Lineage lineage) {
    this.pool = pool;
    this.lineage = lineage;
  }

  @Override
  public RawCondition needs() {
    return Needs.SUCCESS;
  }

  @Override
  public void update(LoopEvent event) {
    ThreadState thread = event.thread();
    FdState pidfd = thread == null ? null : thread.descriptor(event.number(PIDFD));
    if (thread == null || pidfd == null || pidfd.type() != FdType.PIDFD || event.result() < 0) {
      return;
    }
    ThreadState owner = lineage.find(pidfd.pidfdPid());
    FdState target = owner == null ? null : owner.descriptor(event.number(TARGET));
    if (target != null) {
      FdState copy = pool.acquire(target);
      copy.closeOnExec(true);
      event.addCopy(thread, event.result(), copy);
    }
  }
}
