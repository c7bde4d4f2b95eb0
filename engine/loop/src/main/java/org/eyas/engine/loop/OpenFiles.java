package org.eyas.engine.loop;

import org.eyas.api.source.Capture;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.StateReporter;

/**
 * Whether the tables of a loop contain opened files. Files go at once: before the source leaves out the first open. They come back in
 * four steps, so that names are neither missing nor wrong later:
 *
 * <pre>
 *   KEPT --- nobody needs files ---> ABSENT --- somebody needs files, all opens requested ---> REQUESTED
 *     ^                                                                                           |
 *     |                                                         events from before the request are over:
 *     |                                                         the source reports all descriptors
 *     |                                                                                           v
 *     +--------------------- events from before the end of the report are over --------------- REPORTED
 * </pre>
 *
 * <p>The source says how far it has come. Events from before the report see later names than they should, until the events that made the
 * difference have been processed too. So the new rules wait until the last step, and the earlier ones, which need no files, are evaluated.
 * Files of a process that is forked while the source reports can lack a name, because the report comes before the clone (ADR 70).
 *
 * <p>For the thread of the loop, between two batches.
 */
final class OpenFiles {
  private enum Step {
    KEPT,
    ABSENT,
    REQUESTED,
    REPORTED
  }

  private final LoopState state;
  private Step step;
  private long untilNanos;

  /** @param known whether the tables contain them at the beginning */
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
  void request(Capture capture) {
    if (step == Step.ABSENT) {
      step = Step.REQUESTED;
      untilNanos = StateReporter.of(capture).nowNanos();
    }
  }

  /** Whether the tables do not contain all files, or events may see wrong ones. */
  boolean areMissing() {
    return step != Step.KEPT;
  }

  /** Whether somebody waits for files. */
  boolean isAwaited() {
    return step == Step.REQUESTED || step == Step.REPORTED;
  }

  /** Lets the source report the descriptors of all processes if it is time for that. */
  void look(Capture capture) throws SourceException {
    if (!isAwaited()) {
      return;
    }
    // Another driver, or a clock that was set back: all earlier events are before what it says now.
    untilNanos = Math.min(untilNanos, StateReporter.of(capture).nowNanos());
    if (StateReporter.of(capture).reachedNanos() <= untilNanos) {
      return;
    }
    if (step == Step.REPORTED) {
      step = Step.KEPT;
      return;
    }
    step = Step.REPORTED;
    state.keepFiles(true);
    state.reportsFiles(() -> StateReporter.of(capture).snapshot(state));
    untilNanos = StateReporter.of(capture).nowNanos();
  }
}
