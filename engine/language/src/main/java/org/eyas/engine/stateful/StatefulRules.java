package org.eyas.engine.stateful;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import org.eyas.api.control.OpenSequences;
import org.eyas.api.event.Event;
import org.eyas.engine.check.CheckedCondition;
import org.eyas.engine.compile.MatchedRules;
import org.eyas.engine.compile.RuleIndex;
import org.eyas.engine.stateful.condition.FirstSeenCondition;
import org.eyas.engine.stateful.condition.StatefulCondition;
import org.eyas.engine.stateful.event.FiredEvent;
import org.eyas.engine.stateful.event.StepMatchEvent;
import org.jspecify.annotations.Nullable;

/**
 * The stateful rules of one event source, with their state. For the thread of one event loop.
 *
 * <p>Each step has a key in the index of rules, after the keys of all rules. So the index finds a step like a rule, and
 * an event that matches no step costs nothing here.
 */
public final class StatefulRules {
  /** A stateful rule. */
  public record StatefulRule(int key, String name, StatefulCondition condition) {
    /** A text that is equal for rules that can continue with the same groups. */
    String id() {
      return name + "\n" + condition.identity();
    }
  }

  /**
   * Receives the results of rules.
   *
   * @param <X> the exception that the receiver of an alert throws
   */
  public interface FiringListener<X extends Exception> {
    /** A rule fires. The event is valid until the call returns. */
    void fires(int rule, FiredEvent event) throws X;

    /** An exception prevented a rule from evaluating an event. */
    void failed(int rule, RuntimeException failure);

    /** An event matches steps of a rule over several sources, whose groups belong to another thread. */
    default void found(StepMatchEvent event) {
      throw new IllegalStateException("nothing evaluates rules over several sources");
    }
  }

  /**
   * The largest state to store. Writing a larger file once per minute would take too long, and its encoding would delay
   * the loop.
   */
  private static final long LARGEST_FILE = 32 << 20;

  private final int firstKey;
  private final long limitBytes;
  private final TrackedRules rules;
  private final StepFinders finders;
  private final GroupStores stores = new GroupStores();
  private final List<TrackedRule> waiting = new ArrayList<>();
  private final FiredEvent shown = new FiredEvent();
  private long dueNanos = Long.MAX_VALUE;
  private long backNanos = Long.MIN_VALUE;
  private boolean begun;
  private boolean beginsAgain;
  private final AbsentRuleStates absent;
  private long evicted;
  private long changes;

  /**
   * Creates stateful rules with empty state.
   *
   * @param firstKey the key of the first step, greater than the keys of all rules
   * @param limitBytes the heap that all groups together may take
   */
  public StatefulRules(int firstKey, List<StatefulRule> remembering, long limitBytes) {
    this(firstKey, remembering, limitBytes, "", List.of());
  }

  /**
   * Creates stateful rules with empty state, and finders for steps of rules over several sources.
   *
   * @param found rules over several sources, of which this object only finds the steps of one source
   */
  public StatefulRules(int firstKey, List<StatefulRule> remembering, long limitBytes, String source, List<StatefulRule> found) {
    this.firstKey = firstKey;
    this.limitBytes = limitBytes;
    absent = new AbsentRuleStates(limitBytes / 4, System::currentTimeMillis);
    rules = new TrackedRules(firstKey, remembering);
    for (TrackedRule tracked : rules) {
      stores.add(tracked.tracker(), tracked);
      if (tracked.waiting() != null) {
        stores.add(tracked.waiting(), tracked);
        waiting.add(tracked);
      }
    }
    finders = new StepFinders(rules.nextKey(), source, found);
    findDue();
  }

  /** No stateful rules. */
  public static StatefulRules none() {
    return new StatefulRules(Integer.MAX_VALUE, List.of(), 0);
  }

  /**
   * The steps of a source, for the index of its rules. A step that only continues a sequence has a gate, which opens
   * while a sequence awaits the step.
   */
  public List<RuleIndex.Rule> steps(String source, BiFunction<Integer, CheckedCondition, RuleIndex.Rule> indexed) {
    List<RuleIndex.Rule> steps = new ArrayList<>();
    rules.addSteps(source, indexed, steps);
    finders.addSteps(indexed, steps);
    return steps;
  }

  /** Whether a key of the index belongs to a step. */
  public boolean isStep(int key) {
    return key >= firstKey;
  }

  /** The rule of a key: of a rule itself, or of a step. */
  public int rule(int key) {
    if (!isStep(key)) {
      return key;
    }
    return finders.isStep(key) ? finders.rule(key) : rules.ofStep(key).rule().key();
  }

  /** The finder for the rule over several sources to which the key of a step belongs; null for another rule. */
  public @Nullable StepFinder stepFinder(int key) {
    return isStep(key) && finders.isStep(key) ? finders.finder(key) : null;
  }

  /** The rule with {@code first} that has a step with this key; null for another rule. */
  public @Nullable FirstSeenCondition firstSeen(int step) {
    return !finders.isStep(step) && rules.ofStep(step).rule().condition() instanceof FirstSeenCondition first ? first : null;
  }

  /** Whether a value is pending that a rule with {@code first} compares; false for other rules. */
  public boolean isPending(int step, Event event) {
    return !finders.isStep(step) && rules.ofStep(step).tracker().isPending(event);
  }

  /** The number of hits that are stateless rules. They come before the hits that are steps. */
  public int statelessCount(MatchedRules hits) {
    int plain = hits.size();
    while (plain > 0 && isStep(hits.key(plain - 1))) {
      plain--;
    }
    return plain;
  }

  /**
   * Evaluates an event that may match some steps.
   *
   * @param hits all matches of the event
   * @param from the index of the first step among them
   */
  public <X extends Exception> void evaluate(MatchedRules hits, int from, Event event, FiringListener<X> then) throws X {
    int at = from;
    while (at < hits.size() && !finders.isStep(hits.key(at))) {
      TrackedRule tracked = rules.ofStep(hits.key(at));
      int steps = 0;
      while (at < hits.size() && isStepOf(tracked, hits.key(at))) {
        steps |= 1 << hits.key(at++) - tracked.firstKey();
      }
      evaluate(tracked, steps, event, then);
    }
    if (from < at) {
      makeRoom();
      findDue();
    }
    finders.evaluate(hits, at, event, then);
  }

  private boolean isStepOf(TrackedRule tracked, int key) {
    return !finders.isStep(key) && rules.ofStep(key) == tracked;
  }

  /**
   * Whether an event that was held, and that matches a rule with {@code first}, has new values after the learning time
   * of its group.
   */
  public boolean isNew(int rule, Event event) {
    TrackedRule tracked = rules.of(rule);
    changes++;
    boolean isNew = tracked.tracker().accept(1, event) > 0;
    changed(tracked);
    makeRoom();
    return isNew;
  }

  /**
   * Evaluates an event that matches steps of a rule over several sources. Does nothing if the rule does not exist any
   * more.
   */
  public <X extends Exception> void evaluate(StepMatchEvent event, FiringListener<X> then) throws X {
    TrackedRule tracked = rules.find(event.rule());
    if (tracked != null) {
      evaluate(tracked, event.steps(), event, then);
      makeRoom();
      findDue();
    }
  }

  private <X extends Exception> void evaluate(TrackedRule tracked, int steps, Event event, FiringListener<X> then) throws X {
    int key = tracked.rule().key();
    changes++;
    try {
      RuleTracker tracker = tracked.tracker();
      if (tracked.isEmpty()) {
        tracker.table().forgetTime(); // events outside every open sequence have not advanced the clock
      }
      WaitingAlerts later = tracked.waiting();
      int own = later == null ? steps : later.prevent(steps, event);
      for (int left = own == 0 ? 0 : tracker.accept(own, event); left > 0; left--) {
        if (later == null) {
          then.fires(key, tracker.fill(event, shown));
        } else {
          later.add(tracker.firedGroup(), tracker.fill(event, shown), event, tracker.table().latestNanos());
        }
      }
    } catch (RuntimeException e) {
      then.failed(key, e);
    }
    changed(tracked);
  }

  private void changed(TrackedRule tracked) {
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

  /** Whether {@link #advanceTime} has something to do at a time. */
  public boolean isDue(long nowNanos) {
    return nowNanos > dueNanos || nowNanos < backNanos;
  }

  /**
   * Advances the time: a rule fires if its absence has lasted long enough. The caller advances the time before it
   * evaluates the event with that time.
   */
  public <X extends Exception> void advanceTime(long nowNanos, FiringListener<X> then) throws X {
    begin(nowNanos);
    for (int i = 0; i < waiting.size(); i++) {
      WaitingAlerts alerts = Objects.requireNonNull(waiting.get(i).waiting());
      if (beginsAgain) {
        alerts.beginAgain(nowNanos);
      }
      while (alerts.poll(nowNanos, shown)) {
        changes++;
        then.fires(waiting.get(i).rule().key(), shown);
      }
    }
    beginsAgain = false;
    stores.recountBytes();
    findDue();
  }

  /** Tells all rules the time from which on they evaluate events. */
  private void begin(long nowNanos) {
    if (!begun) {
      begun = true;
      changes++;
      rules.forEach(each -> each.tracker().begin(nowNanos));
    }
  }

  private void findDue() {
    dueNanos = Long.MAX_VALUE;
    backNanos = Long.MIN_VALUE;
    for (int i = 0; i < waiting.size(); i++) {
      WaitingAlerts alerts = Objects.requireNonNull(waiting.get(i).waiting());
      dueNanos = Math.min(dueNanos, alerts.dueNanos());
      backNanos = Math.max(backNanos, alerts.backNanos());
    }
    if (beginsAgain || !begun && !rules.all().isEmpty()) {
      dueNanos = Long.MIN_VALUE;
    }
  }

  private void makeRoom() {
    for (TrackedRule loser = stores.evictOldest(limitBytes); loser != null; loser = stores.evictOldest(limitBytes)) {
      evicts(loser, 1);
    }
  }

  /**
   * Continues with the state of other stateful rules, for rules that did not change. The other object must not be used
   * any more.
   */
  public void continueWith(StatefulRules before) {
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
    beginsAgain = before.beginsAgain;
    absent.addAll(before.absent);
    known.values().forEach(absent::retain);
    rules.forEach(absent::restore);
    stores.recountBytes();
    makeRoom();
    findDue();
  }

  /**
   * Encodes the state, for {@link #resume} in the next version of the engine. The result exists besides the groups, so
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
   * Continues with the state that {@link #encode} returned, for rules with the same names and definitions. The state of
   * this object must be empty.
   *
   * @throws IOException if another version of the engine encoded the state in another way
   */
  public void resume(byte[] encoded) throws IOException {
    try {
      StatefulRuleCodec.decode(encoded, rules.stores(any -> true), absent);
    } catch (IOException | RuntimeException e) {
      stores.clear(); // drops a part of the state
      throw e;
    }
    stores.recountBytes();
    makeRoom();
    findDue();
  }

  /**
   * Continues with the state that {@link #encodeLasting} returned before a restart; otherwise like {@link #resume}.
   * Alerts that wait for the absence of an event start their wait again with the next event, because no events were
   * evaluated meanwhile.
   */
  public void resumeAfterRestart(byte[] encoded) throws IOException {
    beginsAgain = true;
    resume(encoded);
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
    return StatefulRuleFigures.of(stores, evicted, rules.all());
  }
}
