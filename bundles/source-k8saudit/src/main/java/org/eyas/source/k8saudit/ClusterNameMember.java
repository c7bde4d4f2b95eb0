package org.eyas.source.k8saudit;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.eyas.api.data.VisibleText;

/**
 * Makes the member with the name of the cluster, which the source adds to each event of a sender with a name. The
 * member is a part of the event, so captures and the history contain it too. It is the last member of the event, so it
 * counts even if the sender wrote a member with the same name.
 */
final class ClusterNameMember {
  /** The member for events whose cluster is not known: nothing is added. */
  static final byte[] NONE = {};

  /** The number of values and names that the member adds. */
  static final int NODES = 2;

  private ClusterNameMember() {}

  /** The bytes that replace the brace at the end of an event. */
  static byte[] of(String cluster) {
    if (cluster.isEmpty()) {
      return NONE;
    }
    String quoted = cluster.replace("\\", "\\\\").replace("\"", "\\\"");
    return VisibleText.json(",\"clusterName\":\"" + quoted + "\"}").getBytes(UTF_8);
  }
}
