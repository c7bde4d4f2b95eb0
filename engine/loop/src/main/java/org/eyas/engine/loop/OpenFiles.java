package org.eyas.engine.loop;

import java.util.Set;
import org.eyas.api.pushdown.KeptFiles;
import org.eyas.api.source.Capture;
import org.eyas.api.source.MachineThreads;
import org.eyas.api.source.StateReporter;
import org.eyas.engine.state.NewProcesses;
import org.jspecify.annotations.Nullable;

/**
 * Which opened files the tables of a loop contain. Files go at once: before the source leaves out the first open. They come back in
 * four steps, so that names are neither missing nor wrong later:
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
 * <p>If directories are needed and there are none, all files are requested too, and go as soon as they have come.
 *
 * <p>The source says how far it has come. Events from before the report see later names than they should, until the events that made the
 * difference have been processed too. So the new rules wait until the last step, and the earlier ones, which need no files, are evaluated.
 * A child of a fork among these events got a copy of what its parent had at the report. So its files are reported again, and those of its
 * own children, if it forks before the end of that report. Programs could fork in this way for ever: after some rounds, their files may
 * lack names until they are closed.
 *
 * <p>A report takes several batches ({@link FilePass}). Each file is in the table from the moment at which it was read, and everything that
 * is said above of an event from before the end of the report is true for all events meanwhile.
 *
 * <p>For the thread of the loop, between two batches.
 */
final class OpenFiles {
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
  private UncertainFiles uncertain = new UncertainFiles();
  private @Nullable FilePass pass;
  private int rounds;

  /** @param hasFiles whether the tables contain them at the beginning */
  OpenFiles(LoopState state, boolean hasFiles) {
    this.state = state;
    step = hasFiles ? Step.KEPT : Step.LESS;
    kept = hasFiles ? KeptFiles.ALL : KeptFiles.NONE;
    state.keepFiles(kept);
  }

  /** Nobody needs other files than these. Called before a source may leave out opens. */
  void release(KeptFiles needed) {
    if (needed == KeptFiles.NONE || include(needed) && needed != kept) {
      step = Step.LESS;
      pass = null;
      keep(needed);
      state.forks(NewProcesses.NOBODY);
    }
  }

  private void keep(KeptFiles needed) {
    kept = needed;
    state.keepFiles(needed);
  }

  /** Somebody needs more files than there are. Called after the source was asked for all opens. */
  void request(Capture capture) {
    if (step == Step.LESS) {
      step = Step.REQUESTED;
      untilNanos = StateReporter.of(capture).nowNanos();
    }
  }

  /** Whether the tables contain these files, and no event sees wrong ones. */
  boolean include(KeptFiles needed) {
    return kept.include(needed) && !isAwaited();
  }

  /** Whether the tables do not contain all files, or events may see wrong ones. */
  boolean areMissing() {
    return step != Step.KEPT;
  }

  /** Whether somebody waits for files. */
  boolean isAwaited() {
    return step == Step.REQUESTED || step == Step.REPORTED;
  }

  /** Lets the source report the descriptors of processes if it is time for that. */
  void look(Capture capture) {
    if (!isAwaited()) {
      return;
    }
    // Another driver, or a clock that was set back: all earlier events are before what it says now.
    untilNanos = Math.min(untilNanos, StateReporter.of(capture).nowNanos());
    if (pass == null && StateReporter.of(capture).reachedNanos() > untilNanos) {
      pass = step == Step.REQUESTED ? ofAll(capture) : ofUncertain();
    }
    if (pass != null) {
      goOn(pass, capture);
    }
  }

  private FilePass ofAll(Capture capture) {
    step = Step.REPORTED;
    rounds = 0;
    uncertain = new UncertainFiles();
    state.forks(uncertain);
    keep(KeptFiles.ALL);
    return new FilePass(state, MachineThreads.of(capture).processes(), false);
  }

  private @Nullable FilePass ofUncertain() {
    Set<Long> processes = uncertain.take();
    if (processes.isEmpty() || rounds++ == MOST_ROUNDS) {
      step = Step.KEPT;
      state.forks(NewProcesses.NOBODY);
      return null;
    }
    return new FilePass(state, processes, true);
  }

  private void goOn(FilePass under, Capture capture) {
    under.goOn(MachineThreads.of(capture));
    if (!under.isOver()) {
      capture.wake(); // the rest must not wait for events
      return;
    }
    pass = null;
    StateReporter.of(capture).filesReported();
    untilNanos = StateReporter.of(capture).nowNanos();
  }
}
