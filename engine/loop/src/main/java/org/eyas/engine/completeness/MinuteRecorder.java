package org.eyas.engine.completeness;

import org.eyas.api.source.Capture;
import org.eyas.api.source.DetailedCounters;

/**
 * Cuts the counters of a loop and of its capture into minutes. Every call comes from the thread of the loop, between two batches, so
 * that an event is either seen or still to come in both counters.
 */
public final class MinuteRecorder {
  private final EventTally tally;
  private final CountedMinutes minutes;
  private EventCounts before = EventCounts.NONE;
  private long minute;
  private int blindSeconds;

  /** @param minutes gets the minutes */
  public MinuteRecorder(EventTally tally, CountedMinutes minutes) {
    this.tally = tally;
    this.minutes = minutes;
  }

  /** Called before the first event. */
  public void begin(Capture capture) {
    before = counts(capture);
    minute = minutes.now();
  }

  /**
   * Called about once per second.
   *
   * @param blind whether no capture is open
   */
  public void second(Capture capture, boolean blind) {
    blindSeconds += blind ? 1 : 0;
    long now = minutes.now();
    if (now != minute) {
      end(capture);
      minute = now;
    }
  }

  /** Somebody asks for the current minute. */
  public void refresh(Capture capture) {
    minutes.current(new CountedMinute(minute, counts(capture).since(before), blindSeconds));
  }

  /** Called after the last event, while the capture is open. */
  public void end(Capture capture) {
    if (minute == 0) {
      return; // it failed before it began
    }
    EventCounts now = counts(capture);
    minutes.add(new CountedMinute(minute, now.since(before), blindSeconds));
    before = now;
    blindSeconds = 0;
  }

  private EventCounts counts(Capture capture) {
    return EventCounts.of(tally.read(), capture.stats(), DetailedCounters.of(capture).details());
  }
}
