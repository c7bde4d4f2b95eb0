package org.eyas.engine.loop;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
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
import org.eyas.engine.rules.SignalWeight;
import org.eyas.engine.state.process.LoopEvent;
import org.eyas.engine.stateful.StatefulRules;
import org.eyas.engine.stateful.condition.FirstSeenCondition;
import org.eyas.engine.statistics.RuleCounts;
import org.jspecify.annotations.Nullable;

/**
 * Holds the matches of one source until their pending values have arrived, and fires or drops them when they are decided. A match is
 * open if its condition or its output reads a pending value, or if a mute may hide an output that does. Used by one loop's thread.
 */
final class MatchHolder {
  private final LoadResult loaded;
  private final StatefulRules memories;
  private final AlertWriter[] writers;
  private final RuleCounts counts;
  private final HoldOptions options;
  private final PendingRuleDecider decider;
  private final PendingStepSelector pendingSteps;
  private final List<PendingMatch> open = new ArrayList<>(); // of the current event, in the order of the rules
  private @Nullable HeldEventMatches held; // of the current event
  private @Nullable UndecidedEventCounter undecided; // the same

  MatchHolder(LoadResult loaded, StatefulRules memories, AlertWriter[] writers, RuleCounts counts, HoldOptions options) {
    this.loaded = loaded;
    this.memories = memories;
    this.writers = writers;
    this.counts = counts;
    this.options = options;
    decider = new PendingRuleDecider(loaded.rules());
    pendingSteps = new PendingStepSelector(memories, decider.evaluator(), options.most());
  }

  /** Whether conditions that read a pending value wait for it. */
  boolean holdsConditions() {
    return options.holds() && options.conditions();
  }

  /** Whether outputs that read a pending value wait for it. */
  boolean holdsOutputs() {
    return options.holds();
  }

  /** Begins the next event. */
  void begin() {
    open.clear();
    held = null;
    undecided = null;
  }

  /** The keys of the rules that read one of these values; rules of other sources may be among them. */
  BitSet reading(List<TypedValue> pending) {
    return decider.reading(pending);
  }

  /** The decision of a rule's condition, or the residual condition if a value is pending. */
  TypedCondition decide(int key, LoopEvent event, MatchContext context) {
    return decider.decide(key, event, context.faults());
  }

  /** Holds the steps that read pending values, and removes them from the hits. */
  void holdSteps(EventRules candidates, MatchedRules hits, BitSet reading, LoopEvent event, MatchContext context)
      throws InterruptedException {
    for (int step : pendingSteps.hold(candidates, hits, reading, event, context, undecided(event, context))) {
      holdFirstSeen(step, hits, event, context);
    }
  }

  /**
   * Holds an event for a rule with {@code first}. If all values are known, the match is not held: the hits contain it
   * if the rule matches.
   */
  void holdFirstSeen(int step, MatchedRules hits, LoopEvent event, MatchContext context) throws InterruptedException {
    int key = memories.rule(step);
    FirstSeenCondition first = memories.firstSeen(step);
    TypedCondition decided = first == null ? Always.FALSE : decider.decideFirst(key, first, event, context.faults());
    if (!(decided instanceof Always)) {
      hits.remove(step);
      PendingMatch match = openMatch(key, decided, event, context);
      if (match != null) {
        hold(List.of(match), new HeldEventMatches(context, undecided(event, context), true), event, context);
      }
    }
  }

  /** Adds an open match of the current event. It is held by the next {@link #holdAdded}. */
  void add(int key, TypedCondition decided, LoopEvent event, MatchContext context) {
    PendingMatch match = openMatch(key, decided, event, context);
    if (match != null) {
      open.add(match);
    }
  }

  private @Nullable PendingMatch openMatch(int key, TypedCondition decided, LoopEvent event, MatchContext context) {
    try {
      return new PendingMatch(key, decided, writers[key].open(event), false);
    } catch (RuntimeException e) {
      context.outputFailed(loaded.rules().get(key), e);
      return null;
    }
  }

  /** Whether matches were added that are not held yet. */
  boolean hasAdded() {
    return !open.isEmpty();
  }

  /** Holds the added matches together: the first one that turns out to be true fires, and the other ones do not. */
  void holdAdded(LoopEvent event, MatchContext context) throws InterruptedException {
    if (hasAdded()) {
      hold(open, ofEvent(event, context), event, context);
      open.clear();
    }
  }

  /** Holds an open match that does not depend on other rules. */
  void holdAlone(int key, TypedCondition decided, LoopEvent event, MatchContext context) throws InterruptedException {
    PendingMatch match = openMatch(key, decided, event, context);
    if (match != null) {
      hold(List.of(match), ofEvent(event, context), event, context);
    }
  }

  /**
   * Holds a match whose condition is true, because its output reads a pending value.
   *
   * @param certain whether the rule fires in any case; otherwise a mute may hide the complete alert
   */
  void holdOutput(int key, Event shown, boolean certain, LoopEvent event, MatchContext context) throws InterruptedException {
    PendingMatch match = new PendingMatch(key, Always.TRUE, writers[key].open(shown), certain);
    hold(List.of(match), ofEvent(event, context), event, context);
  }

  private void hold(List<PendingMatch> matches, HeldEventMatches handler, LoopEvent event, MatchContext context)
      throws InterruptedException {
    context.held().hold(new HeldMatch(handler, event.retain(), matches), options);
  }

  private HeldEventMatches ofEvent(LoopEvent event, MatchContext context) {
    HeldEventMatches current = held == null ? new HeldEventMatches(context, undecided(event, context), false) : held;
    held = current;
    return current;
  }

  /** The counter of the current event: the event counts once, even if several matches and steps of it are held. */
  private UndecidedEventCounter undecided(LoopEvent event, MatchContext context) {
    UndecidedEventCounter current =
        undecided == null ? new UndecidedEventCounter(context.tally(), event.type().code()) : undecided;
    undecided = current;
    return current;
  }

  /** Fires or drops the held matches of one event, once they are decided. */
  private final class HeldEventMatches implements HeldMatchHandler {
    private final MatchContext context;
    private final UndecidedEventCounter event;
    private final boolean first;

    /** @param first whether the matches are those of rules with {@code first} that have not seen the event */
    HeldEventMatches(MatchContext context, UndecidedEventCounter event, boolean first) {
      this.context = context;
      this.event = event;
      this.first = first;
    }

    @Override
    public PartialEvaluator evaluator() {
      return decider.evaluator();
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
        context.record(rule, event);
      }
      context.send(loaded, rule, event, alert);
    }

    @Override
    public void followUp(Alert sent, Alert completed) throws InterruptedException {
      if (SignalWeight.of(sent.tags()) == null) {
        context.alerts().accept(FollowUpAlert.of(sent, completed));
      }
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
