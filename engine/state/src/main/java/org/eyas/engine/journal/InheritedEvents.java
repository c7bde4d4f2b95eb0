package org.eyas.engine.journal;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.update.Handover;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events that a previous engine left and that no loop has taken over yet. Used under the lock of
 * {@link EventJournal}.
 */
final class InheritedEvents {
  private static final Logger LOG = LoggerFactory.getLogger(InheritedEvents.class);

  private final List<Handover.Events> left = new ArrayList<>();

  /** Adds the events of a source. Drops them if this engine has another layout. */
  void add(Handover.Events events) {
    if (events.layout() == JournalChunk.LAYOUT) {
      left.add(events);
    } else {
      events.free();
      LOG.info("Recent events of '{}' from before the update are dropped: their layout has changed", events.eventSource());
    }
  }

  /** Removes and returns the events of a source, which the caller owns from then on; null if there are none. */
  Handover.@Nullable Events claim(String eventSource) {
    for (Handover.Events events : left) {
      if (events.eventSource().equals(eventSource)) {
        left.remove(events);
        return events;
      }
    }
    return null;
  }

  /** Drops the events of a source that will get no loop. */
  void forget(String eventSource) {
    Handover.Events events = claim(eventSource);
    if (events != null) {
      events.free();
    }
  }

  /** Drops all events. Called when no more loops will open. */
  void close() {
    left.forEach(events -> events.free());
    left.clear();
  }
}
