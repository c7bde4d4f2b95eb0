package org.eyas.engine.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.eyas.api.control.FaultCount;

/** Counts the faults of one service. May be used from any thread. */
final class ServiceFaultCounter {
  /** The time for which a service counts as faulty after a failure. */
  private static final Duration RECENT = Duration.ofMinutes(1);

  private final ServiceOrigin origin;
  private final AtomicLong failures = new AtomicLong();
  private final AtomicLong late = new AtomicLong();
  private final AtomicLong greedy = new AtomicLong();
  private final CallTimeHistogram times;
  private volatile String last = "";
  private volatile Instant lastTime = Instant.EPOCH;
  private volatile Instant burst = Instant.EPOCH;

  ServiceFaultCounter(ServiceOrigin origin) {
    this(origin, new CallTimeHistogram());
  }

  /** @param times the durations, which several counters may share */
  ServiceFaultCounter(ServiceOrigin origin, CallTimeHistogram times) {
    this.origin = origin;
    this.times = times;
  }

  CallTimeHistogram times() {
    return times;
  }

  /** Counts a failure; returns the number of failures. */
  long countFailure() {
    markFaulty();
    return failures.incrementAndGet();
  }

  void countLate(String text) {
    late.incrementAndGet();
    last = text;
  }

  void countGreedy(String text) {
    greedy.incrementAndGet();
    last = text;
  }

  /** Sets the description of the last fault. */
  void setLast(String text) {
    last = text;
  }

  /** Marks the service as faulty for a while. */
  void markFaulty() {
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
