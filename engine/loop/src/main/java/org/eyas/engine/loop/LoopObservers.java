package org.eyas.engine.loop;

import java.time.InstantSource;
import org.eyas.engine.alert.AlertObserver;
import org.eyas.engine.completeness.MinuteHistory;
import org.eyas.engine.health.CaptureHealth;
import org.eyas.engine.journal.LoopJournal;
import org.eyas.engine.recording.CaptureRecorder;

/**
 * The observers of the events and alerts of one loop, which calls them on its thread. No other loop uses them.
 *
 * @param health called for every event and every read
 * @param recorder writes captures if rules ask for them; the caller of {@link SourceLoop#run} closes it
 * @param journal keeps recent events
 * @param watch sees alerts with their events
 * @param minutes keeps the numbers of events that rules saw and did not see
 */
public record LoopObservers(CaptureHealth health, CaptureRecorder recorder, LoopJournal journal, AlertObserver watch,
    MinuteHistory minutes) {
  /** Observers that do nothing. */
  public static LoopObservers none() {
    return new LoopObservers(CaptureHealth.unwatched(), CaptureRecorder.none(), LoopJournal.none(), AlertObserver.NOBODY,
        new MinuteHistory(InstantSource.system()));
  }

  public LoopObservers with(CaptureHealth other) {
    return new LoopObservers(other, recorder, journal, watch, minutes);
  }

  public LoopObservers with(CaptureRecorder other) {
    return new LoopObservers(health, other, journal, watch, minutes);
  }

  public LoopObservers with(LoopJournal other) {
    return new LoopObservers(health, recorder, other, watch, minutes);
  }

  public LoopObservers with(AlertObserver other) {
    return new LoopObservers(health, recorder, journal, other, minutes);
  }

  public LoopObservers with(MinuteHistory other) {
    return new LoopObservers(health, recorder, journal, watch, other);
  }
}
