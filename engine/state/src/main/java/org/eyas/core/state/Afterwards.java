package org.eyas.core.state;

/** What an updater still has to do once the rules saw the event: what goes must be there while they look. */
interface Afterwards {
  void finish(LoopEvent event);
}
