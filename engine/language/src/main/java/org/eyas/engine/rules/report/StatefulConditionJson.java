package org.eyas.engine.rules.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.stateful.condition.ConditionStep;
import org.eyas.engine.stateful.condition.FirstSeenCondition;
import org.eyas.engine.stateful.condition.RequiredAbsence;
import org.eyas.engine.stateful.condition.SequenceCondition;
import org.eyas.engine.stateful.condition.StatefulCondition;
import org.eyas.engine.stateful.condition.ThresholdCondition;
import org.eyas.engine.stateful.condition.ThresholdMeasure;
import org.eyas.engine.stateful.condition.TimeSpan;
import org.eyas.engine.text.RawByteText;

/** Converts the stateful condition of a rule to values for JSON, with the keys of rule files. */
final class StatefulConditionJson {
  private StatefulConditionJson() {}

  /** The key of the rule's item. */
  static String key(StatefulCondition memory) {
    return switch (memory) {
      case FirstSeenCondition first -> "first";
      case ThresholdCondition threshold -> "threshold";
      case SequenceCondition sequence -> "sequence";
    };
  }

  static Map<String, Object> of(StatefulCondition memory) {
    return switch (memory) {
      case FirstSeenCondition first -> of(first);
      case ThresholdCondition threshold -> of(threshold);
      case SequenceCondition sequence -> of(sequence);
    };
  }

  private static Map<String, Object> of(FirstSeenCondition first) {
    Map<String, Object> value = condition(first.step());
    value.put("value", first.values().stream().map(TypedValue::text).toList());
    value.put("learn", TimeSpan.text(first.learnNanos()));
    value.put("entries", first.entries());
    return value;
  }

  private static Map<String, Object> of(ThresholdCondition threshold) {
    Map<String, Object> value = condition(threshold.step());
    TypedValue of = threshold.of();
    if (of == null) {
      value.put("count", threshold.atLeast());
    } else {
      value.put(threshold.measure() == ThresholdMeasure.SUM ? "sum" : "distinct", of.text());
      value.put("at_least", threshold.atLeast());
    }
    value.put("within", TimeSpan.text(threshold.withinNanos()));
    value.put("window", threshold.tumbling() ? "tumbling" : "sliding");
    return value;
  }

  private static Map<String, Object> of(SequenceCondition sequence) {
    List<Map<String, Object>> steps = new ArrayList<>();
    for (ConditionStep step : sequence.parts()) {
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
    RequiredAbsence absence = sequence.absence();
    if (absence != null) {
      Map<String, Object> without = condition(sequence, absence.step());
      without.put("for", TimeSpan.text(absence.nanos()));
      value.put("without", without);
    }
    return value;
  }

  private static Map<String, Object> condition(SequenceCondition sequence, ConditionStep step) {
    Map<String, Object> value = condition(step);
    if (!step.source().equals(sequence.source())) {
      value.put("source", step.source());
    }
    return value;
  }

  private static Map<String, Object> condition(ConditionStep step) {
    Map<String, Object> value = new LinkedHashMap<>();
    value.put("condition", RawByteText.shown(step.text()));
    value.put("by", step.by().stream().map(TypedValue::text).toList());
    return value;
  }
}
