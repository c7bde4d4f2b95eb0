package org.eyas.engine.hold;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.eyas.api.alert.Alert;
import org.eyas.api.event.Event;
import org.eyas.engine.state.process.RetainedEvent;
import org.jspecify.annotations.Nullable;

/**
 * A held match: the rules that may fire for one event, in the order of their definition. The first rule whose condition
 * turns out to be true fires; the other rules do not. If all matching rules fire, each rule has a held match of its
 * own.
 */
public final class HeldMatch {
  private final HeldMatchHandler rules;
  private final RetainedEvent event;
  private final Deque<PendingMatch> open;
  private final PendingValueListener arrivals;
  final long beginNanos = System.nanoTime();
  private @Nullable IncompleteAlert incomplete;

  public HeldMatch(HeldMatchHandler rules, RetainedEvent event, List<PendingMatch> inOrder) {
    this.rules = rules;
    this.event = event;
    open = new ArrayDeque<>(inOrder);
    arrivals = new PendingValueListener(event);
  }

  /** The memory that the event takes, in bytes. */
  int size() {
    return event.size();
  }

  /** The time of the event. */
  long eventNanos() {
    return event.event().timestampNanos();
  }

  /** Runs a listener whenever an enricher attaches a value to the process, on the thread that attaches it. */
  void listen(Runnable arrived) {
    arrivals.listen(arrived);
  }

  /**
   * Decides as many rules as the present values allow. A value that arrives from now on notifies the listener again.
   *
   * @return whether all rules are decided
   */
  boolean advance() throws InterruptedException {
    arrivals.listenAgain();
    Event shown = event.event();
    while (!open.isEmpty()) {
      if (!advanced(open.getFirst(), shown)) {
        return false;
      }
    }
    arrivals.forget();
    return true;
  }

  private boolean advanced(PendingMatch first, Event shown) throws InterruptedException {
    try {
      first.decide(rules.evaluator(), shown);
      if (first.isFalse()) {
        open.removeFirst();
        return true;
      }
      Alert alert = first.isTrue() ? first.completed(shown) : null;
      if (alert != null) {
        fire(first, shown, alert);
      }
      return alert != null;
    } catch (RuntimeException e) {
      fails(first, e);
      return true;
    }
  }

  /** Decides all rules: values that are still pending count as absent. */
  void finish() throws InterruptedException {
    arrivals.forget();
    Event shown = event.event();
    while (!open.isEmpty()) {
      finish(open.getFirst(), shown);
    }
  }

  private void finish(PendingMatch first, Event shown) throws InterruptedException {
    try {
      first.decide(rules.evaluator(), shown);
      if (!first.isTrue() && !first.isFalse()) {
        rules.countUndecided();
        first.decideNow(rules.evaluator(), shown);
      }
      if (first.isTrue()) {
        fireNow(first, shown);
      } else {
        open.removeFirst();
      }
    } catch (RuntimeException e) {
      fails(first, e);
    }
  }

  private void fireNow(PendingMatch match, Event shown) throws InterruptedException {
    Alert completed = match.completed(shown);
    Alert alert = completed == null ? match.complete(shown) : completed;
    boolean fired = fire(match, shown, alert);
    incomplete = fired && completed == null ? new IncompleteAlert(rules, event, match, alert) : null;
  }

  /** The alert that {@link #finish} sent without a value; null if there is none. */
  @Nullable
  IncompleteAlert incomplete() {
    return incomplete;
  }

  /** Fires the rule. Returns false if the rule does not fire after all; then the next match may fire. */
  private boolean fire(PendingMatch match, Event shown, Alert alert) throws InterruptedException {
    if (rules.isHidden(match, shown, alert)) {
      open.remove(match);
      return false;
    }
    open.clear();
    rules.fire(match, shown, alert);
    return true;
  }

  private void fails(PendingMatch match, RuntimeException failure) {
    open.remove(match);
    rules.reportFailure(match, failure);
  }
}
