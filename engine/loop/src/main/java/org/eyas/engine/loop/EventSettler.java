package org.eyas.engine.loop;

import java.util.function.LongPredicate;
import org.eyas.api.source.Capture;
import org.eyas.engine.alert.AlertSafety;

/**
 * Settles the events of a live capture when their alerts survive a kill of this process. Used by one loop's thread.
 *
 * <pre>
 *   batch, mark --> no match of the batches before is held --> their alerts are on disk --> settle, next mark
 * </pre>
 *
 * <p>Repeated alerts that are only counted, by a rule or by the throttle, are not waited for, and neither are alerts that follow an
 * incomplete one.
 */
public final class EventSettler {
  private enum Step {
    NOTHING,
    WAIT_FOR_MATCHES,
    WAIT_FOR_ALERTS
  }

  private final LongPredicate isHeldSince;
  private final AlertSafety alerts;
  private Step step = Step.NOTHING;
  private long markNanos;

  /** @param isHeldSince whether a match is held since before a time of {@link System#nanoTime} */
  public EventSettler(LongPredicate isHeldSince, AlertSafety alerts) {
    this.isHeldSince = isHeldSince;
    this.alerts = alerts;
  }

  /** Tells the capture that its events are settled. Called before the first event. */
  public void begin(Capture capture) {
    capture.mark();
  }

  /** Marks or settles events. Called after each batch, when everything that was due has been decided. */
  public void afterBatch(Capture capture, long nowNanos) {
    if (step == Step.NOTHING) {
      capture.mark();
      markNanos = nowNanos;
      step = Step.WAIT_FOR_MATCHES;
    }
    if (step == Step.WAIT_FOR_MATCHES && !isHeldSince.test(markNanos)) {
      alerts.mark(); // with those of the matches that were held
      step = Step.WAIT_FOR_ALERTS;
    }
    if (step == Step.WAIT_FOR_ALERTS && alerts.isReached()) {
      capture.settle();
      step = Step.NOTHING;
    }
  }
}
