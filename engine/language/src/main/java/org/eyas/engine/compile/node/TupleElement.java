package org.eyas.engine.compile.node;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.event.Event;
import org.eyas.api.event.ValueType.Form;
import org.eyas.api.field.BytesList;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.NumberCell;
import org.eyas.api.field.Presence;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.compile.text.MissingText;
import org.eyas.engine.compile.text.TextBufferPool;

/** One element of a tuple. A number becomes its digits, a list becomes all its values. */
public interface TupleElement {
  /** Adds the texts of the element; returns a result other than PRESENT if there are none. */
  Presence add(Event event, BytesList out, TextBufferPool pool);

  static TupleElement of(TypedValue value) {
    if (value.type().isNumber() && value.shape() == Shape.ONE) {
      FieldReader.OfNumber number = (FieldReader.OfNumber) ValueReaderFactory.of(value);
      NumberCell cell = new NumberCell();
      boolean bool = value.type().form() == Form.BOOL;
      return (event, out, pool) -> addNumber(number.read(event, cell), cell.value, bool, out, pool);
    }
    if (value.shape() == Shape.ONE) {
      FieldReader.OfBytes text = ValueReaderFactory.text(value);
      return (event, out, pool) -> {
        var bytes = text.read(event);
        out.add(bytes);
        return MissingText.of(bytes);
      };
    }
    FieldReader.OfManyBytes texts = ValueReaderFactory.texts(value);
    return (event, out, pool) -> texts.read(event, out);
  }

  private static Presence addNumber(Presence presence, long value, boolean bool, BytesList out, TextBufferPool pool) {
    if (presence == Presence.PRESENT) {
      ByteBuilder digits = pool.next();
      if (bool) {
        digits.append(value == 0 ? "false" : "true");
      } else {
        digits.appendDecimal(value);
      }
      out.add(pool.last());
    }
    return presence;
  }
}
