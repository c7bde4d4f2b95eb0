package org.eyas.source.k8saudit.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eyas.api.process.PodExec;
import org.eyas.api.process.PodSessions;
import org.eyas.json.JsonIndex;
import org.eyas.testkit.FakeFd;
import org.junit.jupiter.api.Test;

class ExecReportsTest {
  private static final String URI =
      "/api/v1/namespaces/shop/pods/web-1/exec?command=sh&command=-c&command=id%3B+ls&container=web&stdin=true";

  private final List<PodExec> reported = new ArrayList<>();
  private final ExecReports reports = new ExecReports(() -> List.of(reported::add), "");

  private static String event(String stage, int status) {
    return """
        {"kind": "Event", "auditID": "a", "stage": "%s", "verb": "get", "requestURI": "%s", "user": {"username": "alice"},
         "objectRef": {"resource": "pods", "namespace": "shop", "name": "web-1", "subresource": "exec"},
         "sourceIPs": ["192.0.2.9", "10.0.0.5"], "responseStatus": {"code": %d},
         "requestReceivedTimestamp": "2026-11-27T08:00:00.000001Z"}""".formatted(stage, URI, status);
  }

  private void read(String event) {
    read(event, "");
  }

  // As an item of a list, which is how most events come.
  private void read(String event, String sender) {
    JsonIndex list = index("[7," + event + "]");
    reports.onEvent(list, list.element(0, 1), sender);
  }

  @Test
  void anExecIsReportedWithItsPersonItsContainerAndItsCommand() {
    read(event("ResponseStarted", 101));
    assertEquals(
        List.of(
            new PodExec(
                1_795_766_400_000_001_000L, "alice", FakeFd.address("10.0.0.5"), "shop", "web-1", "web",
                List.of("sh", "-c", "id; ls"))),
        reported);
  }

  @Test
  void theStagesOfARequestAreReportedOnce() {
    read(event("RequestReceived", 0).replace("\"responseStatus\": {\"code\": 0},", ""));
    assertEquals(0, reported.size());
    read(event("ResponseStarted", 101));
    read(event("ResponseComplete", 101));
    assertEquals(1, reported.size());
    read(event("ResponseComplete", 101).replace("alice", "bob"));
    read(event("ResponseComplete", 101).replace("000001Z", "000002Z"));
    assertEquals(List.of("alice", "bob", "alice"), reported.stream().map(PodExec::user).toList());
  }

  @Test
  void whatTheServerRefusedOrCouldNotDoIsNotReported() {
    read(event("ResponseStarted", 403));
    read(event("ResponseComplete", 500));
    read(event("ResponseStarted", 101).replace("\"code\": 101", "\"code\": null"));
    read(event("Panic", 101));
    assertEquals(List.of(), reported);
  }

  @Test
  void otherRequestsAreNotReported() {
    read(event("ResponseStarted", 101).replace("\"exec\"", "\"attach\""));
    read(event("ResponseStarted", 101).replace("\"pods\"", "\"nodes\""));
    read(event("ResponseStarted", 101).replace("2026-11-27T08:00:00.000001Z", "today"));
    read(event("ResponseStarted", 101).replace("\"username\": \"alice\"", ""));
    read("{\"objectRef\": [\"exec\"]}");
    assertEquals(List.of(), reported);
  }

  @Test
  void aParameterThatIsNotEncodedCorrectlyAndAnAddressThatIsNoneAreLeftOut() {
    read(event("ResponseStarted", 101).replace("command=-c", "command=%zz&command=a;b").replace("10.0.0.5", "unknown"));
    assertEquals(List.of("sh", "id; ls"), reported.getFirst().command());
    assertEquals(false, reported.getFirst().address().isPresent());
  }

  @Test
  void containersThatWereAddedToAPodAreReportedWithoutACommand() {
    read(event("ResponseComplete", 200).replace("\"exec\"", "\"ephemeralcontainers\"").replace(
        "\"sourceIPs\"",
        "\"requestObject\": {\"spec\": {\"ephemeralContainers\": [{\"name\": \"debugger-1\"}, {\"image\": \"x\"}, 7]}}, \"sourceIPs\""));
    assertEquals(
        List.of(
            new PodExec(
                1_795_766_400_000_001_000L, "alice", FakeFd.address("10.0.0.5"), "shop", "web-1", "debugger-1", List.of())),
        reported);
  }

  @Test
  void aDryRunAddsNoContainerAndAnExecHasNone() {
    String dryRun = event("ResponseComplete", 200).replace("&stdin=true", "&dryRun=All");
    read(
        dryRun.replace("\"exec\"", "\"ephemeralcontainers\"").replace(
            "\"sourceIPs\"",
            "\"requestObject\": {\"spec\": {\"ephemeralContainers\": [{\"name\": \"debugger-1\"}]}}, \"sourceIPs\""));
    assertEquals(List.of(), reported);
    read(dryRun.replace("000001Z", "000002Z"));
    assertEquals("web", reported.getFirst().container());
  }

  @Test
  void anExecWithoutACommandAndAnAdditionWithoutItsContentsAreNotReported() {
    read(event("ResponseStarted", 101).replace("command=", "comm="));
    read(event("ResponseComplete", 200).replace("\"exec\"", "\"ephemeralcontainers\""));
    assertEquals(List.of(), reported);
  }

  @Test
  void theNameOfAParameterMayBeEncoded() {
    read(event("ResponseStarted", 101).replace("command=sh", "%63ommand=sh").replace("container=web", "c%6Fntainer=web"));
    assertEquals(List.of("sh", "-c", "id; ls"), reported.getFirst().command());
    assertEquals("web", reported.getFirst().container());
  }

  @Test
  void podsOfOtherClustersAreNotThoseOfThisMachine() {
    read(event("ResponseStarted", 101), "east");
    assertEquals(0, reported.size());
    new ExecReports(() -> List.of(reported::add), "east").onEvent(index(event("ResponseStarted", 101)), 0, "east");
    new ExecReports(() -> List.of(reported::add), "east").onEvent(index(event("ResponseStarted", 101)), 0, "");
    assertEquals(1, reported.size());
  }

  private static JsonIndex index(String event) {
    JsonIndex json = new JsonIndex();
    byte[] bytes = event.getBytes(StandardCharsets.UTF_8);
    try {
      json.parse(bytes, 0, bytes.length);
    } catch (Exception e) {
      throw new AssertionError(event, e);
    }
    return json;
  }

  @Test
  void afterManyOtherRequestsTheOldestAreForgotten() {
    ReportedRequests requests = new ReportedRequests();
    assertEquals(true, requests.isNew("first"));
    for (int i = 0; i < 4_096; i++) {
      requests.isNew("request " + i);
    }
    assertEquals(true, requests.isNew("first"));
    assertEquals(false, requests.isNew("request 4095"));
  }

  @Test
  void aReceiverThatFailsDoesNotStopTheEvents() {
    PodSessions failing = exec -> {
      throw new IllegalStateException("expected");
    };
    new ExecReports(() -> List.of(failing, reported::add), "").onEvent(index(event("ResponseStarted", 101)), 0, "");
    assertEquals(1, reported.size());
  }
}
