package org.eyas.engine.state.process;

/**
 * The part of an update that waits until the rules have evaluated the event, because rules must still see the thread or
 * descriptor that the event removes.
 */
public interface DeferredUpdate {
  void finish(LoopEvent event);
}
