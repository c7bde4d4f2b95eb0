package org.eyas.core.state;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;

/** Answers equal bytes with one Text where it saw them lately; bounded, and never wrong where it forgot. */
final class Interner {
  private final Text[] slots;

  /**
   * @param size how many texts it keeps, a power of two
   */
  Interner(int size) {
    slots = new Text[size];
    java.util.Arrays.fill(slots, Bytes.EMPTY);
  }

  Text intern(Bytes bytes) {
    if (bytes.isEmpty()) {
      return Bytes.EMPTY;
    }
    int h = bytes.hashCode();
    int slot = (h ^ h >>> 16) & slots.length - 1;
    Text known = slots[slot];
    if (known.contentEquals(bytes)) {
      return known;
    }
    Text fresh = bytes.toText();
    slots[slot] = fresh;
    return fresh;
  }
}
