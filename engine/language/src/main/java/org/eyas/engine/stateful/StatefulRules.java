package org.eyas.engine.stateful;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import org.eyas.api.event.Event;
import org.eyas.engine.check.CheckedCondition;
import org.eyas.engine.compile.MatchedRules;
import org.eyas.engine.compile.RuleIndex;
import org.eyas.engine.stateful.condition.FirstSeenCondition;
import org.eyas.engine.stateful.event.FiredEvent;
import org.eyas.engine.stateful.event.StepMatchEvent;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the stateful rules of one event source, and advances their time. For the thread of one event loop.
 *
 * <p>Each step has a key in the index of rules, after the keys of all rules. So the index finds a step like a rule, and
 * an event that matches no step costs nothing here.
 */
public final class StatefulRules {
  private final int firstKey;
  private final TrackedRules rules;
  private final StatefulRuleStore store;
  private final StepFinders finders;
  private final List<TrackedRule> waiting = new ArrayList<>();
  private final FiredEvent shown = new FiredEvent();
  private long dueNanos = Long.MAX_VALUE;
  private long backNanos = Long.MIN_VALUE;
  private boolean begun;
  private boolean beginsAgain;

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
    rules = new TrackedRules(firstKey, remembering);
    store = new StatefulRuleStore(rules, limitBytes);
    rules.all().stream().filter(each -> each.waiting() != null).forEach(waiting::add);
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
  public <X extends Exception> void evaluate(MatchedRules hits, int from, Event event, FiringListener<X> listener) throws X {
    int at = from;
    while (at < hits.size() && !finders.isStep(hits.key(at))) {
      TrackedRule tracked = rules.ofStep(hits.key(at));
      int steps = 0;
      while (at < hits.size() && isStepOf(tracked, hits.key(at))) {
        steps |= 1 << hits.key(at++) - tracked.firstKey();
      }
      evaluate(tracked, steps, event, listener);
    }
    if (from < at) {
      store.makeRoom();
      findDue();
    }
    finders.evaluate(hits, at, event, listener);
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
    store.countChange();
    boolean isNew = tracked.tracker().accept(1, event) > 0;
    store.measure(tracked);
    store.makeRoom();
    return isNew;
  }

  /**
   * Evaluates an event that matches steps of a rule over several sources. Does nothing if the rule does not exist any
   * more.
   */
  public <X extends Exception> void evaluate(StepMatchEvent event, FiringListener<X> listener) throws X {
    TrackedRule tracked = rules.find(event.rule());
    if (tracked != null) {
      evaluate(tracked, event.steps(), event, listener);
      store.makeRoom();
      findDue();
    }
  }

  private <X extends Exception> void evaluate(TrackedRule tracked, int steps, Event event, FiringListener<X> listener) throws X {
    int key = tracked.rule().key();
    store.countChange();
    try {
      RuleTracker tracker = tracked.tracker();
      if (tracked.isEmpty()) {
        tracker.table().forgetTime(); // events outside every open sequence have not advanced the clock
      }
      WaitingAlerts waitingAlerts = tracked.waiting();
      int own = waitingAlerts == null ? steps : waitingAlerts.prevent(steps, event);
      for (int left = own == 0 ? 0 : tracker.accept(own, event); left > 0; left--) {
        if (waitingAlerts == null) {
          listener.fires(key, tracker.fill(event, shown));
        } else {
          waitingAlerts.add(tracker.firedGroup(), tracker.fill(event, shown), event, tracker.table().latestNanos());
        }
      }
    } catch (RuntimeException e) {
      listener.failed(key, e);
    }
    store.measure(tracked);
  }

  /** Whether {@link #advanceTime} has something to do at a time. */
  public boolean isDue(long nowNanos) {
    return nowNanos > dueNanos || nowNanos < backNanos;
  }

  /**
   * Advances the time: a rule fires if its absence has lasted long enough. The caller advances the time before it
   * evaluates the event with that time.
   */
  public <X extends Exception> void advanceTime(long nowNanos, FiringListener<X> listener) throws X {
    begin(nowNanos);
    for (int i = 0; i < waiting.size(); i++) {
      WaitingAlerts alerts = Objects.requireNonNull(waiting.get(i).waiting());
      if (beginsAgain) {
        alerts.beginAgain(nowNanos);
      }
      while (alerts.poll(nowNanos, shown)) {
        store.countChange();
        listener.fires(waiting.get(i).rule().key(), shown);
      }
    }
    beginsAgain = false;
    store.measureAll();
    findDue();
  }

  /** Tells all rules the time from which on they evaluate events. */
  private void begin(long nowNanos) {
    if (!begun) {
      begun = true;
      store.countChange();
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

  /** The state of the rules. */
  public StatefulRuleStore store() {
    return store;
  }

  /**
   * Continues with the state of other stateful rules, for rules that did not change. The other object must not be used
   * any more.
   */
  public void continueWith(StatefulRules before) {
    beginsAgain = before.beginsAgain;
    store.continueWith(before.store);
    findDue();
  }

  /**
   * Continues with the state that {@link StatefulRuleStore#encode} returned, for rules with the same names and
   * definitions. The state of this object must be empty.
   *
   * @throws IOException if another version of the engine encoded the state in another way
   */
  public void resume(byte[] encoded) throws IOException {
    store.resume(encoded);
    findDue();
  }

  /**
   * Continues with the state that {@link StatefulRuleStore#encodeLasting} returned before a restart; otherwise like {@link #resume}.
   * Alerts that wait for the absence of an event start their wait again with the next event, because no events were
   * evaluated meanwhile.
   */
  public void resumeAfterRestart(byte[] encoded) throws IOException {
    beginsAgain = true;
    resume(encoded);
  }

  /** Adds a state that waited while an older version ran, for rules that have no state. Called after {@link #resumeAfterRestart}. */
  public void completeAfterRestart(byte[] encoded) throws IOException {
    beginsAgain = true;
    store.complete(encoded);
    findDue();
  }
}
