package org.eyas.engine.ruletest;

import java.util.ArrayList;
import java.util.List;
import org.eyas.engine.compile.node.Frame;
import org.eyas.engine.compile.Hits;
import org.eyas.engine.compile.RuleIndex;
import org.eyas.engine.format.AlertWriter;
import org.eyas.engine.format.FieldPrinters;
import org.eyas.engine.rules.LoadedRule;
import org.jspecify.annotations.Nullable;

/** The enabled rules of one source, compiled as in a run, for events that are written in tests. For one thread. */
final class WrittenRules {
  private static final String TIME = "evt.time";

  private final List<AlertWriter> writers = new ArrayList<>();
  private final RuleIndex index;
  private final Hits hits = new Hits();
  // One frame for all tests: values that were read are kept by the number of the event within their frame.
  private @Nullable Frame frame;

  WrittenRules(List<LoadedRule> rules, String source) {
    FieldPrinters printers = new FieldPrinters();
    List<RuleIndex.Rule> enabled = new ArrayList<>();
    for (LoadedRule rule : rules) {
      if (rule.enabled() && rule.source().equals(source)) {
        int key = writers.size();
        enabled.add(
            source.equals("syscall")
                ? RuleIndex.Rule.ofSyscalls(key, rule.condition())
                : RuleIndex.Rule.ofPlugin(key, rule.condition()));
        writers.add(new AlertWriter(rule.alert(), printers, TIME));
      }
    }
    index = RuleIndex.of(enabled);
  }

  /** The alerts for an event, in the order in which the rules are defined. */
  List<SeenAlert> alerts(WrittenEvent event, boolean all) {
    Frame current = frame;
    if (current == null) {
      current = index.newFrame(event);
      frame = current;
    }
    hits.clear();
    current.begin(event);
    index.rules(event.type().code()).match(current, hits);
    List<SeenAlert> alerts = new ArrayList<>();
    for (int i = 0; i < (all ? hits.size() : Math.min(1, hits.size())); i++) {
      alerts.add(new SeenAlert(event.sequence(), writers.get(hits.key(i)).alert(event)));
    }
    return alerts;
  }
}
