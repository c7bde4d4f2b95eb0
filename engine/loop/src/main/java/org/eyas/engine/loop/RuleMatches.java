package org.eyas.engine.loop;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
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
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.state.LoopEvent;

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
  private final LateDecisions late;

  /** @param writers by the key of the rule; null for rules of other sources */
  RuleMatches(LoadResult loaded, AlertWriter[] writers, RuleCounts counts, boolean all, HoldOptions options) {
    this.loaded = loaded;
    this.writers = writers;
    this.counts = counts;
    this.all = all;
    this.options = options;
    late = new LateDecisions(loaded.rules());
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
    BitSet reading = late.reading(pending);
    List<OpenMatch> open = new ArrayList<>();
    for (int i = 0; i < candidates.size(); i++) {
      int key = candidates.key(i);
      TypedExpr decided = reading.get(key) ? late.decide(key, event, then.faults()) : Always.of(hits.contains(key));
      boolean holds = decided.equals(Always.TRUE);
      if (holds && open.isEmpty()) {
        fires(key, event, then);
      } else if (!decided.equals(Always.FALSE)) {
        add(key, decided, event, open, then);
      }
      if (all) {
        hold(open, event, then);
        open.clear();
      } else if (holds) {
        break; // later rules cannot fire
      }
    }
    hold(open, event, then);
  }

  private void add(int key, TypedExpr decided, LoopEvent event, List<OpenMatch> open, OnMatch then) {
    try {
      open.add(new OpenMatch(key, decided, writers[key].open(event), false));
    } catch (RuntimeException e) {
      then.faults().add("output of rule '" + loaded.rules().get(key).name() + "'", e);
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
    if (open.isEmpty()) {
      return;
    }
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
      return late.evaluator();
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
    public void failed(OpenMatch match, RuntimeException failure) {
      then.faults().add("rule '" + loaded.rules().get(match.key()).name() + "', decided later", failure);
    }
  }
}
