package org.eyas.engine.state;

import org.eyas.api.pushdown.RawCondition;

/** setsid: the thread becomes the leader of a new session. */
final class SessionUpdater implements StateUpdater {
  @Override
  public RawCondition needs() {
    return Needs.SUCCESS;
  }

  @Override
  public void update(LoopEvent event) {
    ThreadState thread = event.thread();
    if (thread != null && event.result() >= 0) {
      thread.sid = event.result();
    }
  }
}
