package org.eyas.source.k8saudit.session;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.eyas.api.data.Text;
import org.eyas.api.process.PodExec;
import org.eyas.json.JsonIndex;
import org.eyas.json.JsonKind;
import org.eyas.json.JsonPointer;
import org.eyas.json.JsonText;
import org.eyas.source.k8saudit.field.UriParameter;
import org.eyas.source.k8saudit.input.AuditTime;

/** The audit event of a request to start a program in a container, for one stage of the request. */
final class ExecRequest {
  private static final JsonPointer RESOURCE = JsonPointer.of("/objectRef/resource");
  private static final JsonPointer NAMESPACE = JsonPointer.of("/objectRef/namespace");
  private static final JsonPointer POD = JsonPointer.of("/objectRef/name");
  private static final JsonPointer STAGE = JsonPointer.of("/stage");
  private static final JsonPointer STATUS = JsonPointer.of("/responseStatus/code");
  private static final JsonPointer AUDIT_ID = JsonPointer.of("/auditID");
  private static final JsonPointer TIME = JsonPointer.of("/requestReceivedTimestamp");
  private static final JsonPointer USER = JsonPointer.of("/user/username");
  private static final JsonPointer ADDRESSES = JsonPointer.of("/sourceIPs");
  private static final JsonPointer URI = JsonPointer.of("/requestURI");
  private static final int FIRST_FAILURE = 400;

  private final JsonIndex json;
  private final JsonText text = new JsonText();

  ExecRequest(JsonIndex json) {
    this.json = json;
  }

  private String value(JsonPointer at) {
    int node = at.find(json);
    return json.is(JsonKind.STRING, node) || json.is(JsonKind.NUMBER, node) ? text.of(json, node).toString() : "";
  }

  /**
   * Whether the program was started, as far as the API server knows. When a request is received, it is not authorized yet; the end of
   * the connection comes with the end of the program, and counts if the policy omits its beginning.
   */
  boolean isStarted() {
    String status = value(STATUS);
    boolean isAnswered = value(STAGE).equals("ResponseStarted") || value(STAGE).equals("ResponseComplete");
    return value(RESOURCE).equals("pods") && isAnswered && status.matches("[0-9]{3}") && Integer.parseInt(status) < FIRST_FAILURE;
  }

  /** The same for all stages of the request. The audit ID is not enough, because the client can choose it. */
  String identity() {
    return String.join("\n", value(AUDIT_ID), value(TIME), value(USER), value(URI));
  }

  /** What was requested; empty if the event does not say when, or by whom. */
  Optional<PodExec> exec() {
    long time = AuditTime.nanos(Text.of(value(TIME)));
    if (time == AuditTime.NONE || value(USER).isEmpty()) {
      return Optional.empty();
    }
    String container = parameters("container").stream().findFirst().orElse("");
    return Optional.of(
        new PodExec(time, value(USER), address(), value(NAMESPACE), value(POD), container, parameters("command")));
  }

  // Clients can write all addresses except the last one, which is that of the connection.
  private Text address() {
    int list = ADDRESSES.find(json);
    String last = "";
    if (json.is(JsonKind.ARRAY, list)) {
      for (int at = list + 1; at < json.after(list); at = json.after(at)) {
        last = json.is(JsonKind.STRING, at) ? text.of(json, at).toString() : "";
      }
    }
    try {
      return Text.copyOf(InetAddress.ofLiteral(last).getAddress());
    } catch (IllegalArgumentException e) {
      return Text.ABSENT;
    }
  }

  private List<String> parameters(String wanted) {
    return UriParameter.all(value(URI), wanted);
  }
}
