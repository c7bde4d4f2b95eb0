package org.eyas.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.LocalPorts;
import org.eyas.testkit.kube.FakeApiServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ListWatchTest {
  private static final String PODS = "/api/v1/pods";
  private static final ApiResource RESOURCE = ApiResource.of(PODS, false).where("spec.nodeName", "node-1");
  private static final RetryPacing QUICK = new RetryPacing(Duration.ofMillis(4), Duration.ofMillis(40), Duration.ofMinutes(5));

  private final Recorder recorder = new Recorder();
  private final List<AutoCloseable> open = new ArrayList<>();
  private FakeApiServer server;

  @BeforeEach
  void start() throws IOException {
    server = FakeApiServer.start().allowAll();
    open.add(server);
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
  }

  private static String pod(String uid, String labels) {
    return pod(uid, labels, "node-1");
  }

  private static String pod(String uid, String labels, String node) {
    return """
        {"metadata": {"uid": "%s", "name": "pod-%s", "namespace": "shop", "labels": {%s}, "managedFields": [{"f": {"a": 1}}]},
         "spec": {"nodeName": "%s"}, "status": {"podIP": "10.0.0.7"}}""".formatted(uid, uid, labels, node);
  }

  private ListWatch follow(RetryPacing pace) {
    return follow(server.address(), () -> "", pace);
  }

  private ListWatch follow(URI address, ApiServer.Token token, RetryPacing pace) {
    ApiClient client = new ApiClient(() -> new ApiServer(address, null, token));
    ListWatch watch = new ListWatch(client, RESOURCE, recorder, pace);
    open.add(client);
    open.add(watch);
    return watch;
  }

  private void awaitNames(String... names) {
    ConditionWait.until(
        () -> recorder.names().equals(List.of(names)), () -> recorder.calls() + " " + recorder.problems() + server.requests());
  }

  private void awaitRequests(String kind, int number) {
    ConditionWait.until(() -> server.count(kind) >= number, () -> server.requests() + " " + recorder.problems());
  }

  @Test
  void listsThePodsOfTheNodeAndFollowsTheirChanges() {
    server.put(PODS, pod("a", "\"app\": \"web\""));
    server.put(PODS, pod("x", "", "node-2"));
    follow(QUICK);
    awaitNames("pod-a");
    server.put(PODS, pod("b", ""));
    awaitNames("pod-a", "pod-b");
    server.put(PODS, pod("a", "\"app\": \"api\""));
    ConditionWait.until(() -> "api".equals(recorder.objects().get("a").labels().get("app")));
    server.remove(PODS, "a");
    awaitNames("pod-b");
    assertEquals(List.of("listed 1", "put pod-b", "put pod-a", "removed pod-a"), recorder.calls());
    assertEquals("10.0.0.7", recorder.objects().get("b").pod().ip());
    assertEquals(List.of(), recorder.problems());
  }

  @Test
  void aListOfManyPodsComesInPages() {
    for (int i = 0; i < 5_000; i++) {
      server.put(PODS, pod("uid-" + i, ""));
    }
    follow(QUICK);
    ConditionWait.until(() -> recorder.names().size() == 5_000, () -> recorder.calls() + " " + recorder.problems());
    assertEquals(List.of("listed 5000"), recorder.calls());
    assertEquals(10, server.count("list"));
  }

  @Test
  void aBookmarkIsNotAnObject() {
    follow(QUICK);
    awaitRequests("watch", 1);
    server.bookmark(PODS);
    server.put(PODS, pod("a", ""));
    awaitNames("pod-a");
    assertEquals(List.of("listed 0", "put pod-a"), recorder.calls());
  }

  @Test
  void aWatchThatTheServerEndsContinuesWithoutAList() {
    ListWatch watch = follow(QUICK);
    awaitRequests("watch", 1);
    server.put(PODS, pod("a", ""));
    awaitNames("pod-a");
    server.endWatches();
    awaitRequests("watch", 2);
    server.put(PODS, pod("b", ""));
    awaitNames("pod-a", "pod-b");
    assertEquals(List.of("listed 0", "put pod-a", "put pod-b"), recorder.calls());
    assertEquals(1, watch.restarts());
  }

  @Test
  void aBookmarkSavesTheListAfterAQuietWatch() {
    follow(QUICK);
    awaitRequests("watch", 1);
    server.bookmark(PODS);
    ConditionWait.until(() -> recorder.hasWorked());
    server.put(PODS, pod("a", ""));
    awaitNames("pod-a");
    server.expire();
    server.put(PODS, pod("b", ""));
    awaitNames("pod-a", "pod-b");
  }

  @Test
  void aSilentWatchIsFollowedByAList() {
    follow(QUICK);
    awaitRequests("watch", 1);
    server.endWatches();
    awaitRequests("list", 2);
    assertEquals(List.of(), recorder.problems());
  }

  @Test
  void aCutWatchContinuesAfterTheLastWholeLine() {
    follow(QUICK);
    awaitRequests("watch", 1);
    server.put(PODS, pod("a", ""));
    awaitNames("pod-a");
    server.cutWatches("{\"type\":\"ADDED\",\"object\":{\"metadata\":{\"uid\":\"half\",\"na");
    awaitRequests("watch", 2);
    server.put(PODS, pod("b", ""));
    awaitNames("pod-a", "pod-b");
    assertEquals(1, server.count("list"));
  }

  @Test
  void anExpiredVersionIsFollowedByAConsistentList() {
    follow(QUICK);
    awaitRequests("watch", 1);
    server.put(PODS, pod("a", ""));
    awaitNames("pod-a");
    server.put(PODS, pod("b", ""));
    server.expire();
    awaitRequests("list", 2);
    awaitNames("pod-a", "pod-b");
    List<String> lists = server.requests().stream().filter(request -> request.startsWith("list")).toList();
    assertTrue(lists.getFirst().contains("resourceVersion=0"), lists.toString());
    assertTrue(lists.stream().skip(1).anyMatch(list -> !list.contains("resourceVersion")), lists.toString());
    assertEquals(List.of(), recorder.problems());
  }

  @Test
  void anExpiredPageIsFollowedByAListInOnePiece() {
    server.put(PODS, pod("a", ""));
    server.refuse(PODS, 410, "", FakeApiServer.status(410, "The provided continue parameter is too old").toString());
    follow(QUICK);
    awaitNames("pod-a");
    assertTrue(!server.requests().get(1).contains("limit"), server.requests().toString());
    assertEquals(List.of(), recorder.problems());
  }

  @Test
  void aVersionFromTheFutureIsFollowedByAList() {
    follow(QUICK);
    awaitRequests("watch", 1);
    server.put(PODS, pod("a", ""));
    awaitNames("pod-a");
    server.refuse(PODS, 504, "", FakeApiServer.status(504, "Timeout: Too large resource version: 99, current: 3").toString());
    server.endWatches();
    awaitRequests("list", 2);
    ConditionWait.until(recorder::hasWorked);
    awaitNames("pod-a");
  }

  @Test
  void aBusyServerIsAskedAgainAfterTheTimeThatItNames() {
    server.refuse(PODS, 429, "1", FakeApiServer.status(429, "Too many requests, please try again later.").toString());
    long start = System.nanoTime();
    follow(QUICK);
    awaitRequests("list", 2);
    assertTrue(Duration.ofNanos(System.nanoTime() - start).toMillis() >= 1_000);
    ConditionWait.until(recorder::hasWorked);
    assertEquals(
        List.of("API server " + server.address() + " refused to list pods: Too many requests, please try again later."),
        recorder.problems());
  }

  @Test
  void aMissingRightIsNamed() throws IOException {
    try (FakeApiServer strict = FakeApiServer.start().allow("list", "pods")) {
      follow(strict.address(), () -> "", QUICK);
      ConditionWait.until(() -> recorder.problems().size() > 2);
      assertEquals(
          "the right to watch pods is missing; grant list and watch in a ClusterRole (pods is forbidden: User \"eyas\" cannot watch"
              + " resource \"pods\" at the cluster scope)",
          recorder.problems().getFirst());
      strict.allow("watch", "pods");
      ConditionWait.until(recorder::hasWorked);
    }
  }

  @Test
  void aTokenThatExpiredIsReadAgain() {
    List<String> tokens = new ArrayList<>(List.of("old", "new"));
    server.token("new");
    server.put(PODS, pod("a", ""));
    follow(server.address(), () -> tokens.size() > 1 ? tokens.removeFirst() : tokens.getFirst(), QUICK);
    awaitNames("pod-a");
    assertEquals(
        List.of("API server " + server.address()
            + " does not accept the token or certificate; check the service account or the kubeconfig (Unauthorized)"),
        recorder.problems());
  }

  @Test
  void somethingElseThanAnApiServerIsReportedAndAskedAgain() {
    server.refuse(PODS, 200, "", "<html>Welcome</html>");
    server.refuse(PODS, 502, "", "<html>Bad gateway</html>");
    server.refuse(PODS, 200, "", "{\"kind\": \"Status\"}");
    server.put(PODS, pod("a", ""));
    follow(QUICK);
    awaitNames("pod-a");
    assertEquals(3, recorder.problems().size(), recorder.problems().toString());
    assertEquals("API server " + server.address() + " refused to list pods: status 502", recorder.problems().get(1));
  }

  @Test
  void aServerThatIsDownIsReported() throws IOException {
    URI nobody = URI.create("http://localhost:" + LocalPorts.free());
    follow(nobody, () -> "", QUICK);
    ConditionWait.until(() -> recorder.problems().size() > 1);
    assertEquals("API server " + nobody + " does not answer: connection refused", recorder.problems().getFirst());
  }

  @Test
  void anUnknownHostIsReported() {
    follow(URI.create("http://nowhere.invalid"), () -> "", QUICK);
    ConditionWait.until(() -> !recorder.problems().isEmpty());
    assertEquals("API server http://nowhere.invalid does not answer: unknown host", recorder.problems().getFirst());
  }

  @Test
  void aWatchThatHangsIsClosedWithTheObject() throws Exception {
    ListWatch watch = follow(QUICK);
    awaitRequests("watch", 1);
    ConditionWait.until(recorder::hasWorked);
    watch.close();
    server.put(PODS, pod("late", ""));
    assertEquals(List.of("listed 0"), recorder.calls());
  }
}
