package org.eyas.enricher.k8s.cluster;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eyas.api.data.Text;

/** A pool of the texts that many objects share, such as labels. There is one object for each text. */
final class ClusterTextPool {
  private static final int MOST = 8_192;

  private static final Map<String, Text> TEXTS = new ConcurrentHashMap<>();

  private ClusterTextPool() {}

  static Text of(String string) {
    Text known = TEXTS.get(string);
    if (known != null) {
      return known;
    }
    if (TEXTS.size() >= MOST) {
      TEXTS.clear();
    }
    Text text = Text.of(string);
    TEXTS.put(string, text);
    return text;
  }
}
