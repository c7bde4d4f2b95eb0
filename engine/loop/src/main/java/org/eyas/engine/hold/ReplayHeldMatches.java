package org.eyas.engine.hold;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eyas.api.alert.Alert;
import org.eyas.engine.alert.AlertSink;
import org.jspecify.annotations.Nullable;

/**
 * The held matches of a replay. The result of a replay must not depend on the speed of the machine. So the time limit
 * counts by the times of the events, and a value that arrives after the limit is not used. Alerts keep the order of
 * their events. Before a match is decided without a value, the replay waits for the value as long as a live source
 * would.
 */
public final class ReplayHeldMatches implements HeldMatches, AlertSink {
  /** A held match, or a complete alert that waits for earlier entries: one of both is null. */
  private record Entry(@Nullable HeldMatch match, long deadlineNanos, @Nullable Alert alert) {}

  private final Deque<Entry> inOrder = new ArrayDeque<>();
  private final Semaphore arrivals = new Semaphore(0);
  private final HoldCounter counts = new HoldCounter();
  private final AlertSink alerts;
  private HoldOptions options = HoldOptions.NONE;
  private int held;
  private boolean sending;

  /** @param alerts receives the alerts in the order of their events */
  public ReplayHeldMatches(AlertSink alerts) {
    this.alerts = alerts;
  }

  @Override
  public void hold(HeldMatch match, HoldOptions current) throws InterruptedException {
    options = current;
    while (!inOrder.isEmpty() && !counts.hasRoom(inOrder.size(), match, current)) {
      settleFirst();
    }
    held++;
    counts.countHeld(match);
    inOrder.add(new Entry(match, match.eventNanos() + current.nanos(), null));
    match.listen(arrivals::release);
  }

  /** Sends an alert that is complete: at once, or after the alerts of the matches that are held. */
  @Override
  public void accept(Alert alert) throws InterruptedException {
    if (sending || inOrder.isEmpty()) {
      alerts.accept(alert);
    } else {
      inOrder.add(new Entry(null, 0, alert));
      while (inOrder.size() > options.most()) {
        settleFirst();
      }
    }
  }

  @Override
  public boolean isEmpty() {
    return inOrder.isEmpty();
  }

  @Override
  public boolean isIdle() {
    return isEmpty();
  }

  @Override
  public boolean isHeldSince(long nanos) {
    return held > 0; // nobody continues a replay
  }

  @Override
  public void decideBefore(long eventNanos) throws InterruptedException {
    while (!inOrder.isEmpty() && inOrder.getFirst().deadlineNanos() <= eventNanos) {
      settleFirst();
    }
  }

  @Override
  public void decideReady() throws InterruptedException {
    while (!inOrder.isEmpty() && advance(inOrder.getFirst())) {
      inOrder.removeFirst();
    }
  }

  /** Decides the first entry. Waits for its values before that, if the time limit by the clock is not reached. */
  private void settleFirst() throws InterruptedException {
    Entry first = inOrder.getFirst();
    HeldMatch match = first.match();
    while (!advance(first)) {
      long leftNanos = match == null ? 0 : match.beginNanos + options.nanos() - System.nanoTime();
      if (match != null && (leftNanos <= 0 || !arrivals.tryAcquire(leftNanos, TimeUnit.NANOSECONDS))) {
        held--;
        counts.countTimedOut(match);
        finish(match);
        break;
      }
    }
    inOrder.removeFirst();
  }

  private boolean advance(Entry entry) throws InterruptedException {
    sending = true;
    try {
      HeldMatch match = entry.match();
      if (match == null) {
        alerts.accept(Objects.requireNonNull(entry.alert()));
        return true;
      }
      boolean over = match.advance();
      if (over) {
        held--;
        counts.countCompleted(match);
      }
      return over;
    } finally {
      sending = false;
    }
  }

  private void finish(HeldMatch match) throws InterruptedException {
    sending = true;
    try {
      match.finish();
    } finally {
      sending = false;
    }
  }

  @Override
  public void flush() throws InterruptedException {
    end();
  }

  @Override
  public void end() throws InterruptedException {
    while (!inOrder.isEmpty()) {
      settleFirst();
    }
  }

  @Override
  public HoldFigures figures() {
    return counts.figures(held);
  }
}
