package org.example.source;

import org.eyas.api.data.Bytes;
import org.eyas.api.event.Event;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.NumberCell;
import org.eyas.api.field.Presence;

/** Reads the status of a request: the number after the second quotation mark. */
final class StatusReader implements FieldReader.OfNumber {
  private final PartReader part = new PartReader(2, 1);

  @Override
  public Presence read(Event event, NumberCell out) {
    Bytes digits = part.part(event.bytes(PartReader.PAYLOAD));
    long status = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.at(i) - '0';
      if (digit < 0 || digit > 9 || i > 2) {
        return Presence.ABSENT;
      }
      status = 10 * status + digit;
    }
    return digits.isEmpty() ? Presence.ABSENT : out.set(status);
  }
}
