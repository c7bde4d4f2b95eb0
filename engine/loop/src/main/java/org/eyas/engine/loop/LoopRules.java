package org.eyas.engine.loop;

import org.eyas.engine.compile.node.Frame;
import org.eyas.engine.state.LoopEvent;
import org.jspecify.annotations.Nullable;

/** The rules of one loop, and the rehearsal of those that will replace them. They change only between two batches. */
final class LoopRules {
  private final OnMatch onMatch;
  private @Nullable SourceRules rules;
  private @Nullable Frame frame;
  private @Nullable Rehearsal rehearsal;

  LoopRules(OnMatch onMatch) {
    this.onMatch = onMatch;
  }

  /** Sets the rules, from the next event on. */
  void use(@Nullable SourceRules next) {
    if (next != rules) {
      rules = next;
      frame = null;
      rehearsal = null;
    }
  }

  /** The events have another state from now on. */
  void restart() {
    frame = null;
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
      // Interrupted while waiting for room in a queue; the loop checks the flag between batches.
      Thread.currentThread().interrupt();
    }
  }
}
