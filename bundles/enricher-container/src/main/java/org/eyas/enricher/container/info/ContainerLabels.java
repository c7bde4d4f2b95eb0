package org.eyas.enricher.container.info;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;

/** The labels of a container or a pod. Immutable. */
public final class ContainerLabels {
  /** There are no labels. */
  public static final ContainerLabels NONE = new ContainerLabels(new Bytes[0], Text.EMPTY, Text.ABSENT);

  /** The labels are not known. */
  public static final ContainerLabels UNKNOWN = new ContainerLabels(new Bytes[0], Text.ABSENT, Text.ABSENT);

  /** The labels are looked up. */
  public static final ContainerLabels PENDING = new ContainerLabels(new Bytes[0], Text.PENDING, Text.PENDING);

  private static final int MOST_CHARACTERS = 16_384;

  // Names and values alternate. A container has few labels: an array is small, and fast enough to search.
  private final Bytes[] pairs;
  private final Bytes all;
  private final Bytes missing;

  private ContainerLabels(Bytes[] pairs, Bytes all, Bytes missing) {
    this.pairs = pairs;
    this.all = all;
    this.missing = missing;
  }

  /**
   * Makes labels. Labels after the first 16,384 characters of names and values are left out, because the maker of an
   * image chooses them.
   *
   * @param longest labels with a longer value, in bytes, are left out
   */
  public static ContainerLabels of(Map<String, String> given, int longest) {
    List<Bytes> pairs = new ArrayList<>();
    StringBuilder all = new StringBuilder();
    int characters = 0;
    for (Map.Entry<String, String> label : new TreeMap<>(given).entrySet()) {
      Text text = ContainerTextPool.of(label.getValue());
      characters += label.getKey().length() + text.length();
      if (text.length() <= longest && characters <= MOST_CHARACTERS) {
        pairs.add(ContainerTextPool.of(label.getKey()));
        pairs.add(text);
        append(label.getKey(), label.getValue(), all);
      }
    }
    return pairs.isEmpty() ? NONE : new ContainerLabels(pairs.toArray(Bytes[]::new), Text.of(all.toString()), Text.ABSENT);
  }

  // Annotations and the labels of Kubernetes itself are not listed.
  private static void append(String key, String value, StringBuilder all) {
    if (!key.startsWith("annotation.") && !key.startsWith("io.kubernetes.")) {
      all.append(all.isEmpty() ? "" : ", ").append(key).append(value.isEmpty() ? "" : ":").append(value);
    }
  }

  /** The value of one label; absent if there is no such label. */
  public Bytes get(Bytes key) {
    for (int i = 0; i < pairs.length; i += 2) {
      if (pairs[i].equals(key)) {
        return pairs[i + 1];
      }
    }
    return missing;
  }

  /** The labels one by one, in the order of their keys. */
  List<Map.Entry<Bytes, Bytes>> entries() {
    List<Map.Entry<Bytes, Bytes>> entries = new ArrayList<>();
    for (int i = 0; i < pairs.length; i += 2) {
      entries.add(Map.entry(pairs[i], pairs[i + 1]));
    }
    return entries;
  }

  /** All labels as key:value, separated by a comma and a space. */
  public Bytes all() {
    return all;
  }
}
