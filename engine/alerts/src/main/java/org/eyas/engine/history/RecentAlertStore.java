package org.eyas.engine.history;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.eyas.api.alert.Alert;
import org.eyas.api.history.AlertDetails;
import org.eyas.api.history.AlertHistory;
import org.eyas.api.history.PastAlert;
import org.eyas.api.update.Handover;
import org.eyas.engine.alert.AlertDetailStore;
import org.eyas.engine.alert.MinuteCounter;
import org.eyas.engine.archive.ArchiveWriter;
import org.jspecify.annotations.Nullable;

/**
 * The newest alerts in memory. If they take more than a limit, the oldest alerts are dropped.
 *
 * <p>The thread that passes alerts to the outputs adds them; any thread may read. The stored alerts are immutable.
 */
public final class RecentAlertStore implements AlertHistory, AlertDetailStore {
  private static final int DESCRIBED = 200;
  private static final String INTERNAL = "internal";

  private record Remembered(PastAlert alert, int bytes) {}

  /**
   * The details of alerts that have not arrived yet, by the alert itself. This map is also the lock of the deque, which
   * has their order.
   */
  private final Map<Alert, AlertDetails> details = new IdentityHashMap<>();
  private final Deque<Alert> described = new ArrayDeque<>();
  private final AtomicLong skipped = new AtomicLong();
  private final AtomicLong repeated = new AtomicLong();
  private final MinuteCounter ofMinute = new MinuteCounter();
  private final Deque<Remembered> kept = new ArrayDeque<>();
  private final List<AlertFollower> followers = new CopyOnWriteArrayList<>();
  private final AtomicInteger followerNumber = new AtomicInteger();
  private long limitBytes;
  private long bytes;
  private long count;
  private long inherited;
  private volatile @Nullable ArchiveWriter disk;
  private volatile boolean onDisk;

  /**
   * @param limitBytes estimated memory for the alerts; with 0 no alerts are stored, but followers still receive them
   */
  public RecentAlertStore(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /** Sets another limit. */
  public synchronized void limit(long wantedBytes) {
    limitBytes = wantedBytes;
    makeRoom();
  }

  /** Adds an alert that is being sent. An alert that a killed run has stored on disk is in the history already. */
  public void add(Alert alert) {
    ArchiveWriter writer = disk;
    if (writer != null && writer.archive().isRepeated(alert)) {
      repeated.incrementAndGet();
      synchronized (details) {
        details.remove(alert);
      }
      return;
    }
    PastAlert past = store(alert);
    for (AlertFollower follower : followers) {
      follower.offer(past);
    }
  }

  private synchronized PastAlert store(Alert alert) {
    PastAlert past = past(alert);
    int size = remember(past);
    makeRoom();
    ArchiveWriter writer = disk;
    if (writer != null) {
      writer.offer(past, size);
    }
    return past;
  }

  private int remember(PastAlert past) {
    int size = AlertSize.of(past);
    kept.add(new Remembered(past, size));
    bytes += size;
    return size;
  }

  /**
   * Passes alerts to the disk from now on, including the alerts that are in memory but not on disk. The numbers
   * continue the numbers on disk, so the alerts of this run so far get other numbers.
   *
   * @param writer null to stop writing to disk
   */
  public synchronized void keepOnDisk(@Nullable ArchiveWriter writer) {
    disk = writer;
    onDisk = writer != null;
    if (writer == null) {
      return;
    }
    long newest = writer.archive().newest();
    renumber(Math.max(0, newest - inherited));
    kept.stream().filter(past -> past.alert().number() > newest).forEach(past -> writer.offer(past.alert(), past.bytes()));
  }

  private void renumber(long shift) {
    List<Remembered> before = List.copyOf(kept);
    kept.clear();
    for (Remembered old : before) {
      boolean own = old.alert().number() > inherited;
      kept.add(own ? new Remembered(old.alert().withNumber(old.alert().number() + shift), old.bytes()) : old);
    }
    count += shift;
    inherited += shift;
  }

  /** The writer of the alerts on disk; null if alerts are in memory only. Loops call this: it must not wait for a search. */
  public @Nullable ArchiveWriter disk() {
    return disk;
  }

  private PastAlert past(Alert alert) {
    count++;
    AlertDetails own;
    synchronized (details) {
      own = details.remove(alert);
    }
    return new PastAlert(count, alert, own == null ? missing(alert) : own);
  }

  /** The details of an alert that has none. The engine's own alerts have no event that could be described. */
  private AlertDetails missing(Alert alert) {
    long number = keepsDetails() && !alert.source().equals(INTERNAL) ? ofMinute.current(System.nanoTime()) : 0;
    return number == 0 ? AlertDetails.NONE : AlertDetails.leftOut(number);
  }

  // Loops call this. They must not wait for a search, which holds the lock of the alerts.
  @Override
  public void describe(Alert alert, AlertDetails own) {
    synchronized (details) {
      if (described.size() == DESCRIBED) {
        details.remove(described.remove()); // it has arrived, or was throttled or dropped
      }
      described.add(alert);
      details.put(alert, own);
    }
  }

  @Override
  public void countSkipped() {
    skipped.incrementAndGet();
    ofMinute.add(System.nanoTime());
  }

  /** The number of alerts that have no details, because other alerts used up the budget. */
  public long withoutDetails() {
    return skipped.get();
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
  public Optional<PastAlert> find(long number) {
    return inMemory(number).or(() -> Optional.ofNullable(disk()).flatMap(writer -> writer.archive().find(number)));
  }

  private synchronized Optional<PastAlert> inMemory(long number) {
    return kept.stream().map(Remembered::alert).filter(alert -> alert.number() == number).findFirst();
  }

  @Override
  public Following follow(Consumer<PastAlert> listener) {
    AlertFollower follower = new AlertFollower(followerNumber.incrementAndGet(), listener, followers::remove);
    followers.add(follower);
    return follower;
  }

  /** The contents for the next engine, with the alerts that wait for outputs. */
  public synchronized Handover.Alerts toHandover(List<Handover.WaitingAlerts> waiting) {
    return new Handover.Alerts(waiting, count, kept.stream().map(Remembered::alert).toList());
  }

  /** Adds the alerts of a previous engine before later alerts, as many as fit. Called before the first alert. */
  public synchronized void resumeFrom(Handover.Alerts before) {
    count = before.count();
    inherited = count;
    before.newest().forEach(this::remember);
    makeRoom();
  }

  /** The number of alerts that came again after a kill, and were on disk already. */
  public long repeated() {
    return repeated.get();
  }

  /** Whether there is a follower. */
  public boolean isFollowed() {
    return !followers.isEmpty();
  }

  @Override
  public boolean keepsDetails() {
    return onDisk || isFollowed();
  }

  /** Ends all followers, because no more alerts come. */
  public void close() {
    followers.forEach(AlertFollower::close);
  }
}
