package org.eyas.fleet.job;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.eyas.engine.stateful.condition.FirstSeenCondition;
import org.eyas.fleet.alert.AlertEvent;
import org.eyas.fleet.rule.FleetRule;
import org.jspecify.annotations.Nullable;

/**
 * Finds the matches of rules with {@code first} that change nothing, because the group already got a match with the
 * same value in the same slot that is not later. The filter saves work: such a rule often has one group for all alerts,
 * which one task evaluates. For one thread.
 */
final class RepeatedMatchFilter {
  /** The most values that are stored. A match with a forgotten value goes to the group once more. */
  private static final int MOST = 10_000;

  /** A value of a group in a slot. */
  private record Value(String group, String value, long slotEnd) {}

  private final Map<Value, Long> earliest = new HashMap<>();

  /** Forgets all values. Called when the rules change. */
  void clear() {
    earliest.clear();
  }

  /**
   * Whether the group does not need a match. If it does, later matches of the slot with this value count as repeated.
   */
  boolean isRepeated(FleetRule rule, String group, AlertEvent alert, long nanos) {
    byte @Nullable [] value = rule.memory() instanceof FirstSeenCondition ? rule.names().values(alert) : null;
    if (value == null) {
      return false;
    }
    Value key =
        new Value(group, new String(value, StandardCharsets.ISO_8859_1), TimeSlot.end(Math.floorDiv(nanos, 1_000_000L)));
    Long known = earliest.get(key);
    if (known != null && known <= nanos) {
      return true;
    }
    if (earliest.size() >= MOST) {
      earliest.clear();
    }
    earliest.put(key, nanos);
    return false;
  }
}
