package org.eyas.enricher.container.lookup;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets the entry that was not needed for the longest time when it has too many. Not thread-safe. */
final class Newest<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1;

  private final int most;

  /** @param most how many entries it has at most */
  Newest(int most) {
    super(16, 0.75f, true);
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
