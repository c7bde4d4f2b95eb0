package org.eyas.engine.hold;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Held matches of a replay, whose result must not depend on the speed of the machine. The time is that of the events: a value
 * that arrives after it is not used. Alerts keep the order of their events. A replay has time: before a match is decided without
 * a value, the replay waits for it as long as a live source would.
 */
public final class ReplayedMatches implements HeldMatches {
  /** A held match, or an alert that is complete and waits for those before it. */
  private record Entry(@Nullable HeldMatch match, long deadlineNanos, Sending alert) {}

  private static final Sending NOTHING = () -> {};

  private final Deque<Entry> inOrder = new ArrayDeque<>();
  private final Semaphore arrivals = new Semaphore(0);
  private final HoldCounts counts = new HoldCounts();
  private HoldOptions options = HoldOptions.NONE;
  private int held;
  private boolean sending;

  @Override
  public void hold(HeldMatch match, HoldOptions current) throws InterruptedException {
    options = current;
    while (!inOrder.isEmpty() && !counts.hasRoom(inOrder.size(), match, current)) {
      settleFirst();
    }
    held++;
    counts.held(match);
    inOrder.add(new Entry(match, match.eventNanos() + current.nanos(), NOTHING));
    match.listen(arrivals::release);
  }

  @Override
  public void send(Sending alert) throws InterruptedException {
    if (sending || inOrder.isEmpty()) {
      alert.run();
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
  public void before(long eventNanos) throws InterruptedException {
    while (!inOrder.isEmpty() && inOrder.getFirst().deadlineNanos() <= eventNanos) {
      settleFirst();
    }
  }

  @Override
  public void rest() throws InterruptedException {
    while (!inOrder.isEmpty() && advance(inOrder.getFirst())) {
      inOrder.removeFirst();
    }
  }

  /** Decides the first entry, and waits for its values if the clock leaves time. */
  private void settleFirst() throws InterruptedException {
    Entry first = inOrder.getFirst();
    HeldMatch match = first.match();
    while (!advance(first)) {
      long leftNanos = match == null ? 0 : match.beginNanos + options.nanos() - System.nanoTime();
      if (match != null && (leftNanos <= 0 || !arrivals.tryAcquire(leftNanos, TimeUnit.NANOSECONDS))) {
        held--;
        counts.timedOut(match);
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
        entry.alert().run();
        return true;
      }
      boolean over = match.advance();
      if (over) {
        held--;
        counts.completed(match);
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
