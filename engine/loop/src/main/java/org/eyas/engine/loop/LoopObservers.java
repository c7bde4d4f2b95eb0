package org.eyas.engine.loop;

import org.eyas.engine.journal.LoopJournal;
import org.eyas.engine.recording.Recorder;

/**
 * What observes the events and alerts of one loop, on its thread. Each belongs to this loop alone.
 *
 * @param health called for every event and every read
 * @param recorder writes captures if rules ask for them; the caller of {@link SourceLoop#run} closes it
 * @param journal keeps recent events
 * @param watch sees alerts with their events
 */
public record LoopObservers(CaptureHealth health, Recorder recorder, LoopJournal journal, AlertWatch watch) {
  /** Observers that do nothing. */
  public static LoopObservers none() {
    return new LoopObservers(CaptureHealth.unwatched(), Recorder.none(), LoopJournal.none(), AlertWatch.NOBODY);
  }

  public LoopObservers with(CaptureHealth other) {
    return new LoopObservers(other, recorder, journal, watch);
  }

  public LoopObservers with(Recorder other) {
    return new LoopObservers(health, other, journal, watch);
  }

  public LoopObservers with(LoopJournal other) {
    return new LoopObservers(health, recorder, other, watch);
  }

  public LoopObservers with(AlertWatch other) {
    return new LoopObservers(health, recorder, journal, other);
  }
}
