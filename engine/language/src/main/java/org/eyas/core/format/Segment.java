package org.eyas.core.format;

import java.util.List;
import org.eyas.core.field.FieldUse;

/** A part of an output template. */
public sealed interface Segment {
  /** Text that is printed as it stands. */
  record Literal(String text) implements Segment {}

  /**
   * A field, or a transformer over fields.
   *
   * @param printed what is printed
   * @param width the value is filled up with blanks, or cut, to so many characters; 0 for its own length
   * @param carried the fields that an alert carries for it: itself, or those below the transformer
   */
  record Field(FieldUse printed, int width, List<FieldUse> carried) implements Segment {
    public Field {
      carried = List.copyOf(carried);
    }

    Field(FieldUse use, int width) {
      this(use, width, List.of(use));
    }
  }
}
