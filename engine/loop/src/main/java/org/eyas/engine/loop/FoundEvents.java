package org.eyas.engine.loop;

import org.eyas.engine.memory.FoundEvent;

/** Receives the events that match steps of rules over several sources, from the threads of all loops. Must not wait. */
public interface FoundEvents {
  /** Ignores them, where only one source is read. */
  FoundEvents NOBODY = event -> {};

  void add(FoundEvent event);

  /** How many nanoseconds later an event may be added, and still comes before later events of other sources. */
  default long waitNanos() {
    return 0;
  }
}
