package org.eyas.api.field;

import org.eyas.api.data.Bytes;
import org.eyas.api.event.Event;

/**
 * Reads one field of an event. Which form a reader has follows from its field's type and shape.
 *
 * <p>Called on the loop's thread for every event that reaches a condition using the field: it must not block, lock, or
 * allocate, and it must not keep what it was given.
 */
public sealed interface FieldReader {
  /** One number, boolean, id or time; true and false are 1 and 0. */
  non-sealed interface OfNumber extends FieldReader {
    /** Puts the value into {@code out}, or answers that there is none. */
    Presence read(Event event, NumberCell out);
  }

  /** One floating-point number. */
  non-sealed interface OfDouble extends FieldReader {
    /** Puts {@link Double#doubleToRawLongBits} of the value into {@code out}. */
    Presence read(Event event, NumberCell out);
  }

  /** One text, buffer or address (4 or 16 bytes); {@link Bytes#ABSENT} or {@link Bytes#PENDING} where there is none. */
  non-sealed interface OfBytes extends FieldReader {
    Bytes read(Event event);
  }

  /** Several numbers. */
  non-sealed interface OfNumbers extends FieldReader {
    /** Adds the values to {@code out}, which is empty. */
    Presence read(Event event, NumberList out);
  }

  /** Several texts, buffers or addresses. */
  non-sealed interface OfManyBytes extends FieldReader {
    /** Adds the values to {@code out}, which is empty. */
    Presence read(Event event, BytesList out);
  }
}
