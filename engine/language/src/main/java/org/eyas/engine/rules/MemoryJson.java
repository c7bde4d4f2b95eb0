package org.eyas.engine.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.memory.Absence;
import org.eyas.engine.memory.FirstSeen;
import org.eyas.engine.memory.Measure;
import org.eyas.engine.memory.RuleMemory;
import org.eyas.engine.memory.Sequence;
import org.eyas.engine.memory.Step;
import org.eyas.engine.memory.Threshold;
import org.eyas.engine.memory.TimeSpan;

/** Converts the stateful condition of a rule to values for JSON, with the keys of rule files. */
final class MemoryJson {
  private MemoryJson() {}

  /** The key of the rule's item. */
  static String key(RuleMemory memory) {
    return switch (memory) {
      case FirstSeen first -> "first";
      case Threshold threshold -> "threshold";
      case Sequence sequence -> "sequence";
    };
  }

  static Map<String, Object> of(RuleMemory memory) {
    return switch (memory) {
      case FirstSeen first -> of(first);
      case Threshold threshold -> of(threshold);
      case Sequence sequence -> of(sequence);
    };
  }

  private static Map<String, Object> of(FirstSeen first) {
    Map<String, Object> value = condition(first.step());
    value.put("value", first.values().stream().map(TypedValue::text).toList());
    value.put("learn", TimeSpan.text(first.learnNanos()));
    value.put("entries", first.entries());
    return value;
  }

  private static Map<String, Object> of(Threshold threshold) {
    Map<String, Object> value = condition(threshold.step());
    TypedValue of = threshold.of();
    if (of == null) {
      value.put("count", threshold.atLeast());
    } else {
      value.put(threshold.measure() == Measure.SUM ? "sum" : "distinct", of.text());
      value.put("at_least", threshold.atLeast());
    }
    value.put("within", TimeSpan.text(threshold.withinNanos()));
    value.put("window", threshold.tumbling() ? "tumbling" : "sliding");
    return value;
  }

  private static Map<String, Object> of(Sequence sequence) {
    List<Map<String, Object>> steps = new ArrayList<>();
    for (Step step : sequence.parts()) {
      Map<String, Object> value = condition(sequence, step);
      value.put("name", step.name());
      steps.add(value);
    }
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("steps", steps);
    value.put("within", TimeSpan.text(sequence.withinNanos()));
    value.put("ordered", sequence.ordered());
    if (sequence.until() != null) {
      value.put("until", condition(sequence, sequence.until()));
    }
    Absence absence = sequence.absence();
    if (absence != null) {
      Map<String, Object> without = condition(sequence, absence.step());
      without.put("for", TimeSpan.text(absence.nanos()));
      value.put("without", without);
    }
    return value;
  }

  private static Map<String, Object> condition(Sequence sequence, Step step) {
    Map<String, Object> value = condition(step);
    if (!step.source().equals(sequence.source())) {
      value.put("source", step.source());
    }
    return value;
  }

  private static Map<String, Object> condition(Step step) {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("condition", step.text());
    value.put("by", step.by().stream().map(TypedValue::text).toList());
    return value;
  }
}
