package org.eyas.core.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eyas.api.alert.Alert;
import org.eyas.api.control.AlertHistory;
import org.eyas.api.control.PastAlert;
import org.eyas.api.update.Handover;
import org.eyas.core.engine.AlertFollowing;

/**
 * The newest alerts, as many as fit into so many bytes; the oldest make room.
 *
 * <p>One thread adds, that which gives alerts to the outputs; any may look. What is kept are the alerts themselves, which do not change.
 */
public final class AlertMemory implements AlertHistory, AlertFollowing {
  private static final int DESCRIBED = 200;

  private record Remembered(PastAlert alert, int bytes) {}

  /** What is known of an alert that is on its way. */
  private record Details(Alert alert, List<String> ancestors, String explanation) {}

  private final Deque<Details> described = new ArrayDeque<>();
  private final Deque<Remembered> kept = new ArrayDeque<>();
  private final List<Follower> followers = new CopyOnWriteArrayList<>();
  private final AtomicInteger followerNumber = new AtomicInteger();
  private long limitBytes;
  private long bytes;
  private long count;

  /** @param limitBytes what the alerts may take, an estimate; with 0 none is kept, but followers are told */
  public AlertMemory(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /** Another limit, from now on. */
  public synchronized void limit(long wantedBytes) {
    limitBytes = wantedBytes;
    makeRoom();
  }

  /** An alert goes out. */
  public void add(Alert alert) {
    PastAlert past = keep(alert);
    for (Follower follower : followers) {
      follower.offer(past);
    }
  }

  private synchronized PastAlert keep(Alert alert) {
    PastAlert past = past(alert);
    remember(past);
    makeRoom();
    return past;
  }

  private void remember(PastAlert past) {
    int size = AlertSize.of(past);
    kept.add(new Remembered(past, size));
    bytes += size;
  }

  private PastAlert past(Alert alert) {
    count++;
    for (Details details : described) {
      if (details.alert() == alert) {
        described.remove(details);
        return new PastAlert(count, alert, details.ancestors(), details.explanation());
      }
    }
    return new PastAlert(count, alert, List.of(), "");
  }

  @Override
  public synchronized void describe(Alert alert, List<String> ancestors, String explanation) {
    if (described.size() == DESCRIBED) {
      described.remove(); // it was held back, or had no room on its way
    }
    described.add(new Details(alert, ancestors, explanation));
  }

  private void makeRoom() {
    while (bytes > limitBytes) {
      bytes -= kept.remove().bytes();
    }
  }

  @Override
  public synchronized List<PastAlert> recent(int most) {
    List<PastAlert> newest = new ArrayList<>();
    Iterator<Remembered> backwards = kept.descendingIterator();
    while (backwards.hasNext() && newest.size() < most) {
      newest.add(backwards.next().alert());
    }
    return newest;
  }

  @Override
  public synchronized Optional<PastAlert> find(long number) {
    return kept.stream().map(Remembered::alert).filter(alert -> alert.number() == number).findFirst();
  }

  @Override
  public Following follow(Consumer<PastAlert> listener) {
    Follower follower = new Follower(followerNumber.incrementAndGet(), listener, followers::remove);
    followers.add(follower);
    return follower;
  }

  /** What there is, for the next engine. */
  public synchronized Handover.History left() {
    return new Handover.History(count, kept.stream().map(Remembered::alert).toList());
  }

  /** Before the first alert: what an engine before had, in front of what comes, as much as there is room for. */
  public synchronized void goOnFrom(Handover.History before) {
    count = before.count();
    before.newest().forEach(this::remember);
    makeRoom();
  }

  @Override
  public boolean isFollowed() {
    return !followers.isEmpty();
  }

  /** Lets all followers go: no alert comes any more. */
  public void close() {
    followers.forEach(Follower::close);
  }
}
