package org.eyas.engine.state.process;

import org.eyas.api.pushdown.RawCondition;
import org.eyas.engine.state.encoding.UpdateConditions;

/** setsid: the thread becomes the leader of a new session. */
public final class SessionUpdater implements StateUpdater {
  @Override
  public RawCondition needs() {
    return UpdateConditions.SUCCESS;
  }

  @Override
  public void update(LoopEvent event) {
    ThreadState thread = event.thread();
    if (thread != null && event.result() >= 0) {
      thread.sid = event.result();
    }
  }
}
