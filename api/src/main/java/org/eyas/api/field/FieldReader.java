package org.eyas.api.field;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Reads one field of an event. The field's type and shape decide which of the nested interfaces its reader implements.
 *
 * <p>Called on the loop's thread, for every event for which a condition needs the field; this can be a million times per second.
 * A reader must not block, lock or allocate, and must not keep its arguments after it returns.
 *
 * <p>A reader that answered pending is called again for the same event when a value was attached to the event's process, and at
 * the end of the hold time. The event is then a copy: its parameters, thread and descriptor are those of the event; other
 * processes, and all attachments, are those of the moment of the call.
 */
@ConsumerType
public sealed interface FieldReader {
  /** Reads one number, boolean, id or time. True is 1 and false is 0. */
  non-sealed interface OfNumber extends FieldReader {
    /** Stores the value in {@code out} and says whether there is one. */
    Presence read(Event event, NumberCell out);
  }

  /** Reads one floating-point number. */
  non-sealed interface OfDouble extends FieldReader {
    /** Stores {@link Double#doubleToRawLongBits} of the value in {@code out} and says whether there is one. */
    Presence read(Event event, NumberCell out);
  }

  /** Reads one text, buffer or address (4 or 16 bytes). */
  non-sealed interface OfBytes extends FieldReader {
    /** The value, valid until the next event; {@link Text#ABSENT} or {@link Text#PENDING} if there is none. */
    Bytes read(Event event);
  }

  /** Reads several numbers. */
  non-sealed interface OfNumbers extends FieldReader {
    /** Adds the values to {@code out}, which is empty. */
    Presence read(Event event, NumberList out);
  }

  /** Reads several texts, buffers or addresses. */
  non-sealed interface OfManyBytes extends FieldReader {
    /** Adds the values to {@code out}, which is empty. */
    Presence read(Event event, BytesList out);
  }
}
