package org.eyas.fleet.job;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.eyas.engine.memory.FirstSeen;
import org.eyas.fleet.alert.AlertEvent;
import org.eyas.fleet.rule.FleetRule;
import org.jspecify.annotations.Nullable;

/**
 * Finds the matches of rules with {@code first} that cannot change anything: one with the same value, of the same slot and not later, has
 * gone to the group before. Such a rule often has one group for all alerts, which one task evaluates. For one thread.
 */
final class RepeatedValues {
  /** Those that are forgotten go to the group once more. */
  private static final int MOST = 10_000;

  /** A value of a group in a slot. */
  private record Value(String group, String value, long slotEnd) {}

  private final Map<Value, Long> earliest = new HashMap<>();

  /** Forgets all, because the rules change. */
  void clear() {
    earliest.clear();
  }

  /** Whether the group need not see a match; otherwise, later ones of the slot with this value are repeated. */
  boolean isRepeated(FleetRule rule, String group, AlertEvent alert, long nanos) {
    byte @Nullable [] value = rule.memory() instanceof FirstSeen ? rule.names().values(alert) : null;
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
