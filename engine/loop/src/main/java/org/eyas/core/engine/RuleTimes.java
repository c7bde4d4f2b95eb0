package org.eyas.core.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eyas.core.schema.EventSchema;

/**
 * How long a loop's rules take, by type of event: about each 1024th event that rules look at is timed, and stands for those
 * between. Owned by one loop's thread; it outlives the generations.
 *
 * <p>A clock is read in 20 to 30 ns, which is a fifth of what an event costs: timing each would be felt.
 */
public final class RuleTimes {
  private static final int LEAST_APART = 512;
  /** How many rules are timed one by one for an event that is timed: thousands would be felt. */
  static final int RULES_AT_ONCE = 8;

  private static final int PLACE_SHIFT = 11; // the bits above those that choose the next event
  private static final int CLOCK_READS = 10_000;

  /** What two readings of the clock take by themselves. */
  private static final long CLOCK_NANOS = clockNanos();

  private static final int SPREAD = 1_024; // a power of two: 512 to 1535 apart, so that no rhythm of the events is met

  private final EventSchema schema;
  private final long[] nanos;
  private final long[] samples;
  private final Map<String, Cost> byRule = new HashMap<>();
  private int left = LEAST_APART;
  private int random = 0x9E3779B9;

  RuleTimes(EventSchema schema) {
    this.schema = schema;
    nanos = new long[schema.size()];
    samples = new long[schema.size()];
  }

  /** Whether this event is to be timed; to be asked once for each that rules look at. */
  boolean isDue() {
    if (--left > 0) {
      return false;
    }
    random ^= random << 13;
    random ^= random >>> 17;
    random ^= random << 5;
    left = LEAST_APART + (random & SPREAD - 1);
    return true;
  }

  /** An event was timed. */
  void add(int code, long taken) {
    nanos[code] += taken;
    samples[code]++;
  }

  /** Where to begin among so many rules, of which only some are timed: another place each time. */
  int place(int rules) {
    return Math.floorMod(random >> PLACE_SHIFT, rules);
  }

  /**
   * A rule was timed alone.
   *
   * @param standsFor how many rules of the event it stands for, itself included
   */
  void add(String rule, long taken, double standsFor) {
    Cost cost = byRule.computeIfAbsent(rule, _ -> new Cost());
    cost.tested += SPREAD * standsFor;
    cost.nanos += SPREAD * standsFor * Math.max(0, taken - CLOCK_NANOS);
  }

  /** What is known by now, by rule. */
  List<RuleTime> rules() {
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
   * An estimate for one rule, asked alone.
   *
   * @param tested for how many events its condition was asked
   * @param nanos what that takes; a predicate that rules share counts for the one that asks first, which changes
   */
  public record RuleTime(String rule, long tested, long nanos) {
    /** Both together, as where a rule was timed by two loops. */
    public RuleTime plus(RuleTime more) {
      return new RuleTime(rule, tested + more.tested, nanos + more.nanos);
    }
  }

  /** What is known by now, by type. Several codes may be one type: an event and its older layouts. */
  List<TypeTime> all() {
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
   * @param type as rules call it: {@code openat}
   * @param events that rules looked at
   * @param nanos what the rules took for them
   */
  public record TypeTime(String type, long events, long nanos) {
    TypeTime plus(TypeTime more) {
      return new TypeTime(type, events + more.events, nanos + more.nanos);
    }
  }
}
