package org.eyas.source.k8saudit.envelope;

import java.util.Locale;
import java.util.Set;
import org.eyas.json.JsonIndex;
import org.eyas.json.JsonKind;

/**
 * A record of an Azure diagnostic setting, in Event Hubs, in a storage account, or as a row of AzureDiagnostics. Those of the
 * categories kube-audit and kube-audit-admin contain an audit event as text:
 *
 * <pre>
 *   {"category":"kube-audit", "resourceId":".../MANAGEDCLUSTERS/NAME", "properties":{"log":"{\"kind\":\"Event\", ... }"}}
 *   {"Category":"kube-audit", "_ResourceId":".../managedclusters/name", "log_s":"{\"kind\":\"Event\", ... }"}
 * </pre>
 *
 * <p>Format: learn.microsoft.com/azure/aks/monitor-aks-reference and
 * learn.microsoft.com/azure/azure-monitor/platform/resource-logs-schema
 */
final class DiagnosticRecord implements Envelope {
  private static final JsonMember CATEGORY = JsonMember.named("category");
  private static final JsonMember TABLE_CATEGORY = JsonMember.named("Category");
  private static final JsonMember PROPERTIES = JsonMember.named("properties");
  private static final JsonMember LOG = JsonMember.named("log");
  private static final JsonMember TABLE_LOG = JsonMember.named("log_s");
  private static final Set<String> AUDIT = Set.of("kube-audit", "kube-audit-admin");

  @Override
  public boolean isOne(JsonIndex json, int node) {
    return CATEGORY.is(JsonKind.STRING, json, node) && PROPERTIES.in(json, node) != JsonIndex.NONE
        || TABLE_CATEGORY.is(JsonKind.STRING, json, node) && TABLE_LOG.in(json, node) != JsonIndex.NONE;
  }

  @Override
  public void open(JsonIndex json, int node, EnvelopeContents contents) {
    int table = TABLE_LOG.in(json, node);
    JsonMember category = table == JsonIndex.NONE ? CATEGORY : TABLE_CATEGORY;
    if (!AUDIT.contains(category.text(json, node).toLowerCase(Locale.ROOT))) {
      contents.skip(1);
      return;
    }
    contents.nameCluster(AzureResource.cluster(json, node));
    contents.openText(table == JsonIndex.NONE ? LOG.in(json, PROPERTIES.in(json, node)) : table, "log", 1);
  }
}
