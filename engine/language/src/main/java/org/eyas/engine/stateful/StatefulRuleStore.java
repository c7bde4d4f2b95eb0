package org.eyas.engine.stateful;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.eyas.api.control.OpenSequences;
import org.eyas.engine.stateful.condition.StatefulCondition;
import org.jspecify.annotations.Nullable;

/**
 * The state of the stateful rules of one event source: the groups of all rules within one limit. It outlives the rules: it is
 * encoded for the next engine and for a restart, and passed on to the next rules. For the thread of one event loop.
 */
public final class StatefulRuleStore {
  /**
   * The largest state to store. Writing a larger file once per minute would take too long, and its encoding would delay
   * the loop.
   */
  private static final long LARGEST_FILE = 32 << 20;

  private final long limitBytes;
  private final TrackedRules rules;
  private final GroupStores stores = new GroupStores();
  private final AbsentRuleStates absent;
  private long evicted;
  private long changes;

  /** @param limitBytes the heap that all groups together may take */
  StatefulRuleStore(TrackedRules rules, long limitBytes) {
    this.rules = rules;
    this.limitBytes = limitBytes;
    absent = new AbsentRuleStates(limitBytes / 4, System::currentTimeMillis);
    for (TrackedRule tracked : rules) {
      stores.add(tracked.tracker(), tracked);
      if (tracked.waiting() != null) {
        stores.add(tracked.waiting(), tracked);
      }
    }
  }

  /** Counts an event that may change the state. */
  void countChange() {
    changes++;
  }

  /** Measures the groups of a rule again, after an event that may have changed them. */
  void measure(TrackedRule tracked) {
    evicts(tracked, tracked.tracker().table().takeDropped());
    stores.updateBytes(tracked.tracker());
    if (tracked.waiting() != null) {
      stores.updateBytes(tracked.waiting());
    }
  }

  private void evicts(TrackedRule tracked, long groups) {
    evicted += groups;
    tracked.tracker().progress().countForgotten(groups);
  }

  /** Measures the groups of all rules again, after the time has advanced. */
  void measureAll() {
    stores.recountBytes();
  }

  /** Evicts the oldest groups of the largest rules until all groups are within the limit. */
  void makeRoom() {
    for (TrackedRule loser = stores.evictOldest(limitBytes); loser != null; loser = stores.evictOldest(limitBytes)) {
      evicts(loser, 1);
    }
  }

  /**
   * Continues with the state of other rules, for rules that did not change. The other object must not be used any more.
   */
  void continueWith(StatefulRuleStore before) {
    evicted = before.evicted;
    changes = before.changes + 1;
    Map<String, TrackedRule> known = new HashMap<>();
    before.rules.forEach(each -> known.put(each.id(), each));
    for (TrackedRule each : rules) {
      TrackedRule same = known.remove(each.id());
      if (same != null) {
        each.continueWith(same);
      }
    }
    absent.addAll(before.absent);
    known.values().forEach(this::retain);
    rules.forEach(this::restore);
    stores.recountBytes();
    makeRoom();
  }

  /** Keeps the groups of a rule that becomes absent, if the rule can continue with them later. */
  private void retain(TrackedRule rule) {
    boolean kept = rule.tracker().outlivesAbsence() && rule.tracker().table().size() > 0;
    byte[] groups = kept ? StatefulRuleCodec.groups(rule.tracker()) : null;
    if (groups != null) {
      absent.add(rule.id(), groups);
    }
  }

  /** Restores the groups of a rule that may have been absent. */
  private void restore(TrackedRule rule) {
    byte[] groups = absent.remove(rule.id());
    if (groups != null && rule.tracker().table().size() == 0) {
      try {
        StatefulRuleCodec.read(groups, rule.tracker());
      } catch (IOException e) {
        rule.tracker().table().clear(); // drops the groups that were read before the damaged bytes
      }
    }
  }

  /**
   * Encodes the state, for {@link StatefulRules#resume} in the next version of the engine. The result exists besides the groups, so
   * it may take half of their limit.
   *
   * @return null if it would take more
   */
  public byte @Nullable [] encode() {
    return StatefulRuleCodec.encode(rules.stores(any -> true), absent, limitBytes / 2);
  }

  /**
   * Encodes only the state of absent rules, and of rules that continue after a restart; otherwise like {@link #encode}.
   *
   * @return null if the result would take more than the limit of the groups, or more than {@link #LARGEST_FILE}
   */
  public byte @Nullable [] encodeLasting() {
    return StatefulRuleCodec.encode(rules.stores(StatefulCondition::outlivesRestart), absent, Math.min(limitBytes, LARGEST_FILE));
  }

  /** Whether some rule continues after a restart. */
  public boolean isLasting() {
    return rules.all().stream().anyMatch(each -> each.rule().condition().outlivesRestart());
  }

  /** A number that grows with every event that may change the state. */
  public long changes() {
    return changes;
  }

  /**
   * Continues with an encoded state, for rules with the same names and definitions. The state of this object must be
   * empty.
   *
   * @throws IOException if another version of the engine encoded the state in another way
   */
  void resume(byte[] encoded) throws IOException {
    try {
      StatefulRuleCodec.decode(encoded, rules.stores(any -> true), absent);
    } catch (IOException | RuntimeException e) {
      stores.clear(); // drops a part of the state
      throw e;
    }
    stores.recountBytes();
    makeRoom();
  }

  /**
   * Adds an encoded state that waited while an older version ran: groups of rules that have none, and of absent rules.
   *
   * @throws IOException if the bytes cannot be decoded; {@link NewerStateException} if only a later version can
   */
  void complete(byte[] encoded) throws IOException {
    Map<String, GroupStore> all = rules.stores(any -> true);
    Map<String, GroupStore> empty = new HashMap<>(all);
    empty.values().removeIf(store -> store.table().size() > 0);
    AbsentRuleStates others = new AbsentRuleStates(limitBytes / 4, System::currentTimeMillis);
    try {
      StatefulRuleCodec.decode(encoded, empty, others);
    } catch (IOException | RuntimeException e) {
      empty.values().forEach(store -> store.table().clear()); // drops a part of the state
      throw e;
    }
    others.all().forEach((id, state) -> {
      if (!all.containsKey(id) && !absent.all().containsKey(id)) {
        absent.add(id, state);
      }
    });
    changes++;
    stores.recountBytes();
    makeRoom();
  }

  /** The progress of a rule. */
  public RuleProgress progress(int rule) {
    return rules.of(rule).tracker().progress();
  }

  /**
   * The open sequences of a rule; none if the rule has no sequence, or if its state belongs to another thread.
   *
   * @param rule its name
   * @param most the most sequences to return
   * @param nowNanos the current time of events
   */
  public OpenSequences openSequences(String rule, int most, long nowNanos) {
    return rules.openSequences(rule, most, nowNanos);
  }

  public StatefulRuleFigures figures() {
    return new StatefulRuleFigures(stores.groups(), stores.bytes(), evicted, rules.mostEvicting());
  }
}
