package org.eyas.engine.compile.text;

import java.util.Map;
import java.util.function.BiConsumer;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.jspecify.annotations.Nullable;

/** An immutable map from texts with open addressing; its layout is that of {@link TextSet}. */
public final class TextMap<V> {
  private final @Nullable Text[] keys;
  private final @Nullable Object[] values;
  private final int mask;
  private final long lengths;

  public TextMap(Map<Text, V> entries) {
    int capacity = Integer.highestOneBit(Math.max(1, entries.size()) * 2 - 1) * 2;
    keys = new Text[capacity];
    values = new Object[capacity];
    mask = capacity - 1;
    long seen = 0;
    for (Map.Entry<Text, V> entry : entries.entrySet()) {
      seen |= 1L << entry.getKey().length();
      put(entry.getKey(), entry.getValue());
    }
    lengths = seen;
  }

  /** The value of a key, or null. */
  @SuppressWarnings("unchecked")
  public @Nullable V find(Bytes key) {
    if ((lengths >>> key.length() & 1) == 0) {
      return null;
    }
    int at = TextSet.spread(key.hashCode()) & mask;
    for (Text each = keys[at]; each != null; each = keys[at]) {
      if (each.contentEquals(key)) {
        return (V) values[at];
      }
      at = at + 1 & mask;
    }
    return null;
  }

  @SuppressWarnings("unchecked")
  public void forEach(BiConsumer<Text, V> visitor) {
    for (int i = 0; i < keys.length; i++) {
      Text key = keys[i];
      if (key != null) {
        visitor.accept(key, (V) values[i]);
      }
    }
  }

  private void put(Text key, V value) {
    int at = TextSet.spread(key.hashCode()) & mask;
    while (keys[at] != null) {
      at = at + 1 & mask;
    }
    keys[at] = key;
    values[at] = value;
  }
}
