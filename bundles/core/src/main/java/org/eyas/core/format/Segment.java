package org.eyas.core.format;

import org.eyas.core.field.FieldUse;

/** A part of an output template. */
public sealed interface Segment {
  /** Text that is printed as it stands. */
  record Literal(String text) implements Segment {}

  /**
   * A field.
   *
   * @param width the value is filled up with blanks, or cut, to so many characters; 0 for its own length
   */
  record Field(FieldUse use, int width) implements Segment {}
}
