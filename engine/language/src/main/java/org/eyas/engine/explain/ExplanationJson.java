package org.eyas.engine.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.engine.explain.ConditionExplanation.Check;
import org.eyas.engine.explain.ConditionExplanation.Reading;
import org.jspecify.annotations.Nullable;

/** Converts an explanation to values that can be printed as JSON. */
public final class ExplanationJson {
  private ExplanationJson() {}

  public static Map<String, @Nullable Object> of(RuleExplanation explanation) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("rule", explanation.rule());
    object.put("file", explanation.place().document());
    object.put("line", explanation.place().line() + 1);
    object.put("enabled", explanation.enabled());
    object.put("fires", explanation.fired());
    object.put("considered", explanation.considered());
    object.put("event", event(explanation.event()));
    object.put("missing", explanation.missing().stream().map(Object::toString).toList());
    object.put("condition", part(explanation.condition(), true));
    return object;
  }

  static Map<String, @Nullable Object> event(RuleExplanation.EventName event) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("number", event.number());
    object.put("time", event.timestampNanos());
    object.put("label", event.label());
    return object;
  }

  private static Map<String, @Nullable Object> part(ConditionExplanation part, boolean decided) {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    object.put("answer", part.answer());
    object.put("decided", decided);
    if (!part.macros().isEmpty()) {
      object.put("macros", part.macros());
    }
    object.put("kind", kind(part));
    if (part instanceof Check check) {
      check(check, object);
      return object;
    }
    List<ConditionExplanation> deciding = decided ? part.deciding() : List.of();
    List<Object> parts = new ArrayList<>();
    for (ConditionExplanation child : part.children()) {
      parts.add(part(child, deciding.stream().anyMatch(other -> other == child)));
    }
    object.put("parts", parts);
    return object;
  }

  private static String kind(ConditionExplanation part) {
    return switch (part) {
      case ConditionExplanation.All all -> "and";
      case ConditionExplanation.Any any -> "or";
      case ConditionExplanation.Inverse inverse -> "not";
      case Check check -> "check";
    };
  }

  private static void check(Check check, Map<String, @Nullable Object> object) {
    object.put("text", check.text());
    List<Object> values = new ArrayList<>();
    for (Reading reading : check.readings()) {
      Map<String, @Nullable Object> value = new LinkedHashMap<>();
      value.put("field", reading.field());
      value.put("present", !reading.absent());
      value.put("value", reading.value());
      if (reading.pending()) {
        value.put("pending", true);
      }
      values.add(value);
    }
    object.put("values", values);
    if (!check.fault().isEmpty()) {
      object.put("fault", check.fault());
    }
  }
}
