package org.eyas.source.k8saudit;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.eyas.api.data.VisibleText;

/**
 * The member that the source adds to each event of a sender with a name. As a part of the event it is in captures and in the history
 * too. It is the last member, so it counts even if the sender wrote one of the same name.
 */
final class ClusterMember {
  /** For events whose cluster is not known. */
  static final byte[] NONE = {};

  /** How many values and names it adds. */
  static final int NODES = 2;

  private ClusterMember() {}

  /** What replaces the brace that ends an event. */
  static byte[] of(String cluster) {
    if (cluster.isEmpty()) {
      return NONE;
    }
    String quoted = cluster.replace("\\", "\\\\").replace("\"", "\\\"");
    return VisibleText.json(",\"clusterName\":\"" + quoted + "\"}").getBytes(UTF_8);
  }
}
