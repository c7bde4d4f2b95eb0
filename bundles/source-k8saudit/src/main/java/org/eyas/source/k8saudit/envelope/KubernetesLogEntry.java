package org.eyas.source.k8saudit.envelope;

import java.util.List;
import org.eyas.api.data.ByteBuilder;
import org.eyas.json.JsonIndex;
import org.eyas.json.JsonKind;

/**
 * An entry of Google Cloud Logging about a request to the API server of a GKE cluster. It is not an audit event of
 * Kubernetes, so its members are written into one:
 *
 * <pre>
 *   {"insertId":"...", "timestamp":"...", "resource":{"labels":{"cluster_name":"NAME"}}, "labels":{ annotations },
 *    "protoPayload":{"serviceName":"k8s.io", "methodName":"io.k8s.core.v1.pods.create",
 *      "resourceName":"core/v1/namespaces/NS/pods/NAME", "authenticationInfo":{"principalEmail":"USER"}, ... }}
 * </pre>
 *
 * <p>GKE writes one entry for each request, so a connection and a watch are events of the stage at which they begin: rules
 * about them wait for it. Format: cloud.google.com/kubernetes-engine/docs/how-to/audit-logging and
 * cloud.google.com/logging/docs/reference/audit/auditlog/rest/Shared.Types/AuditLog
 */
final class KubernetesLogEntry implements Envelope {
  private static final JsonMember PAYLOAD = JsonMember.named("protoPayload");
  private static final JsonMember LOG = JsonMember.named("logName");
  private static final JsonMember SERVICE = JsonMember.named("serviceName");
  private static final JsonMember ID = JsonMember.named("insertId");
  private static final JsonMember TIME = JsonMember.named("timestamp");
  private static final JsonMember RECEIVED = JsonMember.named("receiveTimestamp");
  private static final JsonMember METHOD = JsonMember.named("methodName");
  private static final JsonMember NAME = JsonMember.named("resourceName");
  private static final JsonMember AUTHENTICATION = JsonMember.named("authenticationInfo");
  private static final JsonMember PRINCIPAL = JsonMember.named("principalEmail");
  private static final JsonMember METADATA = JsonMember.named("requestMetadata");
  private static final JsonMember ADDRESS = JsonMember.named("callerIp");
  private static final JsonMember AGENT = JsonMember.named("callerSuppliedUserAgent");
  private static final JsonMember REQUEST = JsonMember.named("request");
  private static final JsonMember RESPONSE = JsonMember.named("response");
  private static final JsonMember LABELS = JsonMember.named("labels");
  private static final JsonMember RESOURCE = JsonMember.named("resource");
  private static final JsonMember CLUSTER = JsonMember.named("cluster_name");
  private static final String KUBERNETES = "k8s.io";
  private static final List<JsonMember> TIMES = List.of(TIME, RECEIVED);

  private final ByteBuilder event = new ByteBuilder();

  @Override
  public boolean isOne(JsonIndex json, int node) {
    return METHOD.is(JsonKind.STRING, json, PAYLOAD.in(json, node))
        || LOG.is(JsonKind.STRING, json, node) && ID.is(JsonKind.STRING, json, node);
  }

  @Override
  public void open(JsonIndex json, int node, EnvelopeContents contents) {
    int payload = PAYLOAD.in(json, node);
    if (!SERVICE.text(json, payload).equals(KUBERNETES)) {
      contents.skip(1);
      return;
    }
    contents.nameCluster(CLUSTER.text(json, LABELS.in(json, RESOURCE.in(json, node))));
    LoggedRequest request = LoggedRequest.of(METHOD.text(json, payload), NAME.text(json, payload));
    event.clear().append("{\"kind\":\"Event\",\"apiVersion\":\"audit.k8s.io/v1\",\"level\":\"").append(level(json, payload))
        .append('"');
    EventMembers.append(event, "auditID", json, ID.in(json, node));
    EventMembers.append(event, "stage", request.isOpen() ? "ResponseStarted" : "ResponseComplete");
    request.appendTo(event);
    appendCaller(json, payload);
    ResponseStatus.append(event, json, payload, request);
    EventMembers.append(event, "requestObject", json, REQUEST.in(json, payload));
    EventMembers.append(event, "responseObject", json, RESPONSE.in(json, payload));
    appendTime(json, node);
    EventMembers.append(event, "annotations", json, LABELS.in(json, node));
    contents.addEvent(event.append('}'));
  }

  private static String level(JsonIndex json, int payload) {
    boolean hasRequest = REQUEST.is(JsonKind.OBJECT, json, payload);
    return RESPONSE.is(JsonKind.OBJECT, json, payload) ? "RequestResponse" : hasRequest ? "Request" : "Metadata";
  }

  private void appendCaller(JsonIndex json, int payload) {
    int principal = PRINCIPAL.in(json, AUTHENTICATION.in(json, payload));
    event.append(",\"user\":{");
    if (json.is(JsonKind.STRING, principal)) {
      event.append("\"username\":");
      EventMembers.append(event, json, principal);
    }
    event.append('}');
    int metadata = METADATA.in(json, payload);
    int address = ADDRESS.in(json, metadata);
    if (json.is(JsonKind.STRING, address)) {
      event.append(",\"sourceIPs\":[");
      EventMembers.append(event, json, address);
      event.append(']');
    }
    EventMembers.append(event, "userAgent", json, AGENT.in(json, metadata));
  }

  private void appendTime(JsonIndex json, int node) {
    for (JsonMember member : TIMES) {
      int time = member.in(json, node);
      if (json.is(JsonKind.STRING, time)) {
        EventMembers.append(event, "requestReceivedTimestamp", json, time);
        EventMembers.append(event, "stageTimestamp", json, time);
        return;
      }
    }
  }
}
