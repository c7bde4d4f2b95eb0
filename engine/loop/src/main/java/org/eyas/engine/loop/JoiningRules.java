package org.eyas.engine.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eyas.api.alert.Alert;
import org.eyas.engine.format.AlertWriter;
import org.eyas.engine.format.FieldPrinters;
import org.eyas.engine.memory.FiredEvent;
import org.eyas.engine.memory.FoundEvent;
import org.eyas.engine.memory.RuleMemories;
import org.eyas.engine.memory.RuleMemory;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.jspecify.annotations.Nullable;

/**
 * The compiled rules over several sources, and the events that they remember. Used by the thread of {@link SourceJoin}.
 */
public final class JoiningRules {
  private final LoadResult loaded;
  private final RuleMemories memories;
  private final @Nullable AlertWriter[] writers;
  private final RuleCounts counts;
  private final boolean empty;

  private JoiningRules(LoadResult loaded, RuleMemories memories, @Nullable AlertWriter[] writers, RuleCounts counts,
      boolean empty) {
    this.loaded = loaded;
    this.memories = memories;
    this.writers = writers;
    this.counts = counts;
    this.empty = empty;
  }

  /** No rules. */
  static JoiningRules none(LoadResult loaded) {
    return new JoiningRules(loaded, RuleMemories.none(), new AlertWriter[0], new RuleCounts(List.of()), true);
  }

  /** @param loaded all rules of all sources, in the order of definition */
  static JoiningRules compile(LoadResult loaded, RuleCounts counts, MatchOptions options) {
    List<LoadedRule> rules = loaded.rules();
    List<RuleMemories.Remembering> joining = new ArrayList<>();
    @Nullable AlertWriter[] writers = new AlertWriter[rules.size()];
    for (int key = 0; key < writers.length; key++) {
      LoadedRule rule = rules.get(key);
      RuleMemory memory = rule.memory();
      if (rule.enabled() && memory != null && memory.isOfSeveralSources()) {
        joining.add(new RuleMemories.Remembering(key, rule.name(), memory));
        writers[key] = new AlertWriter(rule.alert(), new FieldPrinters(), options.timeField());
      }
    }
    RuleMemories memories = new RuleMemories(writers.length, joining, options.memoryBytes());
    return new JoiningRules(loaded, memories, writers, counts, joining.isEmpty());
  }

  public boolean isEmpty() {
    return empty;
  }

  /** Evaluates an event that matches a step of a rule. */
  void see(FoundEvent event, AlertSink alerts, FaultLog faults) throws InterruptedException {
    memories.see(event, firing(alerts, faults));
  }

  /** Advances the time: fires the rules that waited for an event that did not happen. */
  void elapse(long nowNanos, AlertSink alerts, FaultLog faults) throws InterruptedException {
    if (memories.isDue(nowNanos)) {
      memories.elapse(nowNanos, firing(alerts, faults));
    }
  }

  private RuleMemories.Firing<InterruptedException> firing(AlertSink alerts, FaultLog faults) {
    return new RuleMemories.Firing<>() {
      @Override
      public void fires(int rule, FiredEvent fired) throws InterruptedException {
        try {
          Alert alert = Objects.requireNonNull(writers[rule]).alert(fired);
          if (!counts.isHidden(rule, alert)) {
            counts.hit(rule);
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
  RuleMemories memories() {
    return memories;
  }
}
