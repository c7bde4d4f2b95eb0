package org.eyas.engine.ruletest;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.data.Text;
import org.eyas.engine.compile.node.Frame;
import org.eyas.engine.check.Checked;
import org.eyas.engine.compile.Hits;
import org.eyas.engine.compile.RuleIndex;
import org.eyas.engine.format.AlertWriter;
import org.eyas.engine.format.FieldPrinters;
import org.eyas.engine.memory.FiredEvent;
import org.eyas.engine.memory.RuleMemories;
import org.eyas.engine.memory.RuleMemory;
import org.eyas.engine.rules.LoadedRule;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the enabled rules of all sources, compiled as in a run, on events that are written in tests. For one
 * thread.
 */
final class WrittenRules {
  private static final String TIME = "evt.time";
  private static final long MEMORY_BYTES = 32 << 20;

  /**
   * The rules and steps of one source. All tests share its frame, which keeps the values that were read by event
   * number.
   */
  private static final class OfSource {
    final RuleIndex index;
    @Nullable Frame frame;

    OfSource(RuleIndex index) {
      this.index = index;
    }

    Frame begin(WrittenEvent event) {
      Frame current = frame == null ? index.newFrame(event) : frame;
      frame = current;
      current.begin(event);
      return current;
    }
  }

  private final List<LoadedRule> rules;
  private final List<AlertWriter> writers = new ArrayList<>();
  private final List<RuleMemories.Remembering> remembering = new ArrayList<>();
  private final Map<Text, OfSource> bySource = new HashMap<>();
  private final Hits hits = new Hits();
  private RuleMemories memories;

  WrittenRules(List<LoadedRule> rules) {
    this.rules = rules;
    Map<String, FieldPrinters> printers = new HashMap<>();
    for (LoadedRule rule : rules) {
      RuleMemory memory = rule.memory();
      if (rule.enabled() && memory != null) {
        remembering.add(new RuleMemories.Remembering(writers.size(), rule.name(), memory));
      }
      FieldPrinters shared = printers.computeIfAbsent(rule.source(), _ -> new FieldPrinters());
      writers.add(new AlertWriter(rule.alert(), memory == null ? shared : new FieldPrinters(), TIME));
    }
    memories = memories();
  }

  private OfSource compile(String source) {
    List<RuleIndex.Rule> enabled = new ArrayList<>();
    for (int key = 0; key < rules.size(); key++) {
      LoadedRule rule = rules.get(key);
      if (rule.memory() == null && rule.reads(source)) {
        enabled.add(indexed(source, key, rule.condition()));
      }
    }
    // The memory belongs to the present test: no step may depend on its open sequences.
    memories.steps(source, (key, condition) -> indexed(source, key, condition)).forEach(step -> enabled.add(step.always()));
    return new OfSource(RuleIndex.of(enabled));
  }

  private static RuleIndex.Rule indexed(String source, int key, Checked condition) {
    return source.equals("syscall") ? RuleIndex.Rule.ofSyscalls(key, condition) : RuleIndex.Rule.ofPlugin(key, condition);
  }

  private RuleMemories memories() {
    return new RuleMemories(writers.size(), remembering, MEMORY_BYTES);
  }

  /** Begins a test: forgets the events of the previous one. */
  void begin() {
    memories = memories();
  }

  /** The alerts that rules raise after the last event of a test, when time passes without events. */
  List<SeenAlert> end() {
    List<SeenAlert> alerts = new ArrayList<>();
    memories.elapse(Long.MAX_VALUE, collecting(alerts));
    return alerts;
  }

  /**
   * The alerts for an event. First come alerts for earlier events that no expected event followed in time, then the
   * alerts for this event in the order in which the rules are defined, and last those of stateful rules.
   */
  List<SeenAlert> alerts(WrittenEvent event, boolean all) {
    OfSource own = bySource.computeIfAbsent(event.source(), source -> compile(source.toString()));
    hits.clear();
    own.index.rules(event.type().code()).match(own.begin(event), hits);
    List<SeenAlert> alerts = new ArrayList<>();
    memories.elapse(event.timestampNanos(), collecting(alerts));
    int plain = memories.plain(hits);
    for (int i = 0; i < (all ? plain : Math.min(1, plain)); i++) {
      alerts.add(new SeenAlert(event.sequence(), writers.get(hits.key(i)).alert(event)));
    }
    memories.see(hits, plain, event, collecting(alerts));
    return alerts;
  }

  private RuleMemories.Firing<RuntimeException> collecting(List<SeenAlert> alerts) {
    return new RuleMemories.Firing<>() {
      @Override
      public void fires(int rule, FiredEvent fired) {
        alerts.add(new SeenAlert(fired.sequence(), writers.get(rule).alert(fired)));
      }

      @Override
      public void failed(int rule, RuntimeException failure) {
        throw failure;
      }
    };
  }
}
