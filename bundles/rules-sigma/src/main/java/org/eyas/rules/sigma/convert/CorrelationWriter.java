package org.eyas.rules.sigma.convert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.rules.sigma.mapping.MappedField;
import org.eyas.rules.sigma.mapping.MappedField.Kind;
import org.eyas.rules.sigma.mapping.MappedSource;
import org.eyas.rules.sigma.mapping.SigmaMapping;
import org.eyas.rules.sigma.rule.SigmaException;
import org.eyas.rules.sigma.rule.SigmaRule;
import org.eyas.rules.sigma.rule.SigmaRule.Correlation;
import org.eyas.rules.sigma.rule.SigmaRule.Detection;
import org.eyas.rules.sigma.rule.SigmaRule.Header;

/** Writes a correlation as a stateful rule. Counts become a threshold, temporal correlations a sequence. */
final class CorrelationWriter {
  private static final int MOST_STEPS = 16;
  private static final int MOST_DAYS = 30;
  private static final int MOST_RULES = 100;

  private final Correlation correlation;
  private final SigmaRuleIndex index;
  private final SigmaMapping mapping;

  CorrelationWriter(Correlation correlation, SigmaRuleIndex index, SigmaMapping mapping) {
    this.correlation = correlation;
    this.index = index;
    this.mapping = mapping;
  }

  /**
   * A rule whose events a threshold counts, or a step of a sequence.
   *
   * @param by the fields whose values the events have in common
   */
  private record Counted(SigmaRule rule, Detection detection, MappedSource source, String condition, List<MappedField> by) {
    List<String> fields() {
      return by.stream().map(field -> field.fields().getFirst()).toList();
    }
  }

  /** The keys and values of the rule. */
  Map<String, Object> keys(Header header, String name) throws SigmaException {
    List<Counted> rules = rules();
    Map<String, Object> keys = RuleHeaderKeys.begin(header, name);
    String first;
    switch (correlation.type()) {
      case "event_count", "value_count", "value_sum" -> {
        keys.put("threshold", threshold(rules));
        first = (correlation.type().equals("event_count") ? "events" : "value") + "=%threshold.value ";
      }
      case "temporal", "temporal_ordered" -> {
        keys.put("sequence", sequence(rules));
        first = firstSteps(rules.size());
      }
      default -> throw new SigmaException("correlations of the type '" + correlation.type() + "' have no counterpart");
    }
    MappedSource last = rules.getLast().source();
    List<Header> parts = rules.stream().map(rule -> rule.rule().header()).toList();
    RuleHeaderKeys.end(keys, header, parts, first + last.output(), last.tags());
    return keys;
  }

  private List<Counted> rules() throws SigmaException {
    if (correlation.rules().size() > MOST_RULES) {
      throw new SigmaException("the correlation names more than " + MOST_RULES + " rules");
    }
    List<Counted> rules = new ArrayList<>();
    for (String reference : correlation.rules()) {
      SigmaRule rule = index.findReferred(reference);
      if (!(rule.body() instanceof Detection detection)) {
        throw new SigmaException("its rule '" + reference + "' is a correlation, or cannot be read");
      }
      MappedSource source = ConditionWriter.source(detection, mapping);
      try {
        rules.add(new Counted(rule, detection, source, ConditionWriter.text(detection, mapping), by(rule, reference, source)));
      } catch (SigmaException e) {
        throw new SigmaException("its rule '" + reference + "': " + e.reason());
      }
    }
    if (rules.isEmpty()) {
      throw new SigmaException("the correlation names no rules");
    }
    requireSameKinds(rules);
    return rules;
  }

  /** Requires fields of one kind: the number of one event is never equal to the text of another event. */
  private void requireSameKinds(List<Counted> rules) throws SigmaException {
    for (int i = 0; i < correlation.groupBy().size(); i++) {
      int group = i;
      if (rules.stream().map(rule -> rule.by().get(group).kind() == Kind.NUMBER).distinct().count() > 1) {
        throw new SigmaException(
            "'" + correlation.groupBy().get(i)
                + "' is a number in one of its rules and a text in another, so that they never agree");
      }
    }
  }

  private List<MappedField> by(SigmaRule rule, String reference, MappedSource source) throws SigmaException {
    List<MappedField> fields = new ArrayList<>();
    for (String name : correlation.groupBy()) {
      Map<String, String> alias = correlation.aliases().getOrDefault(name, Map.of());
      String sigma = alias.isEmpty() ? name : alias.getOrDefault(reference, alias.getOrDefault(rule.header().name(), ""));
      fields.add(single(sigma.isEmpty() ? name : sigma, source));
    }
    return fields;
  }

  private static MappedField single(String name, MappedSource source) throws SigmaException {
    MappedField mapped = source.fields().get(name);
    if (mapped == null) {
      throw new SigmaException("the field '" + name + "' has no counterpart for " + source.source().label());
    }
    if (mapped.fields().size() != 1 || mapped.kind() == Kind.HOST || mapped.kind() == Kind.TEXTS) {
      throw new SigmaException("the field '" + name + "' has no single value, so that events cannot be grouped or counted by it");
    }
    return mapped;
  }

  private Map<String, Object> threshold(List<Counted> rules) throws SigmaException {
    Counted first = rules.getFirst();
    JoinedConditions conditions = JoinedConditions.any();
    for (Counted rule : rules) {
      if (!rule.fields().equals(first.fields())) {
        throw new SigmaException("its rules are grouped by different fields, which a count cannot be");
      }
      conditions.add(rules.size() > 1 ? "(" + rule.condition() + ")" : rule.condition());
    }
    Map<String, Object> threshold = new LinkedHashMap<>();
    threshold.put("condition", conditions.text());
    if (correlation.type().equals("event_count")) {
      threshold.put("count", atLeast(100_000));
    } else {
      measure(rules, threshold);
    }
    threshold.put("within", within());
    putBy(first.fields(), threshold);
    return threshold;
  }

  private void measure(List<Counted> rules, Map<String, Object> threshold) throws SigmaException {
    String name = correlation.condition().getOrDefault("field", "");
    if (name.isEmpty()) {
      throw new SigmaException("its condition names no 'field'");
    }
    MappedField field = single(name, rules.getFirst().source());
    for (Counted rule : rules) {
      if (!single(name, rule.source()).fields().equals(field.fields())) {
        throw new SigmaException(
            "the field '" + name + "' has different counterparts in its rules, so that it cannot be counted");
      }
    }
    boolean distinct = correlation.type().equals("value_count");
    if (!distinct && field.kind() != Kind.NUMBER) {
      throw new SigmaException("the field '" + name + "' is not a number, so that it cannot be summed");
    }
    threshold.put(distinct ? "distinct" : "sum", field.fields().getFirst());
    threshold.put("at_least", atLeast(distinct ? 1_000 : Long.MAX_VALUE));
  }

  /** Rules of Eyas fire when a number is reached. "Less than" and "exactly" are known only at the end of the time. */
  private long atLeast(long most) throws SigmaException {
    List<String> operators = correlation.condition().keySet().stream().filter(key -> !key.equals("field")).toList();
    String operator = operators.size() == 1 ? operators.getFirst() : "";
    if (!operator.equals("gte") && !operator.equals("gt")) {
      throw new SigmaException("its condition must be 'gte' or 'gt' and a number; other conditions have no counterpart");
    }
    String text = correlation.condition().getOrDefault(operator, "");
    long number = text.matches("\\d{1,15}") ? Long.parseLong(text) + (operator.equals("gt") ? 1 : 0) : 0;
    if (number < 1 || number > most) {
      throw new SigmaException("its condition needs a whole number from 1 to " + most + ", not '" + text + "'");
    }
    return number;
  }

  private Map<String, Object> sequence(List<Counted> rules) throws SigmaException {
    requireAllRules(rules.size());
    if (rules.size() < 2 || rules.size() > MOST_STEPS) {
      throw new SigmaException("a sequence of events needs 2 to " + MOST_STEPS + " rules");
    }
    List<Map<String, Object>> steps = new ArrayList<>();
    for (Counted rule : rules) {
      Map<String, Object> step = new LinkedHashMap<>();
      step.put("name", "step" + (steps.size() + 1));
      step.put("condition", rule.condition());
      putBy(rule.fields(), step);
      steps.add(step);
    }
    Map<String, Object> sequence = new LinkedHashMap<>();
    sequence.put("within", within());
    sequence.put("ordered", correlation.type().equals("temporal_ordered"));
    sequence.put("steps", steps);
    return sequence;
  }

  private void requireAllRules(int count) throws SigmaException {
    Map<String, String> condition = correlation.condition();
    boolean all = condition.isEmpty() || condition.equals(Map.of("gte", String.valueOf(count)))
        || condition.equals(Map.of("eq", String.valueOf(count)));
    if (!all) {
      throw new SigmaException("its condition does not require all of its rules, which has no counterpart");
    }
  }

  private static String firstSteps(int count) {
    StringBuilder fields = new StringBuilder();
    for (int step = 1; step < count; step++) {
      fields.append("step").append(step).append("=%step").append(step).append(".proc.cmdline ");
    }
    return fields.toString();
  }

  private static void putBy(List<String> by, Map<String, Object> keys) {
    if (!by.isEmpty()) {
      keys.put("by", by);
    }
  }

  private String within() throws SigmaException {
    String span = correlation.timespan();
    if (!span.matches("[1-9]\\d{0,8}[smhd]")) {
      throw new SigmaException("'timespan' must be a number with s, m, h or d, not '" + span + "'");
    }
    long number = Long.parseLong(span.substring(0, span.length() - 1));
    long seconds = number * switch (span.charAt(span.length() - 1)) {
      case 's' -> 1;
      case 'm' -> 60;
      case 'h' -> 3_600;
      default -> 86_400;
    };
    if (seconds > MOST_DAYS * 86_400L) {
      throw new SigmaException("'timespan' must be at most " + MOST_DAYS + " days, not " + span);
    }
    return span;
  }
}
