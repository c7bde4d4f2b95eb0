package org.eyas.engine.stateful;

import java.io.IOException;
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

  /**
   * The state of one absent rule.
   *
   * @param groups its groups, as {@link StatefulRuleCodec#groups} encodes them
   * @param sinceMillis the time at which the rule was last present, since the epoch
   */
  record Absent(byte[] groups, long sinceMillis) {}

  private final long limitBytes;
  private final LongSupplier clockMillis;
  private final SequencedMap<String, Absent> rules = new LinkedHashMap<>();
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
    add(id, new Absent(groups, clockMillis.getAsLong()));
  }

  void add(String id, Absent absent) {
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

  /** Keeps the groups of a rule that becomes absent, if the rule can continue with them later. */
  void retain(TrackedRule rule) {
    boolean kept = rule.tracker().outlivesAbsence() && rule.tracker().table().size() > 0;
    byte[] groups = kept ? StatefulRuleCodec.groups(rule.tracker()) : null;
    if (groups != null) {
      add(rule.id(), groups);
    }
  }

  /** Restores the groups of a rule that may have been absent. */
  void restore(TrackedRule rule) {
    byte[] groups = remove(rule.id());
    if (groups != null && rule.tracker().table().size() == 0) {
      try {
        StatefulRuleCodec.read(groups, rule.tracker());
      } catch (IOException e) {
        rule.tracker().table().clear(); // drops the groups that were read before the damaged bytes
      }
    }
  }

  void addAll(AbsentRuleStates others) {
    others.all().forEach(this::add);
  }

  /** Removes and returns the groups of a rule; null if there are none. */
  byte @Nullable [] remove(String id) {
    Absent taken = rules.remove(id);
    if (taken == null) {
      return null;
    }
    bytes -= taken.groups().length;
    return taken.groups();
  }

  /** The states that are not too old, by the names and definitions of their rules. */
  Map<String, Absent> all() {
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
