package org.eyas.core.state;

import java.util.Arrays;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;

/**
 * Answers equal bytes with one Text where it saw them lately; bounded, and never wrong where it forgot.
 *
 * <p>Four texts share a set; a new one takes the place of the oldest.
 */
final class Interner {
  private static final int WAYS = 4;

  private final Text[] places;

  /**
   * @param size how many texts it keeps, a power of two
   */
  Interner(int size) {
    places = new Text[size];
    Arrays.fill(places, Bytes.EMPTY);
  }

  Text intern(Bytes bytes) {
    if (bytes.isEmpty()) {
      return Bytes.EMPTY;
    }
    int set = (bytes.hashCode() * 0x9e3779b9 >>> 8) * WAYS & places.length - 1;
    for (int i = set; i < set + WAYS; i++) {
      if (places[i].contentEquals(bytes)) {
        return places[i];
      }
    }
    Text fresh = bytes.toText();
    System.arraycopy(places, set, places, set + 1, WAYS - 1);
    places[set] = fresh;
    return fresh;
  }
}
