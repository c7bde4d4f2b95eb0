package org.eyas.engine.stateful.event;

import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Sorts the events that several loops found by their times. Each event waits for some time after its arrival, so that
 * earlier events of slower sources can still come; it leaves after all earlier ones. For one thread.
 *
 * <p>If the memory is full, the rule whose events take the most gives up its earliest event before its time.
 * Therefore, many events of one rule do not shorten the wait of the other rules' events.
 */
public final class EventTimeSorter {
  private static final Comparator<Arrived> ORDER =
      Comparator.comparingLong((Arrived each) -> each.event.timestampNanos()).thenComparingLong(each -> each.number);

  private static final class Arrived {
    final StepMatchEvent event;
    final long number;
    final long clockNanos;

    Arrived(StepMatchEvent event, long number, long clockNanos) {
      this.event = event;
      this.number = number;
      this.clockNanos = clockNanos;
    }
  }

  /** The events of one rule. */
  private static final class RuleQueue {
    final TreeSet<Arrived> byTime = new TreeSet<>(ORDER);
    long bytes;
  }

  private final long limitBytes;
  private final TreeSet<Arrived> byTime = new TreeSet<>(ORDER);
  private final LinkedHashSet<Arrived> byArrival = new LinkedHashSet<>();
  private final Map<String, RuleQueue> byRule = new HashMap<>();
  private long arrivals;
  private long bytes;
  private long watermarkNanos = Long.MIN_VALUE;
  private long late;
  private long early;

  /**
   * Creates an empty sorter.
   *
   * @param limitBytes the heap that waiting events may take
   */
  public EventTimeSorter(long limitBytes) {
    this.limitBytes = limitBytes;
  }

  /** @param clockNanos the time of a monotonic clock */
  public void add(StepMatchEvent event, long clockNanos) {
    Arrived arrived = new Arrived(event, arrivals++, clockNanos);
    RuleQueue own = byRule.computeIfAbsent(event.rule(), rule -> new RuleQueue());
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
   * Removes and returns the next event that has waited, or that is earlier than such an event; null if there is none.
   *
   * @param waitNanos the time that events wait
   */
  public @Nullable StepMatchEvent poll(long clockNanos, long waitNanos) {
    if (bytes > limitBytes) {
      return pollEarly();
    }
    return nanosLeft(clockNanos, waitNanos) > 0 ? null : pollAny();
  }

  private @Nullable StepMatchEvent pollEarly() {
    RuleQueue largest = null;
    for (RuleQueue each : byRule.values()) {
      largest = largest == null || each.bytes > largest.bytes ? each : largest;
    }
    early++;
    return largest == null ? null : remove(largest.byTime.getFirst());
  }

  /** Removes and returns the next event, whether it has waited or not; null if there is none. */
  public @Nullable StepMatchEvent pollAny() {
    if (byTime.isEmpty()) {
      return null;
    }
    StepMatchEvent next = remove(byTime.getFirst());
    watermarkNanos = next.timestampNanos(); // goes back if the clock of the machine went back
    return next;
  }

  private StepMatchEvent remove(Arrived next) {
    StepMatchEvent event = next.event;
    RuleQueue rule = byRule.getOrDefault(event.rule(), new RuleQueue());
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

  /** The time that the next event still has to wait; the largest number if there is none. */
  public long nanosLeft(long clockNanos, long waitNanos) {
    return byArrival.isEmpty() ? Long.MAX_VALUE : Math.max(0, waitNanos - (clockNanos - byArrival.getFirst().clockNanos));
  }

  /** The number of events that wait. */
  public int size() {
    return byTime.size();
  }

  /** The number of events that came after a later one had left. They count at the time of that later event. */
  public long late() {
    return late;
  }

  /** The number of events that left before their time, because the memory was full. */
  public long early() {
    return early;
  }
}
