package org.eyas.engine.ruletest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eyas.engine.explain.ExplanationText;
import org.eyas.engine.explain.NearMissFinder;
import org.eyas.engine.explain.RuleExplainer;
import org.eyas.engine.explain.RuleExplanation;
import org.eyas.engine.explain.TerminalColours;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.ruletest.file.RuleTestCase;
import org.eyas.engine.ruletest.file.WrittenEvent;
import org.eyas.engine.schema.EventSchema;

/** Explains in lines of text why a rule did not fire in a test. */
final class MissReasons {
  private static final int LINES = 30;
  private static final int FEW_LINES = 6;
  private static final int TYPES = 12;

  private MissReasons() {}

  /** The reasons why the rule cannot fire for any event; empty if it can. */
  static List<String> independentOfEvents(LoadedRule rule, RuleTestCase test) {
    if (!rule.enabled()) {
      return List.of("the rule is disabled: by 'enabled: false', by the configuration's rules, or by its priority");
    }
    return test.sources().contains(rule.source())
        ? List.of()
        : List.of(
            "the rule is for events of source " + rule.source() + ", but the events of the test are of "
                + String.join(", ", new TreeSet<>(test.sources())) + "; write 'source: " + rule.source() + "'");
  }

  static List<String> of(RuleExplainer explainer, List<WrittenEvent> events, int event) {
    if (explainer.rule().statefulCondition() != null) {
      NearMissFinder misses = new NearMissFinder(explainer, 1);
      events.forEach(misses::evaluate);
      return misses.progress();
    }
    List<WrittenEvent> wanted =
        events.stream().filter(each -> event == 0 || each.sequence() == event).toList();
    return wanted.stream()
        .filter(explainer::isEvaluatedFor)
        .min(Comparator.comparingInt(explainer::distance))
        .map(nearest -> nearest(explainer.explain(nearest), nearest.place().toString()))
        .orElseGet(() -> noType(explainer.rule(), wanted.stream().map(each -> each.type().name())));
  }

  static List<String> of(NearMissFinder misses, LoadedRule rule) {
    if (!misses.progress().isEmpty()) {
      return misses.progress();
    }
    return misses.nearest().isEmpty()
        ? List.of("none of the " + misses.seen() + " events has a type for which the rule is evaluated: " + types(rule))
        : nearest(misses.nearest().getFirst().explanation(), "");
  }

  private static List<String> noType(LoadedRule rule, Stream<String> types) {
    List<String> given = types.distinct().toList();
    return given.isEmpty()
        ? List.of("there is no such event")
        : List.of("events are of type " + String.join(", ", given) + "; the rule is evaluated for " + types(rule));
  }

  private static String types(LoadedRule rule) {
    TreeSet<String> names = new TreeSet<>();
    rule.condition().eventCodes().stream().forEach(code -> names.add(EventSchema.current().type(code).name()));
    String shown = String.join(", ", names.stream().limit(TYPES).toList());
    return names.size() > TYPES ? shown + " and " + (names.size() - TYPES) + " more" : shown;
  }

  private static List<String> nearest(RuleExplanation explanation, String place) {
    String event = explanation.event() + (place.isEmpty() ? "" : ", " + place);
    if (explanation.fired()) {
      return List.of("its condition holds for " + event + ", but with 'rule_matching: first' an earlier rule won");
    }
    List<String> tree = ExplanationText.deciding(explanation.condition(), TerminalColours.NONE, LINES);
    List<String> lines = new ArrayList<>();
    lines.add("nearest is " + event + "; these parts decided:");
    tree.forEach(line -> lines.add("  " + line));
    if (tree.size() > FEW_LINES) {
      lines.add("it would fire if these checks had the other result:");
      explanation.missing().forEach(missing -> lines.add("  " + missing));
    }
    return lines;
  }
}
