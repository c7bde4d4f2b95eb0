package org.eyas.engine.state.cache;

import java.util.Arrays;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;

/**
 * A cache that returns the same Text for equal bytes, if it contains them. Its size is limited; a miss only costs a new
 * object.
 *
 * <p>Four texts form a set, in which a new text replaces the oldest.
 */
final class TextInterner {
  private static final int WAYS = 4;

  private final Text[] places;

  /** @param size the number of texts, a power of two */
  TextInterner(int size) {
    places = new Text[size];
    Arrays.fill(places, Text.EMPTY);
  }

  Text intern(Bytes bytes) {
    if (bytes.isEmpty()) {
      return Text.EMPTY;
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
