package org.eyas.source.k8saudit.session;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.eyas.api.data.Text;
import org.eyas.api.process.PodExec;
import org.eyas.json.JsonIndex;
import org.eyas.json.JsonKind;
import org.eyas.json.JsonPointer;
import org.eyas.json.JsonText;
import org.eyas.source.k8saudit.field.UriParameterReader;
import org.eyas.source.k8saudit.input.AuditTime;

/** Reads one audit event about a request to start a program in a container or to add containers to a pod. */
final class ExecRequest {
  /**
   * The module is compiled for Java 21, which has no method for literals alone: its method would resolve host names.
   */
  private static final Pattern LITERAL =
      Pattern.compile("((25[0-5]|2[0-4]\\d|1?\\d?\\d)(\\.(?!$)|$)){4}|[\\da-fA-F.]*:[\\da-fA-F:.]*");

  private static final JsonPointer RESOURCE = JsonPointer.of("/objectRef/resource");
  private static final JsonPointer SUBRESOURCE = JsonPointer.of("/objectRef/subresource");
  private static final JsonPointer NAMESPACE = JsonPointer.of("/objectRef/namespace");
  private static final JsonPointer POD = JsonPointer.of("/objectRef/name");
  private static final JsonPointer STAGE = JsonPointer.of("/stage");
  private static final JsonPointer STATUS = JsonPointer.of("/responseStatus/code");
  private static final JsonPointer AUDIT_ID = JsonPointer.of("/auditID");
  private static final JsonPointer TIME = JsonPointer.of("/requestReceivedTimestamp");
  private static final JsonPointer USER = JsonPointer.of("/user/username");
  private static final JsonPointer ADDRESSES = JsonPointer.of("/sourceIPs");
  private static final JsonPointer URI = JsonPointer.of("/requestURI");
  private static final JsonPointer ADDED = JsonPointer.of("/requestObject/spec/ephemeralContainers");
  private static final byte[] NAME = "name".getBytes(StandardCharsets.UTF_8);
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
   * Whether the API server started the program. The stage of the received request does not count, because the request
   * is not authorized yet. The end of the connection is the end of the program; it counts if the audit policy omits the
   * beginning.
   */
  boolean isStarted() {
    String status = value(STATUS);
    boolean isAnswered = value(STAGE).equals("ResponseStarted") || value(STAGE).equals("ResponseComplete");
    return value(RESOURCE).equals("pods") && isAnswered && status.matches("[0-9]{3}") && Integer.parseInt(status) < FIRST_FAILURE;
  }

  /**
   * A text that is equal for all stages of the request. The audit ID is not enough, because the client can choose it.
   */
  String identity() {
    return String.join("\n", value(AUDIT_ID), value(TIME), value(USER), value(URI));
  }

  /** The requested programs; empty if the event lacks the time, the user or the program. */
  List<PodExec> execs() {
    long time = AuditTime.nanos(Text.of(value(TIME)));
    if (time == AuditTime.NONE || value(USER).isEmpty()) {
      return List.of();
    }
    if (value(SUBRESOURCE).equals("exec")) {
      String container = parameters("container").stream().findFirst().orElse("");
      List<String> command = parameters("command");
      return command.isEmpty() ? List.of() : List.of(exec(time, container, command));
    }
    return addedContainers().stream().map(container -> exec(time, container, List.of())).toList();
  }

  private PodExec exec(long time, String container, List<String> command) {
    return new PodExec(time, value(USER), address(), value(NAMESPACE), value(POD), container, command);
  }

  // A patch has the new containers, an update also the existing ones. A dry run adds none; an exec has no dry run.
  private List<String> addedContainers() {
    List<String> names = new ArrayList<>();
    int list = parameters("dryRun").isEmpty() ? ADDED.find(json) : JsonIndex.NONE;
    if (json.is(JsonKind.ARRAY, list)) {
      for (int at = list + 1; at < json.after(list); at = json.after(at)) {
        int name = json.member(at, NAME);
        if (json.is(JsonKind.STRING, name)) {
          names.add(text.of(json, name).toString());
        }
      }
    }
    return names;
  }

  // Clients can choose all addresses except the last one, which is the address of the connection.
  private Text address() {
    int list = ADDRESSES.find(json);
    String last = "";
    if (json.is(JsonKind.ARRAY, list)) {
      for (int at = list + 1; at < json.after(list); at = json.after(at)) {
        last = json.is(JsonKind.STRING, at) ? text.of(json, at).toString() : "";
      }
    }
    try {
      return LITERAL.matcher(last).matches() ? Text.copyOf(InetAddress.getByName(last).getAddress()) : Text.ABSENT;
    } catch (UnknownHostException e) {
      return Text.ABSENT;
    }
  }

  private List<String> parameters(String wanted) {
    return UriParameterReader.all(value(URI), wanted);
  }
}
