package org.eyas.engine.hold;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The held matches of a live source. Each alert is sent as soon as its values have arrived, so alerts of other events
 * are never delayed. The time limit counts by the clock. If a value arrives after an alert was sent without it, a
 * complete alert follows.
 */
public final class LiveHeldMatches implements HeldMatches {
  private final Set<HeldMatch> held = new LinkedHashSet<>(); // in the order of their deadlines
  private final Queue<HeldMatch> arrived = new ConcurrentLinkedQueue<>();
  private final HoldCounter counts = new HoldCounter();
  private final FollowUpQueue followUps = new FollowUpQueue(counts);
  private HoldOptions options = HoldOptions.NONE;

  @Override
  public void hold(HeldMatch match, HoldOptions current) throws InterruptedException {
    options = current;
    if (!counts.hasRoom(held.size(), match, options)) {
      counts.countRefused();
      finish(match);
      return;
    }
    held.add(match);
    counts.countHeld(match);
    match.listen(() -> arrived.add(match));
    arrived.add(match); // a value may have arrived since the event was read
  }

  @Override
  public boolean isEmpty() {
    return held.isEmpty();
  }

  @Override
  public boolean isIdle() {
    return held.isEmpty() && followUps.isEmpty();
  }

  @Override
  public boolean isHeldSince(long nanos) {
    return !held.isEmpty() && held.iterator().next().beginNanos - nanos <= 0;
  }

  @Override
  public void decideBefore(long eventNanos) {}

  @Override
  public void decideReady() throws InterruptedException {
    followUps.raiseArrived();
    for (HeldMatch match = arrived.poll(); match != null; match = arrived.poll()) {
      if (held.contains(match) && match.advance()) {
        held.remove(match);
        counts.countCompleted(match);
      }
    }
    long now = System.nanoTime();
    for (Iterator<HeldMatch> oldest = held.iterator(); oldest.hasNext();) {
      HeldMatch match = oldest.next();
      if (now - match.beginNanos < options.nanos()) {
        return;
      }
      oldest.remove();
      end(match);
    }
  }

  // The values are read once more: not every value is announced.
  private void end(HeldMatch match) throws InterruptedException {
    if (match.advance()) {
      counts.countCompleted(match);
    } else {
      counts.countTimedOut(match);
      finish(match);
    }
  }

  private void finish(HeldMatch match) throws InterruptedException {
    match.finish();
    IncompleteAlert incomplete = match.incomplete();
    if (incomplete != null && options.followUpNanos() > 0) {
      followUps.add(incomplete, options.followUpNanos());
    }
  }

  @Override
  public void flush() throws InterruptedException {
    for (HeldMatch match : held) {
      counts.countFlushed(match);
      match.finish();
    }
    held.clear();
    arrived.clear();
    followUps.clear();
  }

  @Override
  public void end() throws InterruptedException {
    flush();
  }

  @Override
  public HoldFigures figures() {
    return counts.figures(held.size());
  }
}
