package org.eyas.engine.compile.text;

import java.util.Collection;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.jspecify.annotations.Nullable;

/** An immutable set of texts with open addressing; a look-up of a length that no member has needs no hash. */
public final class TextSet {
  private final @Nullable Text[] table;
  private final int mask;
  private final long lengths;

  TextSet(Collection<Text> texts) {
    int capacity = Integer.highestOneBit(Math.max(1, texts.size()) * 2 - 1) * 2;
    table = new Text[capacity];
    mask = capacity - 1;
    long seen = 0;
    for (Text text : texts) {
      seen |= 1L << text.length();
      add(text);
    }
    lengths = seen;
  }

  public boolean contains(Bytes bytes) {
    // A shift counts modulo 64, so long texts share bits with short ones. That only costs a look-up.
    if ((lengths >>> bytes.length() & 1) == 0) {
      return false;
    }
    int at = spread(bytes.hashCode()) & mask;
    for (Text each = table[at]; each != null; each = table[at]) {
      if (each.contentEquals(bytes)) {
        return true;
      }
      at = at + 1 & mask;
    }
    return false;
  }

  private void add(Text text) {
    int at = spread(text.hashCode()) & mask;
    while (table[at] != null) {
      at = at + 1 & mask;
    }
    table[at] = text;
  }

  static int spread(int hash) {
    return hash ^ hash >>> 15;
  }
}
