package org.eyas.core.state;

/** setsid: the session the thread leads from now on. */
final class SessionUpdater implements StateUpdater {
  @Override
  public void update(LoopEvent event) {
    ThreadState thread = event.thread();
    if (thread != null && event.result() >= 0) {
      thread.sid = event.result();
    }
  }
}
