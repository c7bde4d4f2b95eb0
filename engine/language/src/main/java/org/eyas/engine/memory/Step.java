package org.eyas.engine.memory;

import java.util.List;
import java.util.stream.Collectors;
import org.eyas.engine.check.Checked;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.syntax.Expr;

/**
 * One condition of a rule that remembers.
 *
 * @param name as outputs use it: {@code %NAME.proc.name}
 * @param source the event source of its events
 * @param text the condition without macros and lists
 * @param tree the same, as a tree
 * @param by the values that decide to which group an event belongs
 * @param kept the fields that outputs print, which are kept from the event
 */
public record Step(String name, String source, String text, Expr tree, Checked condition, List<TypedValue> by,
    List<FieldUse> kept) {
  public Step {
    by = List.copyOf(by);
    kept = List.copyOf(kept);
  }

  String identity() {
    String values = by.stream().map(TypedValue::text).collect(Collectors.joining("\t"));
    String fields = kept.stream().map(FieldUse::text).collect(Collectors.joining("\t"));
    return String.join("\n", name, text, values, fields);
  }
}
