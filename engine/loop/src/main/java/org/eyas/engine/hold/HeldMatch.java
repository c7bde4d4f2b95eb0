package org.eyas.engine.hold;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.eyas.api.alert.Alert;
import org.eyas.api.event.Event;
import org.eyas.engine.state.KeptEvent;
import org.jspecify.annotations.Nullable;

/**
 * The rules that may fire for one event, in the order of their definition. The first whose condition turns out to be true fires,
 * the others do not. If all matching rules fire, each is in a held match of its own.
 */
public final class HeldMatch {
  private final HeldRules rules;
  private final KeptEvent event;
  private final Deque<OpenMatch> open;
  final long beginNanos = System.nanoTime();
  private @Nullable Runnable listener;
  private volatile boolean listening;

  public HeldMatch(HeldRules rules, KeptEvent event, List<OpenMatch> inOrder) {
    this.rules = rules;
    this.event = event;
    open = new ArrayDeque<>(inOrder);
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
    listener =
        () -> {
          listening = false;
          arrived.run();
        };
    listenAgain();
  }

  /**
   * Continues as far as the values that are there allow. A value that arrives from now on notifies the listener again.
   *
   * @return whether nothing is open any more
   */
  boolean advance() throws InterruptedException {
    listenAgain();
    Event shown = event.event();
    while (!open.isEmpty()) {
      if (!advanced(open.getFirst(), shown)) {
        return false;
      }
    }
    forget();
    return true;
  }

  // Before the values are read: no value can arrive unnoticed between reading and listening. A match that listens keeps its place
  // before those of later events.
  private void listenAgain() {
    Runnable known = listener;
    if (known != null && !listening) {
      listening = true;
      event.await(known);
    }
  }

  private boolean advanced(OpenMatch first, Event shown) throws InterruptedException {
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

  /** Ends it: values that are still pending count as absent. */
  void finish() throws InterruptedException {
    forget();
    Event shown = event.event();
    while (!open.isEmpty()) {
      finish(open.getFirst(), shown);
    }
  }

  private void finish(OpenMatch first, Event shown) throws InterruptedException {
    try {
      first.decideNow(rules.evaluator(), shown);
      if (first.isTrue()) {
        fire(first, shown, first.complete(shown));
      } else {
        open.removeFirst();
      }
    } catch (RuntimeException e) {
      fails(first, e);
    }
  }

  private void fire(OpenMatch match, Event shown, Alert alert) throws InterruptedException {
    open.clear();
    rules.fire(match, shown, alert);
  }

  private void fails(OpenMatch match, RuntimeException failure) {
    open.remove(match);
    rules.failed(match, failure);
  }

  private void forget() {
    if (listener != null) {
      event.forget(listener);
    }
  }
}
