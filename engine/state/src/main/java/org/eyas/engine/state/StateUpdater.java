package org.eyas.engine.state;

/** Updates the state by one family of events. Each loop has its own objects, used on the loop's thread. */
interface StateUpdater {
  void update(LoopEvent event);
}
