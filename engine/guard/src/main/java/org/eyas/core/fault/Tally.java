package org.eyas.core.fault;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.eyas.api.control.FaultCount;

/** What one service did wrong since the start, over all times that it came. Any thread counts. */
final class Tally {
  /** As long as that after it threw the service does not count as well again. */
  private static final Duration RECENT = Duration.ofMinutes(1);

  private final Origin origin;
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong late = new AtomicLong();
  private final AtomicLong greedy = new AtomicLong();
  private final CallTimes times = new CallTimes();
  private volatile String last = "";
  private volatile Instant lastTime = Instant.EPOCH;
  private volatile Instant burst = Instant.EPOCH;

  Tally(Origin origin) {
    this.origin = origin;
  }

  CallTimes times() {
    return times;
  }

  /** Counts one that threw; answers how many there are. */
  long failed() {
    noted();
    return failures.incrementAndGet();
  }

  void late(String told) {
    late.incrementAndGet();
    last = told;
  }

  void greedy(String told) {
    greedy.incrementAndGet();
    last = told;
  }

  /** Tells what the last fault was. */
  void last(String told) {
    last = told;
  }

  /** From now on, for a while, it is not well. */
  void noted() {
    Instant now = Instant.now();
    if (lastTime.plus(RECENT).isBefore(now)) {
      burst = now;
    }
    lastTime = now;
  }

  /** Since when it throws; empty where it did not for a while. A call that is late once, as cold code is, makes nobody ill. */
  Optional<Instant> burst() {
    return lastTime.plus(RECENT).isAfter(Instant.now()) ? Optional.of(burst) : Optional.empty();
  }

  /** One line. */
  String told() {
    return failures.get() + " failures, " + late.get() + " late calls, " + greedy.get() + " that allocated too much; the last: " + last;
  }

  FaultCount count(boolean takenOut) {
    return new FaultCount(
        origin.bundle(), origin.service(), failures.get(), late.get(), greedy.get(), last, takenOut);
  }

  boolean isEmpty() {
    return failures.get() + late.get() + greedy.get() == 0 && last.isEmpty();
  }
}
