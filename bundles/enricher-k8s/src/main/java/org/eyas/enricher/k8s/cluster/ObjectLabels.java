package org.eyas.enricher.k8s.cluster;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.field.BytesList;

/** The labels of an object, each as {@code key:value}: a key contains no colon. Immutable; reading allocates nothing. */
public final class ObjectLabels {
  /** There are no labels, or they are not known. */
  public static final ObjectLabels NONE = new ObjectLabels(new Text[0]);

  private final Text[] pairs;

  private ObjectLabels(Text[] pairs) {
    this.pairs = pairs;
  }

  public static ObjectLabels of(Map<String, String> given) {
    Text[] pairs = new TreeMap<>(given).entrySet().stream().map(ObjectLabels::pair).toArray(Text[]::new);
    return pairs.length == 0 ? NONE : new ObjectLabels(pairs);
  }

  private static Text pair(Map.Entry<String, String> label) {
    return ClusterTextPool.of(label.getKey() + ":" + label.getValue());
  }

  /**
   * The value of one label.
   *
   * @param prefix the key and a colon
   * @param into is pointed at the value
   * @return {@code into}, or {@link Text#ABSENT}
   */
  public Bytes get(Text prefix, ByteView into) {
    for (Text pair : pairs) {
      if (pair.startsWith(prefix)) {
        return pair.slice(prefix.length(), pair.length(), into);
      }
    }
    return Text.ABSENT;
  }

  /** Adds all labels in the order of their keys. */
  public void addTo(BytesList out) {
    for (Text pair : pairs) {
      out.add(pair);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ObjectLabels labels && Arrays.equals(pairs, labels.pairs);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(pairs);
  }
}
