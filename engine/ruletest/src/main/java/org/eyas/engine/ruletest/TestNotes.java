package org.eyas.engine.ruletest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eyas.engine.explain.RuleExplainer;
import org.eyas.engine.explain.RuleExplanation;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.ruletest.file.AlertExpectation;
import org.eyas.engine.ruletest.file.FieldUseKey;
import org.eyas.engine.ruletest.file.RuleTestCase;
import org.eyas.engine.ruletest.file.TypeDerivedFields;
import org.eyas.engine.ruletest.file.WrittenEvent;
import org.eyas.engine.stateful.event.StepFields;

/**
 * Makes notes that help to write a test. One note lists the fields that the rules read but no event sets, because
 * fields are not derived from other fields. For a test that expects no alert, another note names the nearest miss: the
 * rule for which the fewest checks failed, and these checks.
 */
final class TestNotes {
  private final TestRuleSet rules;
  private final List<String> notes = new ArrayList<>();

  TestNotes(TestRuleSet rules) {
    this.rules = rules;
  }

  private record Near(LoadedRule rule, RuleExplainer explainer, WrittenEvent event) {
    int distance() {
      return explainer.distance(event);
    }
  }

  List<String> of(RuleTestCase test, List<WrittenEvent> events) {
    List<LoadedRule> named = named(test);
    if (test.expected().isEmpty()) {
      nearest(test, named, events).ifPresent(near -> nearest(near, events));
    } else {
      named.forEach(rule -> fields(rule, events));
    }
    return notes;
  }

  private List<LoadedRule> named(RuleTestCase test) {
    return Stream.concat(test.expected().stream().map(AlertExpectation::rule), test.only().stream().sorted())
        .distinct()
        .flatMap(name -> rules.rule(name).stream())
        .toList();
  }

  private Optional<Near> nearest(RuleTestCase test, List<LoadedRule> named, List<WrittenEvent> events) {
    return (named.isEmpty() ? rules.all() : named)
        .stream()
        .filter(rule -> rule.enabled() && test.sources().contains(rule.source()))
        .flatMap(rule -> events.stream().map(event -> new Near(rule, rules.explainer(rule), event)))
        .filter(near -> near.explainer().isEvaluatedFor(near.event()))
        .min(Comparator.comparingInt(Near::distance));
  }

  private void nearest(Near near, List<WrittenEvent> events) {
    RuleExplanation explanation = near.explainer().explain(near.event());
    if (!explanation.fired()) {
      String missing = explanation.missing().stream().map(Object::toString).collect(Collectors.joining("; "));
      String event = "' for event " + near.event().sequence();
      notes.add("nearest is '" + near.rule().name() + event + "; failed checks: " + missing);
    }
    fields(near.rule(), events);
  }

  private void fields(LoadedRule rule, List<WrittenEvent> events) {
    fields("the condition of", rule, rule.neededFields(), events);
    List<FieldUse> printed = new ArrayList<>(rule.keptFields());
    printed.addAll(rule.alert().message().fields());
    fields("the output of", rule, printed, events);
  }

  private void fields(String part, LoadedRule rule, Iterable<FieldUse> fields, List<WrittenEvent> events) {
    Set<String> unset = new TreeSet<>();
    for (FieldUse use : fields) {
      FieldUseKey key = new FieldUseKey(use.definition().name(), use.argument());
      boolean given =
          StepFields.isRemembered(use) || TypeDerivedFields.decides(key.name())
              || events.stream().anyMatch(event -> Objects.nonNull(event.value(key)));
      if (!given) {
        unset.add(use.text());
      }
    }
    if (!unset.isEmpty()) {
      notes.add("missing in the events, but read by " + part + " '" + rule.name() + "': " + String.join(", ", unset));
    }
  }
}
