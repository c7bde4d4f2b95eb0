package org.eyas.engine.explain;

import org.eyas.api.event.Event;
import org.eyas.api.event.ValueType;
import org.eyas.api.event.ValueType.Form;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.explain.Explanation.Reading;
import org.eyas.engine.field.FieldPrinter;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.format.TransformedField;

/** Reads one value of a condition to show it to people. For one thread. */
final class ValueReader {
  private final String text;
  private final FieldPrinter printer;

  private ValueReader(String text, FieldPrinter printer) {
    this.text = text;
    this.printer = printer;
  }

  static ValueReader of(TypedValue value) {
    FieldUse use = value instanceof TypedValue.Field field ? field.use() : TransformedField.of(value);
    FieldUse shown = new FieldUse(use.text(), shown(use.definition()), use.argument(), use.provider());
    return new ValueReader(value.text(), new FieldPrinter(shown));
  }

  /** Both ends of a connection and the values of all ancestors are shown as lists, networks by their addresses. */
  private static FieldDefinition shown(FieldDefinition d) {
    Shape shape = d.shape() == Shape.ONE ? Shape.ONE : Shape.LIST;
    ValueType type = d.type().form() == Form.NETWORK ? ValueType.IPADDR : d.type();
    return new FieldDefinition(d.name(), type, shape, d.argument(), d.format(), d.flags(), d.description());
  }

  Reading read(Event event) {
    try {
      return new Reading(text, printer.json(event));
    } catch (RuntimeException e) {
      return new Reading(text, null); // the check shows the failure
    }
  }
}
