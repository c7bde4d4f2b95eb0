package org.eyas.engine.loop;

import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.eyas.api.alert.Alert;
import org.eyas.api.event.Event;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.check.TypedCondition.Always;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.compile.EventRules;
import org.eyas.engine.compile.MatchedRules;
import org.eyas.engine.format.AlertWriter;
import org.eyas.engine.repeat.RepeatWindow;
import org.eyas.engine.repeat.RepeatedAlerts;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.state.process.LoopEvent;
import org.eyas.engine.stateful.FiringListener;
import org.eyas.engine.stateful.StatefulRules;
import org.eyas.engine.stateful.event.FiredEvent;
import org.eyas.engine.stateful.event.StepMatchEvent;
import org.eyas.engine.statistics.RuleCounts;
import org.jspecify.annotations.Nullable;

/**
 * Fires the matching rules of one source: the first rule or all of them, unless mutes hide their alerts. It makes and sends their
 * alerts at once, and passes open matches to the {@link MatchHolder}. Used by one loop's thread.
 */
final class RuleMatchHandler {
  /** The outcome of a match; with {@link #HIDDEN}, the rule counts as if it had not matched. */
  private enum Outcome {
    FIRED,
    HIDDEN,
    OPEN
  }

  private final LoadResult loaded;
  private final StatefulRules memories;
  private final AlertWriter[] writers;
  private final RuleCounts counts;
  private final RepeatedAlerts repeats;
  private final boolean all;
  private final BitSet signals = new BitSet(); // keys of rules
  private final MatchHolder holder;
  private final StatefulRuleAlerts statefulAlerts = new StatefulRuleAlerts();

  /** @param writers the writers of alerts by the key of the rule; null for rules of other sources */
  RuleMatchHandler(
      LoadResult loaded, StatefulRules memories, AlertWriter[] writers, RuleCounts counts, RepeatedAlerts repeats,
      MatchOptions options) {
    this.loaded = loaded;
    this.memories = memories;
    this.writers = writers;
    this.counts = counts;
    this.repeats = repeats;
    all = options.all();
    for (int key = 0; key < loaded.rules().size(); key++) {
      signals.set(key, loaded.rules().get(key).isSignal());
    }
    holder = new MatchHolder(loaded, memories, writers, counts, options.hold());
  }

  /** Whether conditions that read a pending value wait for it. */
  boolean holdsConditions() {
    return holder.holdsConditions();
  }

  /** Fires the rules that matched an event. Signals fire whatever other rules do, and do not prevent them. */
  void fireMatches(MatchedRules hits, LoopEvent event, MatchContext context) throws InterruptedException {
    holder.begin();
    int stateless = memories.statelessCount(hits);
    boolean ends = false;
    for (int i = 0; i < stateless; i++) {
      int key = hits.key(i);
      if (signals.get(key)) {
        fireSignal(key, event, context);
      } else if (all || !ends) {
        Outcome outcome = fireRule(key, event, event, context);
        if (outcome == Outcome.OPEN) {
          holdFrom(hits, i, all ? i + 1 : stateless, event, context);
        }
        ends = outcome != Outcome.HIDDEN;
      }
    }
  }

  private void fireSignal(int key, LoopEvent event, MatchContext context) throws InterruptedException {
    if (fireRule(key, event, event, context) == Outcome.OPEN) {
      holder.holdOutput(key, event, false, event, context);
    }
  }

  /** Holds a match that a mute may hide later, with the rules that fire instead if it does. */
  private void holdFrom(MatchedRules hits, int first, int end, LoopEvent event, MatchContext context)
      throws InterruptedException {
    boolean ends = false;
    for (int i = first; i < end && !ends; i++) {
      int key = hits.key(i);
      if (!signals.get(key)) {
        holder.add(key, Always.TRUE, event, context);
        ends = !counts.hasMutes(key);
      }
    }
    holder.holdAdded(event, context);
  }

  /** Fires the rules that matched an event with pending values. Decides again, and exactly, the rules that read these values. */
  void fireDecided(EventRules candidates, MatchedRules hits, List<TypedValue> pending, LoopEvent event, MatchContext context)
      throws InterruptedException {
    holder.begin();
    BitSet reading = holder.reading(pending);
    holder.holdSteps(candidates, hits, reading, event, context);
    boolean ends = false;
    for (int i = 0; i < candidates.size(); i++) {
      int key = candidates.key(i);
      if (memories.isStep(key)) {
        break; // steps come last, and were decided
      }
      if (ends && !signals.get(key)) {
        continue; // the rule cannot fire
      }
      TypedCondition decided = reading.get(key) ? holder.decide(key, event, context) : Always.of(hits.contains(key));
      if (signals.get(key)) {
        fireDecidedSignal(key, decided, event, context);
        continue;
      }
      boolean holds = decided.equals(Always.TRUE);
      boolean mayFireNow = holds && !holder.hasAdded();
      Outcome outcome = mayFireNow ? fireRule(key, event, event, context) : undecided(decided);
      if (outcome == Outcome.OPEN) {
        holder.add(key, decided, event, context);
      }
      if (all) {
        holder.holdAdded(event, context);
      } else {
        ends = outcome == Outcome.FIRED || (holds && !counts.hasMutes(key));
      }
    }
    holder.holdAdded(event, context);
  }

  private void fireDecidedSignal(int key, TypedCondition decided, LoopEvent event, MatchContext context)
      throws InterruptedException {
    if (decided.equals(Always.TRUE)) {
      fireSignal(key, event, context);
    } else if (!decided.equals(Always.FALSE)) {
      holder.holdAlone(key, decided, event, context);
    }
  }

  private static Outcome undecided(TypedCondition decided) {
    return decided.equals(Always.FALSE) ? Outcome.HIDDEN : Outcome.OPEN;
  }

  /**
   * Passes matching rules and steps to the stateful rules. Such rules do not prevent other rules from firing, and other
   * rules do not prevent them.
   */
  void updateStatefulRules(MatchedRules hits, LoopEvent event, MatchContext context) throws InterruptedException {
    int stateless = memories.statelessCount(hits);
    for (int i = hits.size() - 1; i >= stateless && holdsConditions(); i--) {
      if (memories.isPending(hits.key(i), event)) {
        holder.holdFirstSeen(hits.key(i), hits, event, context);
      }
    }
    if (stateless < hits.size()) {
      memories.evaluate(hits, stateless, event, statefulAlerts.with(event, context));
    }
  }

  /** The alerts that repeat earlier ones. */
  RepeatedAlerts repeats() {
    return repeats;
  }

  /** Advances the time: fires the rules that waited for an event that did not happen, and reports repeated alerts. */
  void elapse(long nowNanos, MatchContext context) throws InterruptedException {
    repeats.endDueWindows(nowNanos, context.alerts());
    memories.advanceTime(nowNanos, statefulAlerts.at(nowNanos, context));
  }

  /**
   * Fires a rule that matched.
   *
   * @param shown the event; for a stateful rule, together with the events of its state
   * @return {@code HIDDEN} if a mute hides the alert: then the next rule may fire, as with any other exception. {@code
   *     OPEN} if a mute may hide the alert later: then the caller holds the match
   */
  private Outcome fireRule(int key, LoopEvent event, Event shown, MatchContext context) throws InterruptedException {
    if (counts.hasMutes(key)) {
      return fireUnlessHidden(key, event, shown, context);
    }
    counts.countHit(key);
    LoadedRule rule = loaded.rules().get(key);
    try {
      AlertWriter writer = writers[key];
      Alert alert = writer.alert(shown);
      if (writer.sawPending() && holder.holdsOutputs()) {
        holdUnlessRepeated(key, event, shown, alert, context);
      } else {
        sendUnlessRepeated(key, event, alert, context);
      }
      context.record(rule, event);
    } catch (RuntimeException e) {
      context.outputFailed(rule, e);
    }
    return Outcome.FIRED;
  }

  private Outcome fireUnlessHidden(int key, LoopEvent event, Event shown, MatchContext context) throws InterruptedException {
    LoadedRule rule = loaded.rules().get(key);
    try {
      AlertWriter writer = writers[key];
      Alert alert = writer.alert(shown);
      if (writer.sawPending() && holder.holdsOutputs()) {
        return Outcome.OPEN; // the mutes are asked when the held match is decided
      }
      if (counts.hideIfMuted(key, alert)) {
        return Outcome.HIDDEN;
      }
      counts.countHit(key);
      sendUnlessRepeated(key, event, alert, context);
      context.record(rule, event);
    } catch (RuntimeException e) {
      context.outputFailed(rule, e);
    }
    return Outcome.FIRED;
  }

  private void sendUnlessRepeated(int key, LoopEvent event, Alert alert, MatchContext context) throws InterruptedException {
    if (!countIfRepeated(key, event, alert, context)) {
      context.send(loaded, loaded.rules().get(key), event, alert);
      repeats.begin(key, event.timestampNanos(), alert, context.alerts());
    }
  }

  private void holdUnlessRepeated(int key, LoopEvent event, Event shown, Alert alert, MatchContext context)
      throws InterruptedException {
    if (!countIfRepeated(key, event, alert, context)) {
      holder.holdOutput(key, shown, true, event, context);
      repeats.begin(key, event.timestampNanos(), null, context.alerts());
    }
  }

  /** Whether an alert is a repeat. An alert whose key cannot be read is none. */
  private boolean countIfRepeated(int key, LoopEvent event, Alert alert, MatchContext context) {
    RepeatWindow window = null;
    try {
      window = repeats.find(key, event);
    } catch (RuntimeException e) {
      context.faults().add("'repeats' of rule '" + loaded.rules().get(key).name() + "'", e);
    }
    if (window == null) {
      return false;
    }
    window.add(alert);
    counts.countRepeat(key);
    return true;
  }

  /** Makes the alerts of stateful rules. One object is used for all events. */
  private final class StatefulRuleAlerts implements FiringListener<InterruptedException> {
    private @Nullable LoopEvent event;
    private @Nullable MatchContext current;
    private long nowNanos;

    StatefulRuleAlerts with(LoopEvent of, MatchContext context) {
      event = of;
      nowNanos = of.timestampNanos();
      current = context;
      return this;
    }

    /** Sets the time between two events. */
    StatefulRuleAlerts at(long time, MatchContext context) {
      event = null;
      nowNanos = time;
      current = context;
      return this;
    }

    @Override
    public void fires(int rule, FiredEvent fired) throws InterruptedException {
      MatchContext context = Objects.requireNonNull(current);
      if (fired.isOver()) {
        fireEnded(rule, fired, context);
      } else {
        LoopEvent of = Objects.requireNonNull(event);
        if (RuleMatchHandler.this.fireRule(rule, of, fired, context) == Outcome.OPEN) {
          holder.holdOutput(rule, fired, false, of, context);
        }
      }
    }

    /** Fires a rule for an event that is over. The values of the event were read when it happened. */
    private void fireEnded(int key, FiredEvent fired, MatchContext context) throws InterruptedException {
      LoadedRule rule = loaded.rules().get(key);
      try {
        Alert alert = writers[key].alert(fired);
        if (counts.hideIfMuted(key, alert)) {
          return;
        }
        counts.countHit(key);
        context.sendLater(rule, alert);
        // A capture begins now, so its time counts from now on.
        context.recorder().onAlert(nowNanos, fired.sequence(), rule.capture(), rule.captureMillis());
      } catch (RuntimeException e) {
        context.outputFailed(rule, e);
      }
    }

    @Override
    public void found(StepMatchEvent found) {
      Objects.requireNonNull(current).found().add(found);
    }

    @Override
    public void failed(int rule, RuntimeException failure) {
      Objects.requireNonNull(current).faults().add("rule '" + loaded.rules().get(rule).name() + "'", failure);
    }
  }
}
