package org.eyas.engine.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eyas.api.alert.Alert;
import org.eyas.engine.alert.AlertSink;
import org.eyas.engine.format.AlertWriter;
import org.eyas.engine.format.FieldPrinters;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.stateful.FiringListener;
import org.eyas.engine.stateful.StatefulRule;
import org.eyas.engine.stateful.StatefulRules;
import org.eyas.engine.stateful.condition.StatefulCondition;
import org.eyas.engine.stateful.event.FiredEvent;
import org.eyas.engine.stateful.event.StepMatchEvent;
import org.eyas.engine.statistics.LoopFaultLog;
import org.eyas.engine.statistics.RuleCounts;
import org.jspecify.annotations.Nullable;

/**
 * The compiled rules over several sources, and the events that they remember. Used by the thread of {@link SourceJoin}.
 */
public final class MultiSourceRules {
  private final LoadResult loaded;
  private final StatefulRules memories;
  private final @Nullable AlertWriter[] writers;
  private final RuleCounts counts;
  private final boolean empty;

  private MultiSourceRules(LoadResult loaded, StatefulRules memories, @Nullable AlertWriter[] writers, RuleCounts counts,
      boolean empty) {
    this.loaded = loaded;
    this.memories = memories;
    this.writers = writers;
    this.counts = counts;
    this.empty = empty;
  }

  /** No rules. */
  static MultiSourceRules none(LoadResult loaded) {
    return new MultiSourceRules(loaded, StatefulRules.none(), new AlertWriter[0], new RuleCounts(List.of()), true);
  }

  /** @param loaded all rules of all sources, in the order of definition */
  static MultiSourceRules compile(LoadResult loaded, RuleCounts counts, MatchOptions options) {
    List<LoadedRule> rules = loaded.rules();
    List<StatefulRule> joining = new ArrayList<>();
    @Nullable AlertWriter[] writers = new AlertWriter[rules.size()];
    for (int key = 0; key < writers.length; key++) {
      LoadedRule rule = rules.get(key);
      StatefulCondition memory = rule.statefulCondition();
      if (rule.enabled() && memory != null && memory.isOfSeveralSources()) {
        joining.add(new StatefulRule(key, rule.name(), memory));
        writers[key] = new AlertWriter(rule.alert(), new FieldPrinters(loaded.falcoVersion()), options.timeField());
      }
    }
    StatefulRules memories = new StatefulRules(writers.length, joining, options.memoryBytes());
    return new MultiSourceRules(loaded, memories, writers, counts, joining.isEmpty());
  }

  public boolean isEmpty() {
    return empty;
  }

  /** Evaluates an event that matches a step of a rule. */
  void evaluate(StepMatchEvent event, AlertSink alerts, LoopFaultLog faults) throws InterruptedException {
    memories.evaluate(event, firing(alerts, faults));
  }

  /** Advances the time: fires the rules that waited for an event that did not happen. */
  void elapse(long nowNanos, AlertSink alerts, LoopFaultLog faults) throws InterruptedException {
    if (memories.isDue(nowNanos)) {
      memories.advanceTime(nowNanos, firing(alerts, faults));
    }
  }

  private FiringListener<InterruptedException> firing(AlertSink alerts, LoopFaultLog faults) {
    return new FiringListener<>() {
      @Override
      public void fires(int rule, FiredEvent fired) throws InterruptedException {
        try {
          Alert alert = Objects.requireNonNull(writers[rule]).alert(fired);
          if (!counts.hideIfMuted(rule, alert)) {
            counts.countHit(rule);
            alerts.accept(alert);
          }
        } catch (RuntimeException e) {
          faults.add("output of rule '" + loaded.rules().get(rule).name() + "'", e);
        }
      }

      @Override
      public void failed(int rule, RuntimeException failure) {
        faults.add("rule '" + loaded.rules().get(rule).name() + "'", failure);
      }
    };
  }

  /** The events that the rules remember. */
  StatefulRules memories() {
    return memories;
  }
}
