package org.eyas.engine.loop;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eyas.api.control.OpenSequences;
import org.eyas.engine.compile.node.Frame;
import org.eyas.engine.hold.HeldMatches;
import org.eyas.engine.hold.HeldSteps;
import org.eyas.engine.hold.HoldFigures;
import org.eyas.engine.hold.StepFigures;
import org.eyas.engine.memory.MemoryFigures;
import org.eyas.engine.memory.RuleMemories;
import org.eyas.engine.state.LoopEvent;
import org.jspecify.annotations.Nullable;

/** The rules of one loop, and the rehearsal of those that will replace them. They change only between two batches. */
final class LoopRules {
  private static final long QUIET_NANOS = 1_000_000_000L;

  private final OnMatch onMatch;
  private final HeldMatches held;
  private final HeldSteps steps;
  private @Nullable SourceRules rules;
  private @Nullable Frame frame;
  private @Nullable Rehearsal rehearsal;
  private final KeptMemory memory;
  private final boolean live;
  private long latestNanos;
  private long quietSinceNanos;

  /** @param live whether events cannot have times that the clock has not reached */
  LoopRules(OnMatch onMatch, LastingMemory lasting, boolean live) {
    this.onMatch = onMatch;
    memory = new KeptMemory(lasting);
    this.live = live;
    held = onMatch.held();
    steps = onMatch.steps();
  }

  /** Sets the rules, from the next event on. Matches of rules that go are decided at once. */
  void use(@Nullable SourceRules next) {
    if (next != rules) {
      if (rules != null && !rules.continues(next)) {
        flush();
        if (next != null) {
          next.memories().continueWith(rules.memories());
        }
      }
      rules = next;
      if (next != null) {
        memory.begin(next.memories());
      }
      frame = null;
      rehearsal = null;
    }
  }

  /** The first rules continue with what the rules of a previous engine remembered. */
  void resumeFrom(byte[] left) {
    memory.resumeFrom(left);
  }

  /** Called after every batch: writes what rules remember over a restart, once per minute and if that has changed. */
  void keepMemory(long nowNanos) {
    if (rules != null) {
      memory.keep(rules.memories(), nowNanos);
    }
  }

  /** Called after the last event: the same, before it returns. */
  void endMemory() {
    if (rules != null) {
      RuleMemories last = rules.memories();
      uninterrupted(() -> memory.end(last));
    }
  }

  /** What the rules remember, for the next engine; empty if that is nothing. */
  Optional<byte[]> leftMemory() {
    return rules == null ? Optional.empty() : memory.left(rules.memories());
  }

  /** The events have another state from now on. */
  void restart() {
    flush();
    frame = null;
  }

  private void flush() {
    steps.flush();
    uninterrupted(held::flush);
  }

  /** Called after the last event. */
  void end() {
    steps.flush();
    uninterrupted(held::end);
  }

  // The thread may have been interrupted to end the loop: held matches are not lost by that.
  private static void uninterrupted(HeldMatches.Sending step) {
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

  /** An event with this time follows, which rules may not see. */
  void before(long eventNanos) {
    if (!held.isEmpty()) {
      interruptible(() -> held.before(eventNanos));
    }
  }

  /** The time of an event that rules see, which they have not seen yet. */
  private void passes(long eventNanos) {
    latestNanos = !live || eventNanos >= latestNanos ? eventNanos : afterLate(eventNanos);
    quietSinceNanos = 0;
    elapse(latestNanos);
  }

  /** A late event must not set the time back; only the clock of the machine may, because it was set. */
  private long afterLate(long eventNanos) {
    return Math.max(eventNanos, Math.min(latestNanos, clockNanos()));
  }

  private void elapse(long nowNanos) {
    SourceRules active = rules;
    if (active != null && active.isDue(nowNanos)) {
      try {
        active.elapse(live ? Math.min(nowNanos, clockNanos()) : nowNanos, onMatch);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // as in interruptible
      }
    }
  }

  /** The time to which others have set their clocks too: an event of a machine whose clock is ahead must not end all waits. */
  private static long clockNanos() {
    return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis() + 1);
  }

  /**
   * Called again and again while a live source has no events: the time of events passes with the clock, a second later, so that
   * events that are on their way come first.
   */
  void quiet(long clockNanos) {
    if (quietSinceNanos == 0) {
      quietSinceNanos = clockNanos;
    }
    long elapsed = clockNanos - quietSinceNanos - QUIET_NANOS;
    if (elapsed > 0 && latestNanos != 0) {
      elapse(latestNanos + elapsed);
    }
  }

  /** Called between two batches. */
  void rest() {
    if (!steps.isEmpty()) {
      steps.rest();
    }
    if (!held.isIdle()) {
      interruptible(held::rest);
    }
  }

  // Interrupted while waiting for room in a queue or for a value; the loop checks the flag between batches.
  private static void interruptible(HeldMatches.Sending step) {
    try {
      step.run();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  HoldFigures held() {
    return held.figures();
  }

  StepFigures heldSteps() {
    return steps.figures();
  }

  /** How much the rules remember. */
  MemoryFigures remembered() {
    SourceRules active = rules;
    return active == null ? MemoryFigures.NONE : active.memories().figures();
  }

  /** The open sequences of a rule, at the time of the clock or, for a replay, of the latest event. */
  OpenSequences openSequences(String rule, int most) {
    SourceRules active = rules;
    return active == null ? OpenSequences.NONE
        : active.memories().openSequences(rule, most, live ? clockNanos() : latestNanos);
  }

  /** Ends the rehearsal, from the next event on. */
  void endRehearsal() {
    rehearsal = null;
  }

  /** Whether these rules were rehearsed long enough. If they are new, their rehearsal begins. */
  boolean areRehearsed(@Nullable SourceRules next, long nowNanos) {
    if (next == null || next == rules) {
      return true;
    }
    Rehearsal now = rehearsal;
    if (now == null || now.rules() != next) {
      rehearsal = new Rehearsal(next, nowNanos);
      return false;
    }
    if (now.isOver(nowNanos)) {
      rehearsal = null;
      return true;
    }
    return false;
  }

  void match(LoopEvent event) {
    passes(event.timestampNanos());
    SourceRules active = rules;
    if (active == null) {
      return;
    }
    Frame shared = frame;
    if (shared == null) {
      shared = active.newFrame(event);
      frame = shared;
    }
    try {
      active.match(event, shared, onMatch);
      Rehearsal next = rehearsal;
      if (next != null) {
        next.see(event, System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // as in interruptible
    }
  }
}
