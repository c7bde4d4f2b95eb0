package org.eyas.engine.state.process;

import org.eyas.engine.state.encoding.ParamIndexes;
import org.jspecify.annotations.Nullable;

/** procexit: marks the thread as dead, and removes it after the rules evaluated the event. */
public final class ExitUpdater implements StateUpdater, DeferredUpdate {
  private static final int REAPER = ParamIndexes.of("PROCEXIT_1_E").at("reaper_tid");

  private final ThreadRelations lineage;
  private @Nullable ThreadState leaving;

  public ExitUpdater(ThreadRelations lineage) {
    this.lineage = lineage;
  }

  @Override
  public void update(LoopEvent event) {
    ThreadState thread = event.thread();
    if (thread == null) {
      return;
    }
    lineage.markDead(thread);
    // The driver reports the reaper only for threads that have children.
    if (thread.firstChild != null) {
      thread.reaperTid = event.has(REAPER) ? event.number(REAPER) : -1;
    }
    leaving = thread;
    event.deferUpdate(this);
  }

  @Override
  public void finish(LoopEvent event) {
    ThreadState thread = leaving;
    leaving = null;
    if (thread != null) {
      lineage.exit(thread, event.timestampNanos());
    }
  }
}
