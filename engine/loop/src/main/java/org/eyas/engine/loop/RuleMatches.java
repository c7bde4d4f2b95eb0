package org.eyas.engine.loop;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import org.eyas.api.alert.Alert;
import org.eyas.api.event.Event;
import org.eyas.engine.check.TypedExpr;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.check.TypedExpr.Always;
import org.eyas.engine.compile.EventRules;
import org.eyas.engine.compile.Hits;
import org.eyas.engine.compile.PartialEvaluator;
import org.eyas.engine.format.AlertWriter;
import org.eyas.engine.hold.HeldMatch;
import org.eyas.engine.hold.HeldRules;
import org.eyas.engine.hold.HoldOptions;
import org.eyas.engine.hold.OpenMatch;
import org.eyas.engine.memory.FiredEvent;
import org.eyas.engine.memory.FirstSeen;
import org.eyas.engine.memory.FoundEvent;
import org.eyas.engine.memory.RuleMemories;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.state.LoopEvent;
import org.jspecify.annotations.Nullable;

/**
 * Makes the alerts of matching rules. A match that is open, because its condition or its output reads a pending value, is held.
 * Used by one loop's thread.
 */
final class RuleMatches {
  /** The outcome of a match; with {@link #HIDDEN}, the rule counts as if it had not matched. */
  private enum Outcome {
    FIRED,
    HIDDEN,
    OPEN
  }

  private final LoadResult loaded;
  private final RuleMemories memories;
  private final AlertWriter[] writers;
  private final RuleCounts counts;
  private final boolean all;
  private final HoldOptions options;
  private final LateDecisions late;
  private final PendingSteps pendingSteps;
  private final Remembered remembered = new Remembered();
  private @Nullable Later later; // of the present event
  private @Nullable UndecidedEvent undecided; // the same

  /** @param writers the writers of alerts by the key of the rule; null for rules of other sources */
  RuleMatches(LoadResult loaded, RuleMemories memories, AlertWriter[] writers, RuleCounts counts, MatchOptions options) {
    this.loaded = loaded;
    this.memories = memories;
    this.writers = writers;
    this.counts = counts;
    all = options.all();
    this.options = options.hold();
    late = new LateDecisions(loaded.rules());
    pendingSteps = new PendingSteps(memories, late.evaluator(), options.hold().most());
  }

  /** Whether conditions that read a pending value wait for it. */
  boolean decidesLate() {
    return options.holds() && options.late();
  }

  /** Makes the alerts of the rules that matched an event. */
  void alert(Hits hits, LoopEvent event, OnMatch then) throws InterruptedException {
    begin();
    int plain = memories.plain(hits);
    boolean ends = false;
    for (int i = 0; i < plain && (all || !ends); i++) {
      Outcome outcome = fires(hits.key(i), event, event, then);
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
  private void holdFrom(Hits hits, int first, int end, LoopEvent event, OnMatch then) throws InterruptedException {
    List<OpenMatch> open = new ArrayList<>();
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
  void remember(Hits hits, LoopEvent event, OnMatch then) throws InterruptedException {
    int plain = memories.plain(hits);
    for (int i = hits.size() - 1; i >= plain && decidesLate(); i--) {
      if (memories.isPending(hits.key(i), event)) {
        holdFirst(hits.key(i), hits, event, then);
      }
    }
    if (plain < hits.size()) {
      memories.see(hits, plain, event, remembered.with(event, then));
    }
  }

  /** Advances the time: fires the rules that waited for an event that did not happen. */
  void elapse(long nowNanos, OnMatch then) throws InterruptedException {
    memories.elapse(nowNanos, remembered.at(nowNanos, then));
  }

  /** Decides again, and exactly, the rules that read pending values of this event. */
  void decide(EventRules candidates, Hits hits, List<TypedValue> pending, LoopEvent event, OnMatch then)
      throws InterruptedException {
    begin();
    BitSet reading = late.reading(pending);
    for (int step : pendingSteps.hold(candidates, hits, reading, event, then, undecided(event, then))) {
      holdFirst(step, hits, event, then);
    }
    List<OpenMatch> open = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      int key = candidates.key(i);
      if (memories.isStep(key)) {
        break; // steps come last, and were decided
      }
      TypedExpr decided = reading.get(key) ? late.decide(key, event, then.faults()) : Always.of(hits.contains(key));
      boolean holds = decided.equals(Always.TRUE);
      boolean mayFireNow = holds && open.isEmpty();
      Outcome outcome = mayFireNow ? fires(key, event, event, then) : undecided(decided);
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
  private void holdFirst(int step, Hits hits, LoopEvent event, OnMatch then) throws InterruptedException {
    int key = memories.rule(step);
    FirstSeen first = memories.first(step);
    TypedExpr decided = first == null ? Always.FALSE : late.decideFirst(key, first, event, then.faults());
    if (!(decided instanceof Always)) {
      hits.remove(step);
      List<OpenMatch> open = new ArrayList<>();
      add(key, decided, event, open, then);
      hold(new Later(then, undecided(event, then), true), open, event, then);
    }
  }

  private static Outcome undecided(TypedExpr decided) {
    return decided.equals(Always.FALSE) ? Outcome.HIDDEN : Outcome.OPEN;
  }

  private void add(int key, TypedExpr decided, LoopEvent event, List<OpenMatch> open, OnMatch then) {
    try {
      open.add(new OpenMatch(key, decided, writers[key].open(event), false));
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
  private Outcome fires(int key, LoopEvent event, Event shown, OnMatch then) throws InterruptedException {
    if (counts.hasMutes(key)) {
      return firesUnlessHidden(key, event, shown, then);
    }
    counts.hit(key);
    LoadedRule rule = loaded.rules().get(key);
    try {
      AlertWriter writer = writers[key];
      Alert alert = writer.alert(shown);
      if (writer.sawPending() && options.holds()) {
        hold(List.of(new OpenMatch(key, Always.TRUE, writer.open(shown), true)), event, then);
      } else {
        send(rule, event, alert, then);
      }
      record(rule, event, then);
    } catch (RuntimeException e) {
      then.faults().add("output of rule '" + rule.name() + "'", e);
    }
    return Outcome.FIRED;
  }

  private Outcome firesUnlessHidden(int key, LoopEvent event, Event shown, OnMatch then) throws InterruptedException {
    LoadedRule rule = loaded.rules().get(key);
    try {
      AlertWriter writer = writers[key];
      Alert alert = writer.alert(shown);
      if (writer.sawPending() && options.holds()) {
        return Outcome.OPEN; // the mutes are asked when the held match is decided
      }
      if (counts.isHidden(key, alert)) {
        return Outcome.HIDDEN;
      }
      counts.hit(key);
      send(rule, event, alert, then);
      record(rule, event, then);
    } catch (RuntimeException e) {
      then.faults().add("output of rule '" + rule.name() + "'", e);
    }
    return Outcome.FIRED;
  }

  /** Fires a rule for an event that is over. The values of the event were read when it happened. */
  private void firesLater(int key, FiredEvent fired, long nowNanos, OnMatch then) throws InterruptedException {
    LoadedRule rule = loaded.rules().get(key);
    try {
      Alert alert = writers[key].alert(fired);
      if (counts.isHidden(key, alert)) {
        return;
      }
      counts.hit(key);
      then.watch().alertedLater(rule, alert);
      then.held().send(() -> then.alerts().accept(alert));
      // A capture begins now, so its time counts from now on.
      then.recorder().alerted(nowNanos, fired.sequence(), rule.capture(), rule.captureMillis());
    } catch (RuntimeException e) {
      then.faults().add("output of rule '" + rule.name() + "'", e);
    }
  }

  private void hold(List<OpenMatch> open, LoopEvent event, OnMatch then) throws InterruptedException {
    Later of = later == null ? new Later(then, undecided(event, then), false) : later;
    later = of;
    hold(of, open, event, then);
  }

  private void hold(Later of, List<OpenMatch> open, LoopEvent event, OnMatch then) throws InterruptedException {
    if (!open.isEmpty()) {
      then.held().hold(new HeldMatch(of, event.keep(), open), options);
    }
  }

  /** The counter of the current event: the event counts once, even if several matches and steps of it are held. */
  private UndecidedEvent undecided(LoopEvent event, OnMatch then) {
    UndecidedEvent of = undecided == null ? new UndecidedEvent(then.tally(), event.type().code()) : undecided;
    undecided = of;
    return of;
  }

  private void send(LoadedRule rule, Event event, Alert alert, OnMatch then) throws InterruptedException {
    then.watch().alerted(loaded, rule, event, alert);
    then.held().send(() -> then.alerts().accept(alert));
  }

  private static void record(LoadedRule rule, Event event, OnMatch then) {
    then.recorder().alerted(event.timestampNanos(), event.sequence(), rule.capture(), rule.captureMillis());
  }

  /** Makes the alerts of rules that remember events. One object is used for all events. */
  private final class Remembered implements RuleMemories.Firing<InterruptedException> {
    private @Nullable LoopEvent event;
    private @Nullable OnMatch then;
    private long nowNanos;

    Remembered with(LoopEvent of, OnMatch afterwards) {
      event = of;
      nowNanos = of.timestampNanos();
      then = afterwards;
      return this;
    }

    /** Sets the time between two events. */
    Remembered at(long time, OnMatch afterwards) {
      event = null;
      nowNanos = time;
      then = afterwards;
      return this;
    }

    @Override
    public void fires(int rule, FiredEvent fired) throws InterruptedException {
      OnMatch afterwards = Objects.requireNonNull(then);
      if (fired.isOver()) {
        firesLater(rule, fired, nowNanos, afterwards);
      } else {
        LoopEvent of = Objects.requireNonNull(event);
        if (RuleMatches.this.fires(rule, of, fired, afterwards) == Outcome.OPEN) {
          hold(List.of(new OpenMatch(rule, Always.TRUE, writers[rule].open(fired), false)), of, afterwards);
        }
      }
    }

    @Override
    public void found(FoundEvent found) {
      Objects.requireNonNull(then).found().add(found);
    }

    @Override
    public void failed(int rule, RuntimeException failure) {
      Objects.requireNonNull(then).faults().add("rule '" + loaded.rules().get(rule).name() + "'", failure);
    }
  }

  /** Fires or drops the held matches of one event, once they are decided. */
  private final class Later implements HeldRules {
    private final OnMatch then;
    private final UndecidedEvent event;
    private final boolean first;

    /** @param first whether the matches are those of rules with {@code first} that have not seen the event */
    Later(OnMatch then, UndecidedEvent event, boolean first) {
      this.then = then;
      this.event = event;
      this.first = first;
    }

    @Override
    public PartialEvaluator evaluator() {
      return late.evaluator();
    }

    @Override
    public boolean isHidden(OpenMatch match, Event event, Alert alert) {
      return !match.isCertain() && (first && !memories.isNew(match.key(), event) || counts.isHidden(match.key(), alert));
    }

    @Override
    public void fire(OpenMatch match, Event event, Alert alert) throws InterruptedException {
      LoadedRule rule = loaded.rules().get(match.key());
      if (!match.isCertain()) {
        counts.hit(match.key());
        record(rule, event, then);
      }
      send(rule, event, alert, then);
    }

    @Override
    public void followUp(Alert sent, Alert completed) throws InterruptedException {
      then.alerts().accept(FollowUpAlert.of(sent, completed));
    }

    @Override
    public void undecided() {
      event.later();
    }

    @Override
    public void failed(OpenMatch match, RuntimeException failure) {
      then.faults().add("rule '" + loaded.rules().get(match.key()).name() + "', decided later", failure);
    }
  }
}
