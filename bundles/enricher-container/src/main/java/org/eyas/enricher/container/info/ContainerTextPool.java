package org.eyas.enricher.container.info;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eyas.api.data.Text;

/**
 * A pool of the texts that many containers share, such as the names of labels, images and users. There is one object
 * for each text. Any thread may call it.
 */
public final class ContainerTextPool {
  private static final int MOST = 4_096;
  private static final int LONGEST = 128;

  private static final Map<String, Text> TEXTS = new ConcurrentHashMap<>();

  private ContainerTextPool() {}

  public static Text of(String string) {
    if (string.length() > LONGEST) {
      return Text.of(string);
    }
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
