package org.eyas.engine.memory;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Puts the events that several loops found in the order of their times. Each event waits for some time after it arrived, so that
 * earlier ones of slower sources can still come; it leaves after all earlier ones. For one thread.
 *
 * <p>If there is no room, the earliest event of the rule whose events take the most leaves before its time, so that many events of one
 * rule do not shorten the wait of the others.
 */
public final class StepSorter {
  private static final Comparator<Arrived> ORDER =
      Comparator.comparingLong((Arrived each) -> each.event.timestampNanos()).thenComparingLong(each -> each.number);

  private static final class Arrived {
    final FoundEvent event;
    final long number;
    final long clockNanos;

    Arrived(FoundEvent event, long number, long clockNanos) {
      this.event = event;
      this.number = number;
      this.clockNanos = clockNanos;
    }
  }

  /** The events of one rule. */
  private static final class OfRule {
    final TreeSet<Arrived> byTime = new TreeSet<>(ORDER);
    long bytes;
  }

  private final long limitBytes;
  private final TreeSet<Arrived> byTime = new TreeSet<>(ORDER);
  private final LinkedHashSet<Arrived> byArrival = new LinkedHashSet<>();
  private final Map<String, OfRule> byRule = new HashMap<>();
  private long arrivals;
  private long bytes;
  private long watermarkNanos = Long.MIN_VALUE;
  private long late;
  private long early;

  /**
   * Creates an empty one.
   *
   * @param limitBytes the heap that waiting events may take
   */
  public StepSorter(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /** @param clockNanos the time of a clock that only goes forward */
  public void add(FoundEvent event, long clockNanos) {
    Arrived arrived = new Arrived(event, arrivals++, clockNanos);
    OfRule own = byRule.computeIfAbsent(event.rule(), rule -> new OfRule());
    byTime.add(arrived);
    byArrival.add(arrived);
    own.byTime.add(arrived);
    own.bytes += event.bytes();
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
      return pollEarly();
    }
    return nanosLeft(clockNanos, waitNanos) > 0 ? null : pollAny();
  }

  private @Nullable FoundEvent pollEarly() {
    OfRule largest = null;
    for (OfRule each : byRule.values()) {
      largest = largest == null || each.bytes > largest.bytes ? each : largest;
    }
    early++;
    return largest == null ? null : remove(largest.byTime.getFirst());
  }

  /** The next event, whether it has waited or not; null if there is none. */
  public @Nullable FoundEvent pollAny() {
    if (byTime.isEmpty()) {
      return null;
    }
    FoundEvent next = remove(byTime.getFirst());
    watermarkNanos = next.timestampNanos(); // can go back: after the clock of the machine did
    return next;
  }

  private FoundEvent remove(Arrived next) {
    FoundEvent event = next.event;
    OfRule rule = byRule.getOrDefault(event.rule(), new OfRule());
    byTime.remove(next);
    byArrival.remove(next);
    rule.byTime.remove(next);
    rule.bytes -= event.bytes();
    bytes -= event.bytes();
    if (rule.byTime.isEmpty()) {
      byRule.remove(event.rule());
    }
    return event;
  }

  /** The time of the next event; the largest number if there is none. */
  public long nextNanos() {
    return byTime.isEmpty() ? Long.MAX_VALUE : byTime.getFirst().event.timestampNanos();
  }

  /** How long the next event still has to wait; the largest number if there is none. */
  public long nanosLeft(long clockNanos, long waitNanos) {
    return byArrival.isEmpty() ? Long.MAX_VALUE : Math.max(0, waitNanos - (clockNanos - byArrival.getFirst().clockNanos));
  }

  /** The number of events that wait. */
  public int size() {
    return byTime.size();
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
