package org.eyas.enricher.container.lookup;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map with a limit that drops the least recently used entry. Not thread-safe. */
final class LruMap<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1;

  private final int most;

  /** @param most the maximum number of entries */
  LruMap(int most) {
    super(16, 0.75f, true);
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
