package org.eyas.engine.explain;

import org.eyas.api.event.Event;
import org.eyas.api.event.ValueType;
import org.eyas.api.event.ValueType.Form;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.explain.ConditionExplanation.Reading;
import org.eyas.engine.field.FieldPrinter;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.field.PendingValueMark;
import org.eyas.engine.format.TransformedField;

/** Reads one value of a condition to show it to people. For one thread. */
final class ShownValueReader {
  private final String text;
  private final FieldPrinter printer;
  private final PendingValueMark mark;

  private ShownValueReader(String text, FieldPrinter printer, PendingValueMark mark) {
    this.text = text;
    this.printer = printer;
    this.mark = mark;
  }

  static ShownValueReader of(TypedValue value) {
    FieldUse use = value instanceof TypedValue.Field field ? field.fieldUse() : TransformedField.of(value);
    FieldUse shown = new FieldUse(use.text(), shown(use.definition()), use.argument(), use.provider());
    PendingValueMark mark = new PendingValueMark();
    return new ShownValueReader(value.text(), new FieldPrinter(shown, mark), mark);
  }

  /**
   * The definition with which a value is shown: both ends of a connection and the values of all ancestors as lists,
   * networks by their addresses.
   */
  private static FieldDefinition shown(FieldDefinition d) {
    Shape shape = d.shape() == Shape.ONE ? Shape.ONE : Shape.LIST;
    ValueType type = d.type().form() == Form.NETWORK ? ValueType.IPADDR : d.type();
    return new FieldDefinition(d.name(), type, shape, d.argument(), d.format(), d.flags(), d.description());
  }

  Reading read(Event event) {
    try {
      mark.testAndClear();
      return new Reading(text, printer.json(event), mark.testAndClear());
    } catch (RuntimeException e) {
      return new Reading(text, null, false); // the check shows the failure
    }
  }
}
