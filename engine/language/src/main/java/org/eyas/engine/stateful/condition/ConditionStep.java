package org.eyas.engine.stateful.condition;

import java.util.List;
import java.util.stream.Collectors;
import org.eyas.engine.check.CheckedCondition;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.syntax.SyntaxTree;
import org.eyas.engine.text.RawByteText;

/**
 * One condition of a stateful rule.
 *
 * @param name as outputs use it: {@code %NAME.proc.name}
 * @param source the event source of its events
 * @param text the condition without macros and lists
 * @param tree the same condition as a tree
 * @param by the values that form the group key of an event
 * @param kept the fields that outputs print, kept from the event
 */
public record ConditionStep(String name, String source, String text, SyntaxTree tree, CheckedCondition condition,
    List<TypedValue> by,
    List<FieldUse> kept) {
  public ConditionStep {
    by = List.copyOf(by);
    kept = List.copyOf(kept);
  }

  String identity() {
    String values = by.stream().map(TypedValue::text).collect(Collectors.joining("\t"));
    String fields = kept.stream().map(FieldUse::text).collect(Collectors.joining("\t"));
    return String.join("\n", name, RawByteText.escaped(text), values, fields);
  }
}
