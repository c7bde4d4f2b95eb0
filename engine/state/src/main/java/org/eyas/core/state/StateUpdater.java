package org.eyas.core.state;

/** Moves the state by one family of events. One object serves a loop, on the loop's thread. */
interface StateUpdater {
  void update(LoopEvent event);
}
