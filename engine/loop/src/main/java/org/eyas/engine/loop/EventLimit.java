package org.eyas.engine.loop;

import org.eyas.engine.health.CaptureHealth;

/** Decides after which event a loop ends, because the time limit is reached or too many events were lost. */
final class EventLimit {
  private final long limitNanos;
  private final CaptureHealth health;
  private long firstNanos;
  private boolean reached;

  /** @param limitNanos how much time of events is processed; 0 for no limit */
  EventLimit(long limitNanos, CaptureHealth health) {
    this.limitNanos = limitNanos;
    this.health = health;
  }

  /** Whether no more events are processed. */
  boolean isReached() {
    return reached;
  }

  /** Whether an event of this time is already past the limit. */
  boolean endsAt(long nanos) {
    if (firstNanos == 0) {
      firstNanos = nanos;
    }
    reached = limitNanos > 0 && nanos - firstNanos >= limitNanos || isGivenUp(nanos);
    return reached;
  }

  private boolean isGivenUp(long nanos) {
    try {
      return !health.checkEvent(nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the loop checks it between batches
      return false;
    }
  }
}
