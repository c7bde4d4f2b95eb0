package org.eyas.engine.state.io;

import org.eyas.api.process.FdType;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.engine.state.descriptor.FdPool;
import org.eyas.engine.state.descriptor.FdState;
import org.eyas.engine.state.encoding.ParamIndexes;
import org.eyas.engine.state.encoding.UpdateConditions;
import org.eyas.engine.state.process.DescriptorUpdater;
import org.eyas.engine.state.process.LoopEvent;
import org.eyas.engine.state.process.ThreadRelations;
import org.eyas.engine.state.process.ThreadState;

/** pidfd_getfd: adds a copy of the descriptor of another process. */
public final class PidfdGetfdUpdater implements DescriptorUpdater {
  private static final ParamIndexes PARAMS = ParamIndexes.of("SYSCALL_PIDFD_GETFD_X");
  private static final int PIDFD = PARAMS.at("pid_fd");
  private static final int TARGET = PARAMS.at("target_fd");

  private final FdPool pool;
  private final ThreadRelations lineage;

  public PidfdGetfdUpdater(FdPool pool, ThreadRelations lineage) {
    this.pool = pool;
    this.lineage = lineage;
  }

  @Override
  public RawCondition needs() {
    return UpdateConditions.SUCCESS;
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
