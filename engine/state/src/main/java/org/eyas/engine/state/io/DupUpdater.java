package org.eyas.engine.state.io;

import org.eyas.api.pushdown.KeptFiles;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.engine.state.descriptor.FdPool;
import org.eyas.engine.state.descriptor.FdState;
import org.eyas.engine.state.encoding.ParamIndexes;
import org.eyas.engine.state.encoding.ScapFlags;
import org.eyas.engine.state.encoding.UpdateConditions;
import org.eyas.engine.state.process.DescriptorUpdater;
import org.eyas.engine.state.process.LoopEvent;
import org.eyas.engine.state.process.ThreadState;

/** dup, dup2 and dup3: adds a second number for a descriptor. Close-on-exec is not copied. */
public final class DupUpdater implements DescriptorUpdater {
  private static final int FLAGS = ParamIndexes.of("SYSCALL_DUP3_X").at("flags");

  private final FdPool pool;
  private final FileRetention opened;
  private final boolean takesFlags;

  /** @param takesFlags whether the event has open flags, as dup3 does */
  public DupUpdater(FdPool pool, FileRetention opened, boolean takesFlags) {
    this.pool = pool;
    this.opened = opened;
    this.takesFlags = takesFlags;
  }

  @Override
  public RawCondition needs() {
    return UpdateConditions.SUCCESS;
  }

  @Override
  public void update(LoopEvent event) {
    ThreadState thread = event.thread();
    FdState from = event.descriptor();
    if (thread == null || event.result() < 0) {
      return;
    }
    if (from == null) {
      unknown(event, thread);
      return;
    }
    FdState copy = pool.acquire(from);
    copy.closeOnExec(takesFlags && (event.number(FLAGS) & ScapFlags.OPEN_CLOEXEC) != 0);
    event.addCopy(thread, event.result(), copy);
  }

  // The call closes the descriptor that had the new number. As Falco does, the table keeps that descriptor, unless the
  // tables contain only some of the opened files.
  private void unknown(LoopEvent event, ThreadState thread) {
    if (opened.kept() != KeptFiles.ALL) {
      event.closed(thread, event.result());
    }
  }
}
