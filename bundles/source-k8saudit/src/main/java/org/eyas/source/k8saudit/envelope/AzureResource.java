package org.eyas.source.k8saudit.envelope;

import java.util.Locale;
import org.eyas.json.JsonIndex;

/** The Azure resource that a record is about. */
final class AzureResource {
  private static final JsonMember RESOURCE = JsonMember.named("resourceId");
  private static final JsonMember TABLE_RESOURCE = JsonMember.named("_ResourceId");
  private static final String CLUSTERS = "/managedclusters/";

  private AzureResource() {}

  /** The name of the cluster, in lower case, because Azure writes it in both; empty if the record is about something else. */
  static String cluster(JsonIndex json, int node) {
    String id = (RESOURCE.text(json, node) + TABLE_RESOURCE.text(json, node)).toLowerCase(Locale.ROOT);
    int at = id.indexOf(CLUSTERS);
    return at < 0 ? "" : id.substring(at + CLUSTERS.length());
  }
}
