package org.eyas.engine.loop;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.eyas.api.alert.Alert;
import org.eyas.api.event.Event;
import org.eyas.engine.alert.FollowUpAlert;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.check.TypedCondition.Always;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.compile.EventRules;
import org.eyas.engine.compile.MatchedRules;
import org.eyas.engine.compile.PartialEvaluator;
import org.eyas.engine.format.AlertWriter;
import org.eyas.engine.hold.HeldMatch;
import org.eyas.engine.hold.HeldMatchHandler;
import org.eyas.engine.hold.HoldOptions;
import org.eyas.engine.hold.PendingMatch;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.state.process.LoopEvent;
import org.eyas.engine.stateful.FiringListener;
import org.eyas.engine.stateful.StatefulRules;
import org.eyas.engine.stateful.condition.FirstSeenCondition;
import org.eyas.engine.stateful.event.FiredEvent;
import org.eyas.engine.stateful.event.StepMatchEvent;
import org.eyas.engine.statistics.RuleCounts;
import org.jspecify.annotations.Nullable;

/**
 * Makes the alerts of matching rules. A match that is open, because its condition or its output reads a pending value, is held.
 * Used by one loop's thread.
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
  private final boolean all;
  private final HoldOptions options;
  private final PendingRuleDecider late;
  private final PendingStepSelector pendingSteps;
  private final StatefulRuleAlerts remembered = new StatefulRuleAlerts();
  private @Nullable LaterMatches later; // of the present event
  private @Nullable UndecidedEventCounter undecided; // the same

  /** @param writers the writers of alerts by the key of the rule; null for rules of other sources */
  RuleMatchHandler(LoadResult loaded, StatefulRules memories, AlertWriter[] writers, RuleCounts counts, MatchOptions options) {
    this.loaded = loaded;
    this.memories = memories;
    this.writers = writers;
    this.counts = counts;
    all = options.all();
    this.options = options.hold();
    late = new PendingRuleDecider(loaded.rules());
    pendingSteps = new PendingStepSelector(memories, late.evaluator(), options.hold().most());
  }

  /** Whether conditions that read a pending value wait for it. */
  boolean decidesLate() {
    return options.holds() && options.late();
  }

  /** Makes the alerts of the rules that matched an event. */
  void alert(MatchedRules hits, LoopEvent event, MatchContext then) throws InterruptedException {
    begin();
    int plain = memories.statelessCount(hits);
    boolean ends = false;
    for (int i = 0; i < plain && (all || !ends); i++) {
      Outcome outcome = fireRule(hits.key(i), event, event, then);
      if (outcome == Outcome.OPEN) {
        holdFrom(hits, i, all ? i + 1 : plain, event, then);
      }
      ends = outcome != Outcome.HIDDEN;
    }
  }

  private void begin() {
    later = null;
    undecided = null;
  }

  /** Holds a match that a mute may hide later, with the rules that fire instead if it does. */
  private void holdFrom(MatchedRules hits, int first, int end, LoopEvent event, MatchContext then) throws InterruptedException {
    List<PendingMatch> open = new ArrayList<>();
    boolean ends = false;
    for (int i = first; i < end && !ends; i++) {
      add(hits.key(i), Always.TRUE, event, open, then);
      ends = !counts.hasMutes(hits.key(i));
    }
    hold(open, event, then);
  }

  /**
   * Passes matching rules and steps to the rules that remember events. Such rules do not prevent other rules from
   * firing, and other rules do not prevent them.
   */
  void remember(MatchedRules hits, LoopEvent event, MatchContext then) throws InterruptedException {
    int plain = memories.statelessCount(hits);
    for (int i = hits.size() - 1; i >= plain && decidesLate(); i--) {
      if (memories.isPending(hits.key(i), event)) {
        holdFirst(hits.key(i), hits, event, then);
      }
    }
    if (plain < hits.size()) {
      memories.evaluate(hits, plain, event, remembered.with(event, then));
    }
  }

  /** Advances the time: fires the rules that waited for an event that did not happen. */
  void elapse(long nowNanos, MatchContext then) throws InterruptedException {
    memories.advanceTime(nowNanos, remembered.at(nowNanos, then));
  }

  /** Decides again, and exactly, the rules that read pending values of this event. */
  void decide(EventRules candidates, MatchedRules hits, List<TypedValue> pending, LoopEvent event, MatchContext then)
      throws InterruptedException {
    begin();
    BitSet reading = late.reading(pending);
    for (int step : pendingSteps.hold(candidates, hits, reading, event, then, undecided(event, then))) {
      holdFirst(step, hits, event, then);
    }
    List<PendingMatch> open = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      int key = candidates.key(i);
      if (memories.isStep(key)) {
        break; // steps come last, and were decided
      }
      TypedCondition decided = reading.get(key) ? late.decide(key, event, then.faults()) : Always.of(hits.contains(key));
      boolean holds = decided.equals(Always.TRUE);
      boolean mayFireNow = holds && open.isEmpty();
      Outcome outcome = mayFireNow ? fireRule(key, event, event, then) : undecided(decided);
      if (outcome == Outcome.OPEN) {
        add(key, decided, event, open, then);
      }
      if (all) {
        hold(open, event, then);
        open.clear();
      } else if (outcome == Outcome.FIRED || (holds && !counts.hasMutes(key))) {
        break; // later rules cannot fire
      }
    }
    hold(open, event, then);
  }

  /**
   * Holds an event for a rule with {@code first}. If all values are known, the match is not held: the hits contain it
   * if the rule matches.
   */
  private void holdFirst(int step, MatchedRules hits, LoopEvent event, MatchContext then) throws InterruptedException {
    int key = memories.rule(step);
    FirstSeenCondition first = memories.firstSeen(step);
    TypedCondition decided = first == null ? Always.FALSE : late.decideFirst(key, first, event, then.faults());
    if (!(decided instanceof Always)) {
      hits.remove(step);
      List<PendingMatch> open = new ArrayList<>();
      add(key, decided, event, open, then);
      hold(new LaterMatches(then, undecided(event, then), true), open, event, then);
    }
  }

  private static Outcome undecided(TypedCondition decided) {
    return decided.equals(Always.FALSE) ? Outcome.HIDDEN : Outcome.OPEN;
  }

  private void add(int key, TypedCondition decided, LoopEvent event, List<PendingMatch> open, MatchContext then) {
    try {
      open.add(new PendingMatch(key, decided, writers[key].open(event), false));
    } catch (RuntimeException e) {
      then.faults().add("output of rule '" + loaded.rules().get(key).name() + "'", e);
    }
  }

  /**
   * Fires a rule that matched.
   *
   * @param shown the event; for a rule that remembers events, together with those events
   * @return {@code HIDDEN} if a mute hides the alert: then the next rule may fire, as with any other exception. {@code
   *     OPEN} if a mute may hide the alert later: then the caller holds the match
   */
  private Outcome fireRule(int key, LoopEvent event, Event shown, MatchContext then) throws InterruptedException {
    if (counts.hasMutes(key)) {
      return fireUnlessHidden(key, event, shown, then);
    }
    counts.countHit(key);
    LoadedRule rule = loaded.rules().get(key);
    try {
      AlertWriter writer = writers[key];
      Alert alert = writer.alert(shown);
      if (writer.sawPending() && options.holds()) {
        hold(List.of(new PendingMatch(key, Always.TRUE, writer.open(shown), true)), event, then);
      } else {
        send(rule, event, alert, then);
      }
      record(rule, event, then);
    } catch (RuntimeException e) {
      then.faults().add("output of rule '" + rule.name() + "'", e);
    }
    return Outcome.FIRED;
  }

  private Outcome fireUnlessHidden(int key, LoopEvent event, Event shown, MatchContext then) throws InterruptedException {
    LoadedRule rule = loaded.rules().get(key);
    try {
      AlertWriter writer = writers[key];
      Alert alert = writer.alert(shown);
      if (writer.sawPending() && options.holds()) {
        return Outcome.OPEN; // the mutes are asked when the held match is decided
      }
      if (counts.hideIfMuted(key, alert)) {
        return Outcome.HIDDEN;
      }
      counts.countHit(key);
      send(rule, event, alert, then);
      record(rule, event, then);
    } catch (RuntimeException e) {
      then.faults().add("output of rule '" + rule.name() + "'", e);
    }
    return Outcome.FIRED;
  }

  /** Fires a rule for an event that is over. The values of the event were read when it happened. */
  private void fireLater(int key, FiredEvent fired, long nowNanos, MatchContext then) throws InterruptedException {
    LoadedRule rule = loaded.rules().get(key);
    try {
      Alert alert = writers[key].alert(fired);
      if (counts.hideIfMuted(key, alert)) {
        return;
      }
      counts.countHit(key);
      then.watch().alertedLater(rule, alert);
      then.held().send(() -> then.alerts().accept(alert));
      // A capture begins now, so its time counts from now on.
      then.recorder().onAlert(nowNanos, fired.sequence(), rule.capture(), rule.captureMillis());
    } catch (RuntimeException e) {
      then.faults().add("output of rule '" + rule.name() + "'", e);
    }
  }

  private void hold(List<PendingMatch> open, LoopEvent event, MatchContext then) throws InterruptedException {
    LaterMatches of = later == null ? new LaterMatches(then, undecided(event, then), false) : later;
    later = of;
    hold(of, open, event, then);
  }

  private void hold(LaterMatches of, List<PendingMatch> open, LoopEvent event, MatchContext then) throws InterruptedException {
    if (!open.isEmpty()) {
      then.held().hold(new HeldMatch(of, event.retain(), open), options);
    }
  }

  /** The counter of the current event: the event counts once, even if several matches and steps of it are held. */
  private UndecidedEventCounter undecided(LoopEvent event, MatchContext then) {
    UndecidedEventCounter of = undecided == null ? new UndecidedEventCounter(then.tally(), event.type().code()) : undecided;
    undecided = of;
    return of;
  }

  private void send(LoadedRule rule, Event event, Alert alert, MatchContext then) throws InterruptedException {
    then.watch().alerted(loaded, rule, event, alert);
    then.held().send(() -> then.alerts().accept(alert));
  }

  private static void record(LoadedRule rule, Event event, MatchContext then) {
    then.recorder().onAlert(event.timestampNanos(), event.sequence(), rule.capture(), rule.captureMillis());
  }

  /** Makes the alerts of rules that remember events. One object is used for all events. */
  private final class StatefulRuleAlerts implements FiringListener<InterruptedException> {
    private @Nullable LoopEvent event;
    private @Nullable MatchContext context;
    private long nowNanos;

    StatefulRuleAlerts with(LoopEvent of, MatchContext afterwards) {
      event = of;
      nowNanos = of.timestampNanos();
      context = afterwards;
      return this;
    }

    /** Sets the time between two events. */
    StatefulRuleAlerts at(long time, MatchContext afterwards) {
      event = null;
      nowNanos = time;
      context = afterwards;
      return this;
    }

    @Override
    public void fires(int rule, FiredEvent fired) throws InterruptedException {
      MatchContext afterwards = Objects.requireNonNull(context);
      if (fired.isOver()) {
        fireLater(rule, fired, nowNanos, afterwards);
      } else {
        LoopEvent of = Objects.requireNonNull(event);
        if (RuleMatchHandler.this.fireRule(rule, of, fired, afterwards) == Outcome.OPEN) {
          hold(List.of(new PendingMatch(rule, Always.TRUE, writers[rule].open(fired), false)), of, afterwards);
        }
      }
    }

    @Override
    public void found(StepMatchEvent found) {
      Objects.requireNonNull(context).found().add(found);
    }

    @Override
    public void failed(int rule, RuntimeException failure) {
      Objects.requireNonNull(context).faults().add("rule '" + loaded.rules().get(rule).name() + "'", failure);
    }
  }

  /** Fires or drops the held matches of one event, once they are decided. */
  private final class LaterMatches implements HeldMatchHandler {
    private final MatchContext context;
    private final UndecidedEventCounter event;
    private final boolean first;

    /** @param first whether the matches are those of rules with {@code first} that have not seen the event */
    LaterMatches(MatchContext then, UndecidedEventCounter event, boolean first) {
      this.context = then;
      this.event = event;
      this.first = first;
    }

    @Override
    public PartialEvaluator evaluator() {
      return late.evaluator();
    }

    @Override
    public boolean isHidden(PendingMatch match, Event event, Alert alert) {
      return !match.isCertain() && (first && !memories.isNew(match.key(), event) || counts.hideIfMuted(match.key(), alert));
    }

    @Override
    public void fire(PendingMatch match, Event event, Alert alert) throws InterruptedException {
      LoadedRule rule = loaded.rules().get(match.key());
      if (!match.isCertain()) {
        counts.countHit(match.key());
        record(rule, event, context);
      }
      send(rule, event, alert, context);
    }

    @Override
    public void followUp(Alert sent, Alert completed) throws InterruptedException {
      context.alerts().accept(FollowUpAlert.of(sent, completed));
    }

    @Override
    public void countUndecided() {
      event.countLater();
    }

    @Override
    public void reportFailure(PendingMatch match, RuntimeException failure) {
      context.faults().add("rule '" + loaded.rules().get(match.key()).name() + "', decided later", failure);
    }
  }
}
