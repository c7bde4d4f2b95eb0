package org.example.fields;

import org.eyas.api.data.Bytes;
import org.eyas.api.event.Event;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.NumberCell;
import org.eyas.api.field.Presence;

/** Reads the entropy of the executable's file name. It is called for many events, so it does not allocate. */
final class EntropyReader implements FieldReader.OfNumber {
  private static final double LOG_2 = Math.log(2);

  private final int[] counts = new int[256];

  @Override
  public Presence read(Event event, NumberCell out) {
    if (!event.process().known() || event.process().program().exepath().isEmpty()) {
      return Presence.ABSENT;
    }
    return out.set(Math.round(100 * entropy(event.process().program().exepath())));
  }

  private double entropy(Bytes path) {
    int start = startOfName(path);
    int length = path.length() - start;
    for (int i = start; i < path.length(); i++) {
      counts[path.at(i)]++;
    }
    double entropy = 0;
    for (int i = start; i < path.length(); i++) {
      int count = counts[path.at(i)];
      if (count > 0) {
        entropy -= (double) count / length * (Math.log((double) count / length) / LOG_2);
        counts[path.at(i)] = 0; // each byte value once; this also clears the table for the next event
      }
    }
    return entropy;
  }

  private static int startOfName(Bytes path) {
    int start = path.length();
    while (start > 0 && path.at(start - 1) != '/') {
      start--;
    }
    return start;
  }
}
