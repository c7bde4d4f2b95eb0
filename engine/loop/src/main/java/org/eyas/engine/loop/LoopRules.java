package org.eyas.engine.loop;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eyas.api.control.OpenSequences;
import org.eyas.engine.checkpoint.CheckpointStore;
import org.eyas.engine.checkpoint.RuleCheckpointer;
import org.eyas.engine.compile.node.EvaluationFrame;
import org.eyas.engine.hold.HeldMatches;
import org.eyas.engine.hold.HeldStepFigures;
import org.eyas.engine.hold.HeldSteps;
import org.eyas.engine.hold.HoldFigures;
import org.eyas.engine.state.process.LoopEvent;
import org.eyas.engine.stateful.StatefulRuleFigures;
import org.eyas.engine.stateful.StatefulRules;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one loop, and the warm-up of the rules that will replace them. The rules change only between two
 * batches.
 */
final class LoopRules {
  private static final long QUIET_NANOS = 1_000_000_000L;

  /** A step that waits for room in a queue or for a value. */
  private interface InterruptibleStep {
    void run() throws InterruptedException;
  }

  private final MatchContext context;
  private final HeldMatches held;
  private final HeldSteps steps;
  private @Nullable SourceRules rules;
  private @Nullable EvaluationFrame frame;
  private @Nullable RuleWarmup warmup;
  private final RuleCheckpointer memory;
  private final boolean live;
  private long latestNanos;
  private long quietSinceNanos;

  /** @param live whether the events are those of a live source, whose times are not later than the clock */
  LoopRules(MatchContext context, CheckpointStore lasting, boolean live) {
    this.context = context;
    memory = new RuleCheckpointer(lasting);
    this.live = live;
    held = context.held();
    steps = context.steps();
  }

  /** Sets the rules, from the next event on. Held matches of the rules that are replaced are decided at once. */
  void setRules(@Nullable SourceRules next) {
    if (next != rules) {
      if (rules != null && !rules.continues(next)) {
        flush();
        if (next != null) {
          next.memories().continueWith(rules.memories());
        }
        continueRepeats(rules, next);
      }
      rules = next;
      if (next != null) {
        memory.begin(next.memories());
      }
      frame = null;
      warmup = null;
    }
  }

  private void continueRepeats(SourceRules before, @Nullable SourceRules next) {
    uninterrupted(() -> {
      if (next == null) {
        before.repeats().end(context.alerts());
      } else {
        next.repeats().continueWith(before.repeats(), context.alerts());
      }
    });
  }

  /** Continues with the events that the rules of a previous engine remembered, as soon as the first rules are set. */
  void resumeFrom(byte[] left) {
    memory.resumeFrom(left);
  }

  /**
   * Writes a checkpoint of the events that rules remember, once per minute if they have changed. Called after every
   * batch.
   */
  void checkpointIfDue(long nowNanos) {
    if (rules != null) {
      memory.checkpointIfDue(rules.memories(), nowNanos);
    }
  }

  /** Writes the last checkpoint, before this returns. Called after the last event. */
  void writeLastCheckpoint() {
    if (rules != null) {
      StatefulRules last = rules.memories();
      uninterrupted(() -> memory.writeLastCheckpoint(last));
    }
  }

  /** The events that the rules remember, encoded for the next engine; empty if there are none. */
  Optional<byte[]> memoryForHandover() {
    return rules == null ? Optional.empty() : memory.encodeForHandover(rules.memories());
  }

  /** Decides all held matches, because the events have another state from now on. */
  void restart() {
    flush();
    frame = null;
  }

  private void flush() {
    steps.flush();
    uninterrupted(held::flush);
  }

  /** Decides all held matches and steps, and reports repeated alerts. Called after the last event. */
  void end() {
    steps.flush();
    SourceRules last = rules;
    if (last != null) {
      uninterrupted(() -> last.repeats().end(context.alerts()));
    }
    uninterrupted(held::end);
  }

  // The thread may have been interrupted to end the loop: held matches are not lost by that.
  private static void uninterrupted(InterruptibleStep step) {
    boolean interrupted = Thread.interrupted();
    try {
      step.run();
    } catch (InterruptedException e) {
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /** Decides the held matches whose time is over before an event. The rules may not see this event. */
  void decideBefore(long eventNanos) {
    if (!held.isEmpty()) {
      interruptible(() -> held.decideBefore(eventNanos));
    }
  }

  /** Advances the time to an event, before the rules see the event. */
  private void advanceTo(long eventNanos) {
    latestNanos = !live || eventNanos >= latestNanos ? eventNanos : afterLate(eventNanos);
    quietSinceNanos = 0;
    elapse(latestNanos);
  }

  /**
   * The time after a late event. A late event must not set the time back; only the clock of the machine may, if
   * somebody set it.
   */
  private long afterLate(long eventNanos) {
    return Math.max(eventNanos, Math.min(latestNanos, clockNanos()));
  }

  private void elapse(long nowNanos) {
    SourceRules active = rules;
    if (active != null && active.isDue(nowNanos)) {
      try {
        active.elapse(live ? Math.min(nowNanos, clockNanos()) : nowNanos, context);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // as in interruptible
      }
    }
  }

  /** The time of this machine's clock. An event of a machine whose clock is ahead must not end all waits. */
  private static long clockNanos() {
    return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis() + 1);
  }

  /**
   * Advances the time of events with the clock, one second late, so that events that are on their way come first.
   * Called repeatedly while a live source has no events.
   */
  void advanceIdleTime(long clockNanos) {
    if (quietSinceNanos == 0) {
      quietSinceNanos = clockNanos;
    }
    long elapsed = clockNanos - quietSinceNanos - QUIET_NANOS;
    if (elapsed > 0 && latestNanos != 0) {
      elapse(latestNanos + elapsed);
    }
  }

  /** Decides the held matches and steps whose values have arrived or whose time is over. Called between two batches. */
  void decideReady() {
    if (!steps.isEmpty()) {
      steps.decideReady();
    }
    if (!held.isIdle()) {
      interruptible(held::decideReady);
    }
  }

  // The thread is interrupted while it waits for room in a queue or for a value; the loop checks the flag later.
  private static void interruptible(InterruptibleStep step) {
    try {
      step.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether a match or a step is held since before a time of {@link System#nanoTime}. */
  boolean isHeldSince(long nanos) {
    return held.isHeldSince(nanos) || steps.isHeldSince(nanos);
  }

  HoldFigures held() {
    return held.figures();
  }

  HeldStepFigures heldSteps() {
    return steps.figures();
  }

  /** The figures of the events that the rules remember. */
  StatefulRuleFigures remembered() {
    SourceRules active = rules;
    return active == null ? StatefulRuleFigures.NONE : active.memories().store().figures();
  }

  /** The open sequences of a rule, at the time of the clock or, for a replay, of the latest event. */
  OpenSequences openSequences(String rule, int most) {
    SourceRules active = rules;
    return active == null ? OpenSequences.NONE
        : active.memories().store().openSequences(rule, most, live ? clockNanos() : latestNanos);
  }

  /** Ends the warm-up, from the next event on. */
  void endWarmup() {
    warmup = null;
  }

  /** Whether the warm-up of these rules is complete. If the rules are new, their warm-up begins. */
  boolean areWarmedUp(@Nullable SourceRules next, long nowNanos) {
    if (next == null || next == rules) {
      return true;
    }
    RuleWarmup now = warmup;
    if (now == null || now.rules() != next) {
      warmup = new RuleWarmup(next, nowNanos);
      return false;
    }
    if (now.isOver(nowNanos)) {
      warmup = null;
      return true;
    }
    return false;
  }

  void match(LoopEvent event) {
    advanceTo(event.timestampNanos());
    SourceRules active = rules;
    if (active == null) {
      return;
    }
    EvaluationFrame shared = frame;
    if (shared == null) {
      shared = active.newFrame(event);
      frame = shared;
    }
    try {
      active.match(event, shared, context);
      RuleWarmup next = warmup;
      if (next != null) {
        next.evaluate(event, System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // as in interruptible
    }
  }
}
