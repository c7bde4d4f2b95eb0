package org.eyas.enricher.container.info;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;

/** The labels of a container or a pod. Immutable. */
public final class Labels {
  /** There are no labels. */
  public static final Labels NONE = new Labels(Map.of(), Bytes.EMPTY, Bytes.ABSENT);

  /** Nobody knows the labels. */
  public static final Labels UNKNOWN = new Labels(Map.of(), Bytes.ABSENT, Bytes.ABSENT);

  /** The labels are looked up. */
  public static final Labels PENDING = new Labels(Map.of(), Bytes.PENDING, Bytes.PENDING);

  private final Map<Bytes, Bytes> values;
  private final Bytes all;
  private final Bytes missing;

  private Labels(Map<Bytes, Bytes> values, Bytes all, Bytes missing) {
    this.values = values;
    this.all = all;
    this.missing = missing;
  }

  /** @param longest labels with a longer value, in bytes, are left out */
  public static Labels of(Map<String, String> given, int longest) {
    Map<Bytes, Bytes> values = new HashMap<>();
    StringBuilder all = new StringBuilder();
    new TreeMap<>(given)
        .forEach(
            (key, value) -> {
              Text text = Text.of(value);
              if (text.length() <= longest) {
                values.put(Text.of(key), text);
                append(key, value, all);
              }
            });
    return values.isEmpty() ? NONE : new Labels(values, Text.of(all.toString()), Bytes.ABSENT);
  }

  // Annotations and the labels of Kubernetes itself are not listed.
  private static void append(String key, String value, StringBuilder all) {
    if (!key.startsWith("annotation.") && !key.startsWith("io.kubernetes.")) {
      all.append(all.isEmpty() ? "" : ", ").append(key).append(value.isEmpty() ? "" : ":").append(value);
    }
  }

  /** The value of one label; absent if there is no such label. */
  public Bytes get(Bytes key) {
    Bytes value = values.get(key);
    return value == null ? missing : value;
  }

  /** All labels as key:value, separated by a comma and a space. */
  public Bytes all() {
    return all;
  }
}
