package org.eyas.engine.statistics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eyas.engine.schema.EventSchema;

/**
 * Measures the time that a loop's rules take, by type of event. About every 1024th event with rules is timed, and
 * counts for the events in between. Used by one loop's thread; the times stay when generations are replaced.
 *
 * <p>Reading the clock takes 20 to 30 ns, a fifth of the cost of an event: to time every event would slow the loop.
 */
public final class RuleTimeSampler {
  private static final int LEAST_APART = 512;
  /**
   * The maximum number of rules that are timed one by one for an event that is timed. To time thousands of rules would
   * slow the loop noticeably.
   */
  public static final int RULES_AT_ONCE = 8;

  private static final int PLACE_SHIFT = 11; // the bits above those that choose the next event
  private static final int CLOCK_READS = 10_000;

  /** The time of two readings of the clock. */
  private static final long CLOCK_NANOS = clockNanos();

  private static final int SPREAD = 1_024; // a power of two; distances of 512 to 1535 follow no pattern of the events

  private final EventSchema schema;
  private final long[] nanos;
  private final long[] samples;
  private final Map<String, Cost> byRule = new HashMap<>();
  private int left = LEAST_APART;
  private int random = 0x9E3779B9;

  public RuleTimeSampler(EventSchema schema) {
    this.schema = schema;
    nanos = new long[schema.size()];
    samples = new long[schema.size()];
  }

  /** Whether to time this event. Called once for each event with rules. */
  public boolean isDue() {
    if (--left > 0) {
      return false;
    }
    random ^= random << 13;
    random ^= random >>> 17;
    random ^= random << 5;
    left = LEAST_APART + (random & SPREAD - 1);
    return true;
  }

  /** Adds the time of an event. */
  public void add(int code, long taken) {
    nanos[code] += taken;
    samples[code]++;
  }

  /** The first rule to time among this many, of which only some are timed: a different one each time. */
  public int place(int rules) {
    return Math.floorMod(random >> PLACE_SHIFT, rules);
  }

  /**
   * Adds the time of a single rule.
   *
   * @param standsFor how many rules of the event it counts for, including itself
   */
  public void add(String rule, long taken, double standsFor) {
    Cost cost = byRule.computeIfAbsent(rule, _ -> new Cost());
    cost.tested += SPREAD * standsFor;
    cost.nanos += SPREAD * standsFor * Math.max(0, taken - CLOCK_NANOS);
  }

  /** The current estimates, by rule. */
  public List<RuleTime> rules() {
    List<RuleTime> all = new ArrayList<>();
    byRule.forEach((rule, cost) -> all.add(new RuleTime(rule, Math.round(cost.tested), Math.round(cost.nanos))));
    return all;
  }

  private static final class Cost {
    double tested;
    double nanos;
  }

  private static long clockNanos() {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < CLOCK_READS; i++) {
      long start = System.nanoTime();
      least = Math.min(least, System.nanoTime() - start);
    }
    return least;
  }

  /**
   * An estimate for one rule, evaluated alone.
   *
   * @param tested number of events for which its condition was evaluated
   * @param nanos total time; a predicate that rules share counts for the rule that evaluates it first, which varies
   */
  public record RuleTime(String rule, long tested, long nanos) {
    /** The sum, if two loops timed the same rule. */
    public RuleTime plus(RuleTime more) {
      return new RuleTime(rule, tested + more.tested, nanos + more.nanos);
    }
  }

  /** The current estimates, by type. Several codes may be one type: an event and its older layouts. */
  public List<TypeTime> all() {
    Map<String, TypeTime> byType = new TreeMap<>();
    for (int code = 0; code < nanos.length; code++) {
      if (samples[code] > 0) {
        TypeTime more = new TypeTime(schema.type(code).name(), samples[code] * SPREAD, nanos[code] * SPREAD);
        byType.merge(more.type(), more, TypeTime::plus);
      }
    }
    return List.copyOf(byType.values());
  }

  /**
   * An estimate for the events of a type.
   *
   * @param type the name in rules: {@code openat}
   * @param events number of events with rules
   * @param nanos total time of the rules for them
   */
  public record TypeTime(String type, long events, long nanos) {
    TypeTime plus(TypeTime more) {
      return new TypeTime(type, events + more.events, nanos + more.nanos);
    }
  }
}
