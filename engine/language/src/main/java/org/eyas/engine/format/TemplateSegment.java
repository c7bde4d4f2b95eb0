package org.eyas.engine.format;

import java.util.List;
import org.eyas.engine.field.FieldUse;

/** A part of an output template. */
public sealed interface TemplateSegment {
  /** Text that is printed unchanged. */
  record Literal(String text) implements TemplateSegment {}

  /**
   * A field, or a transformer of fields.
   *
   * @param printed the use that is printed
   * @param width the value is padded with spaces, or truncated, to this number of characters; 0 for its own length
   * @param carried the fields that an alert carries for it: itself, or the fields in the transformer
   */
  record Field(FieldUse printed, int width, List<FieldUse> carried) implements TemplateSegment {
    public Field {
      carried = List.copyOf(carried);
    }

    Field(FieldUse use, int width) {
      this(use, width, List.of(use));
    }
  }
}
