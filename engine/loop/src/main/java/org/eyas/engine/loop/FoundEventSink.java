package org.eyas.engine.loop;

import org.eyas.engine.stateful.event.StepMatchEvent;

/** Receives the events that match steps of rules over several sources, from the threads of all loops. Must not wait. */
public interface FoundEventSink {
  /** The receiver for a run that reads only one source: it ignores all events. */
  FoundEventSink NOBODY = event -> {};

  void add(StepMatchEvent event);

  /**
   * The time in nanoseconds by which an event may be added late and still be evaluated before later events of other
   * sources.
   */
  default long waitNanos() {
    return 0;
  }
}
