package org.eyas.source.k8saudit.envelope;

import java.util.Map;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.json.JsonException;
import org.eyas.json.JsonIndex;
import org.eyas.json.JsonKind;
import org.eyas.json.JsonText;

/**
 * A row of the tables AKSAudit and AKSAuditAdmin of Azure Monitor, which have the members of an audit event as columns with
 * other names. Columns of the type dynamic are values, or text with JSON.
 *
 * <p>Format: learn.microsoft.com/azure/azure-monitor/reference/tables/aksaudit
 */
final class AuditTableRow implements Envelope {
  private static final JsonMember ID = JsonMember.named("AuditId");
  private static final JsonMember STAGE = JsonMember.named("Stage");

  /** Columns, and the members that they contain. */
  private static final Map<String, String> COLUMNS =
      Map.ofEntries(
          Map.entry("Level", "level"), Map.entry("AuditId", "auditID"), Map.entry("Stage", "stage"),
          Map.entry("RequestUri", "requestURI"), Map.entry("Verb", "verb"), Map.entry("User", "user"),
          Map.entry("ImpersonatedUser", "impersonatedUser"), Map.entry("SourceIps", "sourceIPs"),
          Map.entry("UserAgent", "userAgent"), Map.entry("ObjectRef", "objectRef"),
          Map.entry("ResponseStatus", "responseStatus"), Map.entry("RequestObject", "requestObject"),
          Map.entry("ResponseObject", "responseObject"), Map.entry("RequestReceivedTime", "requestReceivedTimestamp"),
          Map.entry("StageReceivedTime", "stageTimestamp"), Map.entry("Annotations", "annotations"));

  private final ByteBuilder event = new ByteBuilder();
  private final JsonText text = new JsonText();
  private final JsonIndex inner = new JsonIndex();

  @Override
  public boolean isOne(JsonIndex json, int node) {
    return ID.is(JsonKind.STRING, json, node) && STAGE.is(JsonKind.STRING, json, node);
  }

  @Override
  public void open(JsonIndex json, int node, EnvelopeContents contents) {
    contents.nameCluster(AzureResource.cluster(json, node));
    event.clear().append("{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\"");
    for (int at = node + 1; at < json.after(node); at = json.after(at + 1)) {
      String member = COLUMNS.get(text.of(json, at).toString());
      if (member != null && !isEmpty(json, at + 1)) {
        event.append(",\"").append(member).append("\":");
        appendValue(json, at + 1);
      }
    }
    contents.addEvent(event.append('}'));
  }

  private static boolean isEmpty(JsonIndex json, int value) {
    return json.is(JsonKind.NULL, value) || json.is(JsonKind.STRING, value) && json.start(value) == json.end(value);
  }

  private void appendValue(JsonIndex json, int value) {
    if (!json.is(JsonKind.STRING, value) || !isAppendedAsJson(text.of(json, value))) {
      EventMembers.append(event, json, value);
    }
  }

  // Only a whole value is JSON: a part of one could add members to the event.
  private boolean isAppendedAsJson(Bytes value) {
    if (value.length() == 0 || value.at(0) != '{' && value.at(0) != '[') {
      return false;
    }
    byte[] bytes = value.toArray();
    try {
      inner.parse(bytes, 0, bytes.length);
    } catch (JsonException e) {
      return false;
    }
    event.append(bytes);
    return true;
  }
}
