package org.eyas.engine.loop;

import java.util.Set;
import org.eyas.api.pushdown.KeptFiles;
import org.eyas.api.source.Capture;
import org.eyas.engine.state.process.ForkListener;
import org.jspecify.annotations.Nullable;

/**
 * Decides which opened files the tables of a loop contain. Files that are not needed any more are removed at once,
 * before the source leaves out the first open. Files that are needed again come back in four steps, so that names are
 * neither missing nor wrong later:
 *
 * <pre>
 *   KEPT --- nobody needs files, or only directories ---> LESS --- somebody needs more, all opens requested ---> REQUESTED
 *     ^                                                                                           |
 *     |                                                         events from before the request are over:
 *     |                                                         the source reports all descriptors
 *     |                                                                                           v
 *     +--------------------- events from before the end of the report are over --------------- REPORTED <-+
 *                                                                                                 |       |
 *                                        some of these were forks: the source reports the files of the children
 * </pre>
 *
 * <p>If directories are needed and the tables contain none, all files are requested. The other files are removed as
 * soon as they have come.
 *
 * <p>The source reports the time up to which it has delivered all events. An event from before the report of
 * descriptors can get the name of a file that was opened after it, until all events from before the end of the report have been processed. So the new rules
 * wait until the last step. Until then the earlier rules, which need no files, are evaluated. If one of these events is
 * a fork, the child gets a copy of its parent's files at the time of the report. So the files of the child are reported
 * again, and the files of its own children if it forks before the end of that report. Programs could fork in this way
 * forever. After some rounds, the files of such programs may lack names until they are closed.
 *
 * <p>A report takes several batches ({@link OpenFileScan}). Each file is in the table from the moment at which it was read.
 * All events during the report are treated as events from before its end.
 *
 * <p>Used by the loop's thread, between two batches.
 */
final class OpenFileTracker {
  private enum Step {
    KEPT,
    LESS,
    REQUESTED,
    REPORTED
  }

  private static final int MOST_ROUNDS = 8;

  private final LoopState state;
  private Step step;
  private KeptFiles kept;
  private long untilNanos;
  private UncertainFileOwners uncertain = new UncertainFileOwners();
  private @Nullable OpenFileScan pass;
  private int rounds;

  /** @param hasFiles whether the tables contain opened files at the beginning */
  OpenFileTracker(LoopState state, boolean hasFiles) {
    this.state = state;
    step = hasFiles ? Step.KEPT : Step.LESS;
    kept = hasFiles ? KeptFiles.ALL : KeptFiles.NONE;
    state.keepFiles(kept);
  }

  /** Removes all files except the needed ones. Called before a source may leave out opens. */
  void release(KeptFiles needed) {
    if (needed == KeptFiles.NONE || include(needed) && needed != kept) {
      step = Step.LESS;
      pass = null;
      setKeptFiles(needed);
      state.forks(ForkListener.NOBODY);
    }
  }

  private void setKeptFiles(KeptFiles needed) {
    kept = needed;
    state.keepFiles(needed);
  }

  /** Requests more files than the tables contain. Called after the source was asked for all opens. */
  void request(Capture capture) {
    if (step == Step.LESS) {
      step = Step.REQUESTED;
      untilNanos = capture.nowNanos();
    }
  }

  /** Whether the tables contain these files, and no event sees a wrong file. */
  boolean include(KeptFiles needed) {
    return kept.include(needed) && !isAwaited();
  }

  /** Whether the tables lack some files, or events may see wrong files. */
  boolean areMissing() {
    return step != Step.KEPT;
  }

  /** Whether files are requested that have not arrived yet. */
  boolean isAwaited() {
    return step == Step.REQUESTED || step == Step.REPORTED;
  }

  /** Continues with the next step: lets the source report the descriptors of processes if it is time for that. */
  void advance(Capture capture) {
    if (!isAwaited()) {
      return;
    }
    // The driver has changed or the clock was set back: all earlier events are from before the current time.
    untilNanos = Math.min(untilNanos, capture.nowNanos());
    if (pass == null && capture.reachedNanos() > untilNanos) {
      pass = step == Step.REQUESTED ? ofAll(capture) : ofUncertain();
    }
    if (pass != null) {
      continueScan(pass, capture);
    }
  }

  private OpenFileScan ofAll(Capture capture) {
    step = Step.REPORTED;
    rounds = 0;
    uncertain = new UncertainFileOwners();
    state.forks(uncertain);
    setKeptFiles(KeptFiles.ALL);
    return new OpenFileScan(state, capture.processes(), false);
  }

  private @Nullable OpenFileScan ofUncertain() {
    Set<Long> processes = uncertain.drainForked();
    if (processes.isEmpty() || rounds++ == MOST_ROUNDS) {
      step = Step.KEPT;
      state.forks(ForkListener.NOBODY);
      return null;
    }
    return new OpenFileScan(state, processes, true);
  }

  private void continueScan(OpenFileScan under, Capture capture) {
    under.reportNextFiles(capture);
    if (!under.isOver()) {
      capture.wake(); // the next part of the report must not wait for events
      return;
    }
    pass = null;
    capture.filesReported();
    untilNanos = capture.nowNanos();
  }
}
