package org.eyas.engine.state;

/** The rest of an updater's work, done after the rules evaluated the event: rules must still see what the event removes. */
interface AfterRules {
  void finish(LoopEvent event);
}
