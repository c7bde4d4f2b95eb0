package org.eyas.engine.loop;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.alert.Alert;
import org.eyas.api.event.Event;
import org.eyas.engine.check.TypedExpr;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.check.TypedExpr.Always;
import org.eyas.engine.compile.EventRules;
import org.eyas.engine.compile.Hits;
import org.eyas.engine.compile.PartialEvaluator;
import org.eyas.engine.compile.Readings;
import org.eyas.engine.format.AlertWriter;
import org.eyas.engine.hold.HeldMatch;
import org.eyas.engine.hold.HeldRules;
import org.eyas.engine.hold.HoldOptions;
import org.eyas.engine.hold.OpenMatch;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.state.LoopEvent;
import org.jspecify.annotations.Nullable;

/**
 * Makes the alerts of matching rules. A match that is open, because its condition or its output reads a pending value, is held.
 * Used by one loop's thread.
 */
final class RuleMatches {
  private final LoadResult loaded;
  private final AlertWriter[] writers;
  private final RuleCounts counts;
  private final boolean all;
  private final HoldOptions options;
  private final PartialEvaluator evaluator = new PartialEvaluator();
  private @Nullable Readings readings;

  /** @param writers by the key of the rule; null for rules of other sources */
  RuleMatches(LoadResult loaded, AlertWriter[] writers, RuleCounts counts, boolean all, HoldOptions options) {
    this.loaded = loaded;
    this.writers = writers;
    this.counts = counts;
    this.all = all;
    this.options = options;
  }

  /** Whether conditions that read a pending value wait for it. */
  boolean decidesLate() {
    return options.holds() && options.late();
  }

  /** Rules matched. */
  void alert(Hits hits, LoopEvent event, OnMatch then) throws InterruptedException {
    int count = all ? hits.size() : 1;
    for (int i = 0; i < count; i++) {
      fires(hits.key(i), event, then);
    }
  }

  /** Some rules read pending values of this event: decides those again, exactly. */
  void decide(EventRules candidates, Hits hits, List<TypedValue> pending, LoopEvent event, OnMatch then)
      throws InterruptedException {
    BitSet reading = readings().of(pending);
    List<OpenMatch> open = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      int key = candidates.key(i);
      TypedExpr decided = reading.get(key) ? decided(key, event, then) : Always.of(hits.contains(key));
      boolean isTrue = decided.equals(Always.TRUE);
      if (isTrue && open.isEmpty()) {
        fires(key, event, then);
      } else if (!decided.equals(Always.FALSE)) {
        open.add(new OpenMatch(key, decided, writers[key].open(event), false));
      }
      if (isTrue && !all) {
        break; // later rules cannot fire
      }
      if (all && !open.isEmpty()) {
        hold(List.copyOf(open), event, then);
        open.clear();
      }
    }
    if (!open.isEmpty()) {
      hold(open, event, then);
    }
  }

  private Readings readings() {
    Readings known = readings;
    if (known == null) {
      Map<Integer, TypedExpr> conditions = new HashMap<>();
      for (int key = 0; key < writers.length; key++) {
        if (writers[key] != null) {
          conditions.put(key, loaded.rules().get(key).condition().expr());
        }
      }
      known = new Readings(conditions);
      readings = known;
    }
    return known;
  }

  private TypedExpr decided(int key, LoopEvent event, OnMatch then) {
    LoadedRule rule = loaded.rules().get(key);
    try {
      return evaluator.decide(rule.condition().expr(), event);
    } catch (RuntimeException e) {
      then.faults().add("rule '" + rule.name() + "'", e);
      return Always.FALSE;
    }
  }

  private void fires(int key, LoopEvent event, OnMatch then) throws InterruptedException {
    counts.hit(key);
    LoadedRule rule = loaded.rules().get(key);
    try {
      AlertWriter writer = writers[key];
      Alert alert = writer.alert(event);
      if (writer.sawPending() && options.holds()) {
        hold(List.of(new OpenMatch(key, Always.TRUE, writer.open(event), true)), event, then);
      } else {
        send(rule, event, alert, then);
      }
      record(rule, event, then);
    } catch (RuntimeException e) {
      then.faults().add("output of rule '" + rule.name() + "'", e);
    }
  }

  private void hold(List<OpenMatch> open, LoopEvent event, OnMatch then) throws InterruptedException {
    then.held().hold(new HeldMatch(new Later(then), event.keep(), open), options);
  }

  private void send(LoadedRule rule, Event event, Alert alert, OnMatch then) throws InterruptedException {
    then.watch().alerted(loaded, rule, event, alert);
    then.held().send(() -> then.alerts().accept(alert));
  }

  private static void record(LoadedRule rule, Event event, OnMatch then) {
    then.recorder().alerted(event.timestampNanos(), event.sequence(), rule.capture(), rule.captureMillis());
  }

  /** The end of matches that were held. */
  private final class Later implements HeldRules {
    private final OnMatch then;

    Later(OnMatch then) {
      this.then = then;
    }

    @Override
    public PartialEvaluator evaluator() {
      return evaluator;
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
    public void failed(OpenMatch match, RuntimeException failure) {
      then.faults().add("rule '" + loaded.rules().get(match.key()).name() + "', decided later", failure);
    }
  }
}
