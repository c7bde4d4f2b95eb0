package org.eyas.engine.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.eyas.api.control.FaultCount;

/** Counts the faults of one service. May be used from any thread. */
final class Tally {
  /** The time for which a service counts as faulty after a failure. */
  private static final Duration RECENT = Duration.ofMinutes(1);

  private final Origin origin;
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong late = new AtomicLong();
  private final AtomicLong greedy = new AtomicLong();
  private final CallTimes times;
  private volatile String last = "";
  private volatile Instant lastTime = Instant.EPOCH;
  private volatile Instant burst = Instant.EPOCH;

  Tally(Origin origin) {
    this(origin, new CallTimes());
  }

  /** @param times the durations, which several counters may share */
  Tally(Origin origin, CallTimes times) {
    this.origin = origin;
    this.times = times;
  }

  CallTimes times() {
    return times;
  }

  /** Counts a failure; returns the number of failures. */
  long failed() {
    noted();
    return failures.incrementAndGet();
  }

  void late(String text) {
    late.incrementAndGet();
    last = text;
  }

  void greedy(String text) {
    greedy.incrementAndGet();
    last = text;
  }

  /** Sets the description of the last fault. */
  void last(String text) {
    last = text;
  }

  /** Marks the service as faulty for a while. */
  void noted() {
    Instant now = Instant.now();
    if (lastTime.plus(RECENT).isBefore(now)) {
      burst = now;
    }
    lastTime = now;
  }

  /**
   * The time since which the service fails repeatedly; empty if it did not fail for a while. A single late call, as
   * after a start, does not count.
   */
  Optional<Instant> burst() {
    return lastTime.plus(RECENT).isAfter(Instant.now()) ? Optional.of(burst) : Optional.empty();
  }

  /** The faults in one line. */
  String summary() {
    return failures.get() + " failures, " + late.get() + " late calls, " + greedy.get() + " that allocated too much; the last: "
        + last;
  }

  FaultCount count(boolean takenOut) {
    return new FaultCount(
        origin.bundle(), origin.service(), failures.get(), late.get(), greedy.get(), last, takenOut);
  }

  boolean isEmpty() {
    return failures.get() + late.get() + greedy.get() == 0 && last.isEmpty();
  }
}
