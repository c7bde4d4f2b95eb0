package org.eyas.engine.loop;

import java.util.concurrent.TimeUnit;
import org.eyas.api.source.Capture;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.StateReporter;

/**
 * Whether the tables of a loop contain opened files. Files go at once: before the source leaves out the first open. They come back in
 * three steps, so that no event has a missing or a wrong name later:
 *
 * <pre>
 *   KEPT --- nobody needs files ---> ABSENT --- somebody needs files, all opens requested ---> AWAITED
 *     ^                                                                                           |
 *     +---- the source reports all descriptors <---- events from before the request are over -----+
 * </pre>
 *
 * <p>For the thread of the loop, between two batches.
 */
final class OpenFiles {
  /** Events that were judged before the request are read within this time, unless the rings are so full that events are lost. */
  private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  /** And within this time in a flood, in which every batch is full: a program must not be able to delay new rules. */
  private static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(2);

  private enum Step {
    KEPT,
    ABSENT,
    AWAITED
  }

  private final LoopState state;
  private Step step;
  private long requestedNanos;

  /** @param known whether the tables contain them at the beginning; they do not if a previous engine left the state */
  OpenFiles(LoopState state, boolean known) {
    this.state = state;
    step = known ? Step.KEPT : Step.ABSENT;
    state.keepFiles(known);
  }

  /** Nobody needs files. Called before a source may leave out opens. */
  void release() {
    step = Step.ABSENT;
    state.keepFiles(false);
  }

  /** Somebody needs files. Called after the source was asked for all opens. */
  void request(long nowNanos) {
    if (step == Step.ABSENT) {
      step = Step.AWAITED;
      requestedNanos = nowNanos;
    }
  }

  /** Whether the tables do not contain files. */
  boolean areMissing() {
    return step != Step.KEPT;
  }

  /** Whether somebody waits for files. */
  boolean isAwaited() {
    return step == Step.AWAITED;
  }

  /**
   * Lets the source report the descriptors of all processes if it is time for that.
   *
   * @param isCaughtUp whether the last batch had room for more events: no older ones are left in the rings
   */
  void look(Capture capture, boolean isCaughtUp, long nowNanos) throws SourceException {
    long waited = nowNanos - requestedNanos;
    if (step == Step.AWAITED && waited >= (isCaughtUp ? WAIT_NANOS : LONGEST_WAIT_NANOS)) {
      step = Step.KEPT;
      state.keepFiles(true);
      state.reportsFiles(() -> StateReporter.of(capture).snapshot(state));
    }
  }
}
