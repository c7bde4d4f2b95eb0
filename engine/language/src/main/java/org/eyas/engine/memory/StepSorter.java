package org.eyas.engine.memory;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * Puts the events that several loops found in the order of their times. Each event waits for some time after it arrived, so that
 * earlier ones of slower sources can still come; it leaves after all earlier ones. For one thread.
 */
public final class StepSorter {
  private static final Comparator<Arrived> ORDER =
      Comparator.comparingLong((Arrived each) -> each.event.timestampNanos()).thenComparingLong(each -> each.number);

  /** So many events that have left may be kept until the one that arrived before them leaves. */
  private static final int SOME = 1_000;

  private static final class Arrived {
    final FoundEvent event;
    final long number;
    final long clockNanos;
    boolean gone;

    Arrived(FoundEvent event, long number, long clockNanos) {
      this.event = event;
      this.number = number;
      this.clockNanos = clockNanos;
    }
  }

  private final long limitBytes;
  private final PriorityQueue<Arrived> byTime = new PriorityQueue<>(ORDER);
  private final ArrayDeque<Arrived> byArrival = new ArrayDeque<>();
  private long arrivals;
  private long bytes;
  private long watermarkNanos = Long.MIN_VALUE;
  private long late;
  private long early;

  /**
   * Creates an empty one.
   *
   * @param limitBytes the heap that waiting events may take; the earliest ones leave before their time if it is full
   */
  public StepSorter(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /** @param clockNanos the time of a clock that only goes forward */
  public void add(FoundEvent event, long clockNanos) {
    Arrived arrived = new Arrived(event, arrivals++, clockNanos);
    byTime.add(arrived);
    byArrival.add(arrived);
    bytes += event.bytes();
    if (event.timestampNanos() < watermarkNanos) {
      late++;
    }
  }

  /**
   * The next event that has waited, or that is earlier than one that has; null if there is none.
   *
   * @param waitNanos how long events wait
   */
  public @Nullable FoundEvent poll(long clockNanos, long waitNanos) {
    if (bytes > limitBytes) {
      early++;
      return pollAny();
    }
    Arrived first = first();
    return first == null || clockNanos - first.clockNanos < waitNanos ? null : pollAny();
  }

  /** The next event, whether it has waited or not; null if there is none. */
  public @Nullable FoundEvent pollAny() {
    Arrived next = byTime.poll();
    if (next == null) {
      return null;
    }
    next.gone = true;
    bytes -= next.event.bytes();
    watermarkNanos = next.event.timestampNanos(); // can go back: after an event of a machine whose clock is ahead
    if (byArrival.size() > 2 * byTime.size() + SOME) {
      byArrival.removeIf(each -> each.gone);
    }
    return next.event;
  }

  /** The time of the next event; the largest number if there is none. */
  public long nextNanos() {
    Arrived next = byTime.peek();
    return next == null ? Long.MAX_VALUE : next.event.timestampNanos();
  }

  /** The event that waits for the longest time. */
  private @Nullable Arrived first() {
    while (!byArrival.isEmpty() && byArrival.element().gone) {
      byArrival.remove();
    }
    return byArrival.peek();
  }

  /** How long the next event still has to wait; the largest number if there is none. */
  public long nanosLeft(long clockNanos, long waitNanos) {
    Arrived first = first();
    return first == null ? Long.MAX_VALUE : Math.max(0, waitNanos - (clockNanos - first.clockNanos));
  }

  /** The number of events that wait. */
  public int size() {
    return byTime.size();
  }

  /** The number of events in memory, with some that have left. */
  int kept() {
    return byArrival.size();
  }

  /** The events that came after a later one had left: they count at the time of that one. */
  public long late() {
    return late;
  }

  /** The events that left before their time, because there was no room. */
  public long early() {
    return early;
  }
}
