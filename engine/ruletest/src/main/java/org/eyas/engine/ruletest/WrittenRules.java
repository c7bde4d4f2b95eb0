package org.eyas.engine.ruletest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.data.Text;
import org.eyas.engine.check.CheckedCondition;
import org.eyas.engine.compile.MatchedRules;
import org.eyas.engine.compile.RuleIndex;
import org.eyas.engine.compile.node.EvaluationFrame;
import org.eyas.engine.format.AlertWriter;
import org.eyas.engine.format.FieldPrinters;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.ruletest.file.RaisedAlert;
import org.eyas.engine.ruletest.file.WrittenEvent;
import org.eyas.engine.stateful.FiringListener;
import org.eyas.engine.stateful.StatefulRule;
import org.eyas.engine.stateful.StatefulRules;
import org.eyas.engine.stateful.condition.StatefulCondition;
import org.eyas.engine.stateful.event.FiredEvent;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the enabled rules of all sources, compiled as in a run, on events that are written in tests. For one
 * thread.
 */
public final class WrittenRules {
  private static final String TIME = "evt.time";
  private static final long MEMORY_BYTES = 32 << 20;

  /**
   * The rules and steps of one source. All tests share its frame, which keeps the values that were read by event
   * number.
   */
  private static final class OfSource {
    final RuleIndex index;
    @Nullable EvaluationFrame frame;

    OfSource(RuleIndex index) {
      this.index = index;
    }

    EvaluationFrame begin(WrittenEvent event) {
      EvaluationFrame current = frame == null ? index.newFrame(event) : frame;
      frame = current;
      current.begin(event);
      return current;
    }
  }

  private final List<LoadedRule> rules;
  private final List<AlertWriter> writers = new ArrayList<>();
  private final List<StatefulRule> remembering = new ArrayList<>();
  private final Map<Text, OfSource> bySource = new HashMap<>();
  private final MatchedRules hits = new MatchedRules();
  private StatefulRules memories;

  WrittenRules(LoadResult loaded) {
    rules = loaded.rules();
    Map<String, FieldPrinters> printers = new HashMap<>();
    for (LoadedRule rule : rules) {
      StatefulCondition memory = rule.statefulCondition();
      if (rule.enabled() && memory != null) {
        remembering.add(new StatefulRule(writers.size(), rule.name(), memory));
      }
      FieldPrinters shared = printers.computeIfAbsent(rule.source(), _ -> new FieldPrinters(loaded.falcoVersion()));
      writers.add(new AlertWriter(rule.alert(), memory == null ? shared : new FieldPrinters(loaded.falcoVersion()), TIME));
    }
    memories = memories();
  }

  private OfSource compile(String source) {
    List<RuleIndex.Rule> enabled = new ArrayList<>();
    for (int key = 0; key < rules.size(); key++) {
      LoadedRule rule = rules.get(key);
      if (rule.statefulCondition() == null && rule.readsSource(source)) {
        enabled.add(indexed(source, key, rule.condition()));
      }
    }
    // The memory belongs to the present test: no step may depend on its open sequences.
    memories.steps(source, (key, condition) -> indexed(source, key, condition)).forEach(step -> enabled.add(step.withoutGate()));
    return new OfSource(RuleIndex.of(enabled));
  }

  private static RuleIndex.Rule indexed(String source, int key, CheckedCondition condition) {
    return source.equals("syscall") ? RuleIndex.Rule.ofSyscalls(key, condition) : RuleIndex.Rule.ofPlugin(key, condition);
  }

  private StatefulRules memories() {
    return new StatefulRules(writers.size(), remembering, MEMORY_BYTES);
  }

  /** Begins a test: forgets the events of the previous one. */
  void begin() {
    memories = memories();
  }

  /** The alerts that rules raise after the last event of a test, when time passes without events. */
  List<RaisedAlert> end() {
    List<RaisedAlert> alerts = new ArrayList<>();
    memories.advanceTime(Long.MAX_VALUE, collecting(alerts));
    return alerts;
  }

  /**
   * The alerts and signals for an event. First come alerts for earlier events that no expected event followed in time, then the
   * alerts for this event in the order in which the rules are defined, and last those of stateful rules.
   */
  public List<RaisedAlert> alerts(WrittenEvent event, boolean all) {
    OfSource own = bySource.computeIfAbsent(event.source(), source -> compile(source.toString()));
    hits.clear();
    own.index.rules(event.type().code()).match(own.begin(event), hits);
    List<RaisedAlert> alerts = new ArrayList<>();
    memories.advanceTime(event.timestampNanos(), collecting(alerts));
    int plain = memories.statelessCount(hits);
    boolean ends = false;
    for (int i = 0; i < plain; i++) {
      int key = hits.key(i);
      boolean isSignal = rules.get(key).isSignal();
      if (all || isSignal || !ends) {
        alerts.add(new RaisedAlert(event.sequence(), writers.get(key).alert(event)));
        ends = ends || !isSignal;
      }
    }
    memories.evaluate(hits, plain, event, collecting(alerts));
    return alerts;
  }

  private FiringListener<RuntimeException> collecting(List<RaisedAlert> alerts) {
    return new FiringListener<>() {
      @Override
      public void fires(int rule, FiredEvent fired) {
        alerts.add(new RaisedAlert(fired.sequence(), writers.get(rule).alert(fired)));
      }

      @Override
      public void failed(int rule, RuntimeException failure) {
        throw failure;
      }
    };
  }
}
