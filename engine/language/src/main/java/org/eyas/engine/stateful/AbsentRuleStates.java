package org.eyas.engine.stateful;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the state of rules with {@code first} that are absent: parked, disabled, or in a file that is not loaded. The
 * encoded state waits until a rule with the same name and definition returns, for 30 days at most. For the thread of
 * one event loop.
 */
final class AbsentRuleStates {
  private static final long LONGEST_MILLIS = TimeUnit.DAYS.toMillis(30);

  private final long limitBytes;
  private final LongSupplier clockMillis;
  private final SequencedMap<String, AbsentRuleState> rules = new LinkedHashMap<>();
  private long bytes;

  /**
   * @param limitBytes the limit for the bytes of all groups together; beyond it, the state of the rule that was added
   *     first is dropped
   */
  AbsentRuleStates(long limitBytes, LongSupplier clockMillis) {
    this.limitBytes = limitBytes;
    this.clockMillis = clockMillis;
  }

  /** Adds the groups of a rule that is absent from now on. */
  void add(String id, byte[] groups) {
    add(id, new AbsentRuleState(groups, clockMillis.getAsLong()));
  }

  void add(String id, AbsentRuleState absent) {
    remove(id);
    if (absent.groups().length > limitBytes) {
      return;
    }
    rules.put(id, absent);
    bytes += absent.groups().length;
    while (bytes > limitBytes) {
      remove(rules.firstEntry().getKey());
    }
  }

  void addAll(AbsentRuleStates others) {
    others.all().forEach(this::add);
  }

  /** Removes and returns the groups of a rule; null if there are none. */
  byte @Nullable [] remove(String id) {
    AbsentRuleState taken = rules.remove(id);
    if (taken == null) {
      return null;
    }
    bytes -= taken.groups().length;
    return taken.groups();
  }

  /** The states that are not too old, by the names and definitions of their rules. */
  Map<String, AbsentRuleState> all() {
    List<String> old = new ArrayList<>();
    long begin = clockMillis.getAsLong() - LONGEST_MILLIS;
    rules.forEach(
        (id, absent) -> {
          if (absent.sinceMillis() < begin) {
            old.add(id);
          }
        });
    old.forEach(this::remove);
    return rules;
  }
}
