package org.eyas.enricher.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eyas.api.control.OwnHealth;
import org.eyas.api.data.Text;
import org.eyas.api.metric.Metric;
import org.eyas.api.process.AttachmentKey;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.Enricher;
import org.eyas.enricher.k8s.cluster.ObjectLabels;
import org.eyas.enricher.k8s.cluster.PodPart;
import org.eyas.enricher.k8s.cluster.PodReference;
import org.eyas.enricher.k8s.cluster.WatchedKind;
import org.eyas.kube.RetryPacing;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.EnricherContract;
import org.eyas.testkit.FakeProcess;
import org.eyas.testkit.kube.FakeApiServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class K8sEnricherTest extends EnricherContract {
  private static final String UID = "5869489f-8c7f-45dc-9abd-1b1620787bb1";
  private static final String PODS = "/api/v1/pods";
  private static final RetryPacing QUICK = new RetryPacing(Duration.ofMillis(4), Duration.ofMillis(40), Duration.ofMinutes(5));
  private static final long LATEST_MILLIS = 2_000; // 50 ms on a quiet machine

  @TempDir private Path folder;
  private final List<K8sEnricher> open = new ArrayList<>();
  private FakeApiServer server;

  @BeforeEach
  void start() throws IOException {
    server = ClusterRole.grant(FakeApiServer.start());
  }

  @AfterEach
  void close() {
    open.forEach(K8sEnricher::close);
    server.close();
  }

  /** Settings as the configuration passes them on. */
  private record Given(String kubeconfig, String node, boolean connect) implements K8sEnricher.Config {
    @Override
    public String init_config() {
      return "";
    }

    @Override
    public boolean live() {
      return false;
    }

    @Override
    public boolean suggest() {
      return false;
    }

    @Override
    public Class<? extends Annotation> annotationType() {
      return K8sEnricher.Config.class;
    }
  }

  /** Keeps what is attached to a process. */
  private static final class Attached implements Attachments {
    private final List<PodReference> all = new ArrayList<>();

    @Override
    public synchronized <T> void put(AttachmentKey<T> key, T value) {
      all.add((PodReference) value);
    }

    synchronized int count() {
      return all.size();
    }

    String name(PodPart part) {
      return all.getLast().info().part(part).name().toString();
    }
  }

  private K8sEnricher connected() throws IOException {
    Path file = Files.writeString(folder.resolve("kubeconfig"), server.kubeconfig());
    K8sEnricher enricher = new K8sEnricher(new Given(file.toString(), "node-1", true), Map.of(), QUICK);
    open.add(enricher);
    return enricher;
  }

  private static FakeProcess process(String cgroup) {
    FakeProcess process = FakeProcess.of(7, "sh");
    process.place.rawCgroups = Text.of("cpu=" + cgroup + "\0");
    return process;
  }

  private static Attached attached(K8sEnricher enricher, String uid) {
    Attached attached = new Attached();
    enricher.onProcess(process("/kubepods/burstable/pod" + uid + "/" + "c".repeat(64)), attached);
    return attached;
  }

  private static String pod(String uid, String labels, String more) {
    return """
        {"metadata": {"uid": "%s", "name": "web-7-x", "namespace": "shop", "labels": {%s},
          "ownerReferences": [{"kind": "ReplicaSet", "name": "web-7", "uid": "rs1", "controller": true}]},
         "spec": {"nodeName": "node-1"}, "status": {"podIP": "10.0.0.7"%s}}""".formatted(uid, labels, more);
  }

  private void fill() {
    server.put(PODS, pod(UID, "\"app\": \"web\"", ""));
    server.put("/api/v1/namespaces", "{\"metadata\": {\"uid\": \"n1\", \"name\": \"shop\", \"labels\": {\"team\": \"pay\"}}}");
    server.put(
        "/apis/apps/v1/replicasets",
        """
            {"metadata": {"uid": "rs1", "name": "web-7", "namespace": "shop",
              "ownerReferences": [{"kind": "Deployment", "name": "web", "uid": "d1", "controller": true}]}}""");
    server.put("/apis/apps/v1/deployments", "{\"metadata\": {\"uid\": \"d1\", \"name\": \"web\", \"namespace\": \"shop\"}}");
    server.put(
        "/api/v1/services",
        "{\"metadata\": {\"uid\": \"s1\", \"name\": \"front\", \"namespace\": \"shop\"}, \"spec\": {\"selector\": {\"app\": \"web\"}}}");
  }

  @Override
  protected Enricher enricher() {
    return new K8sEnricher(new Given("", "", false), Map.of(), QUICK);
  }

  @Override
  protected List<FakeProcess> processes() {
    return List.of(process("/kubepods/pod" + UID), process("/"), process("/docker/" + "a".repeat(64)), FakeProcess.unknown(7));
  }

  @Test
  void aProcessIsJoinedToItsPodWithTheRightsOfTheDocument() throws IOException {
    fill();
    Attached process = attached(connected(), UID);
    ConditionWait.until(() -> process.name(PodPart.POD).equals("web-7-x"), () -> server.requests().toString());
    assertEquals(
        List.of("web-7-x", "shop", "web", "web-7", ""), List.of(PodPart.values()).stream().map(process::name).toList());
    assertEquals("front", process.all.getLast().info().service(0).name().toString());
  }

  @Test
  void anUnknownPodIsAbsentOnceTheListsAreThereAndIsKnownWhenItComes() throws IOException {
    fill();
    K8sEnricher enricher = connected();
    Attached known = attached(enricher, UID);
    ConditionWait.until(() -> known.name(PodPart.POD).equals("web-7-x"));
    String other = UID.replace('5', '6');
    Attached process = attached(enricher, other);
    assertSame(Text.ABSENT, process.all.getLast().info().part(PodPart.POD).name());
    server.put(PODS, pod(other, "", ""));
    ConditionWait.until(() -> process.name(PodPart.POD).equals("web-7-x"));
  }

  @Test
  void aNewLabelIsThereSoonAfterTheServerSentIt() throws IOException {
    fill();
    Attached process = attached(connected(), UID);
    ConditionWait.until(() -> process.name(PodPart.POD).equals("web-7-x"));
    List<Long> micros = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      ObjectLabels next = ObjectLabels.of(Map.of("app", "web", "round", String.valueOf(i)));
      long start = System.nanoTime();
      server.put(PODS, pod(UID, "\"app\": \"web\", \"round\": \"" + i + "\"", ""));
      while (!process.all.getLast().info().part(PodPart.POD).labels().equals(next)
          && System.nanoTime() - start < Duration.ofMillis(LATEST_MILLIS).toNanos()) {
        Thread.onSpinWait();
      }
      micros.add((System.nanoTime() - start) / 1_000);
    }
    micros.sort(null);
    System.out.println("a new label after " + micros.get(25) + " us (median), " + micros.getLast() + " us (most)");
    assertTrue(micros.getLast() < LATEST_MILLIS * 1_000, micros.toString());
  }

  @Test
  void theContainersOfAPodAreFoundByTheirNames() throws IOException {
    String statuses =
        ", \"containerStatuses\": [{\"name\": \"web\", \"containerID\": \"containerd://c1\"}],"
            + " \"ephemeralContainerStatuses\": [{\"name\": \"debug\", \"containerID\": \"containerd://c2\"}]";
    server.put(PODS, pod(UID, "", statuses));
    K8sEnricher enricher = connected();
    ConditionWait.until(() -> enricher.containerId("shop", "web-7-x", "web").equals(Optional.of("c1")));
    assertEquals(Optional.of("c2"), enricher.containerId("shop", "web-7-x", "debug"));
    assertEquals(Optional.empty(), enricher.containerId("shop", "web-7-x", ""));
    assertEquals(Optional.empty(), enricher.containerId("other", "web-7-x", "web"));
    assertEquals(Optional.empty(), enricher.containerId("shop", "web-7-y", "web"));
  }

  @Test
  void processesKeepTheirPodWhileTheServerDoesNotAnswer() throws IOException {
    fill();
    K8sEnricher enricher = connected();
    Attached before = attached(enricher, UID);
    ConditionWait.until(() -> before.name(PodPart.POD).equals("web-7-x"));
    server.close();
    assertEquals("web-7-x", attached(enricher, UID).name(PodPart.POD));
  }

  @Test
  void withoutAServerNobodyWaits() throws IOException {
    server.close();
    Attached process = attached(connected(), UID);
    ConditionWait.until(() -> process.all.getLast().info().part(PodPart.POD).name() == Text.ABSENT);
  }

  @Test
  void objectsAndRestartsAreCounted() throws IOException {
    fill();
    K8sEnricher enricher = connected();
    ConditionWait.until(() -> value(enricher, "enricher_k8s_objects", "services") == 1);
    ConditionWait.until(() -> server.count("watch " + PODS) == 1);
    server.put(PODS, pod(UID, "", ""));
    server.endWatches();
    ConditionWait.until(() -> value(enricher, "enricher_k8s_watch_restarts_total", "pods") == 1);
    assertEquals(1, value(enricher, "enricher_k8s_objects", "pods"));
    assertTrue(value(enricher, "enricher_k8s_age_seconds", "pods") < 60);
    assertEquals(18, enricher.metrics().size());
  }

  private static long value(K8sEnricher enricher, String name, String kind) {
    return enricher.metrics().stream().filter(metric -> metric.name().equals(name) && metric.labels().containsValue(kind))
        .map(Metric::value).mapToLong(Number::longValue).findFirst().orElseThrow();
  }

  @Test
  void aCommandThatOnlyChecksRulesDoesNotConnect() {
    K8sEnricher enricher = new K8sEnricher(new Given("/nowhere", "", false), Map.of(), QUICK);
    assertEquals("", attached(enricher, UID).name(PodPart.POD));
    assertEquals(List.of(), enricher.metrics());
  }

  /** Keeps what is reported to health. */
  private record Reports(List<String> all) implements OwnHealth {
    @Override
    public void reportProblem(String text) {
      all.add(text);
    }

    @Override
    public void clear() {
      all.add("cleared");
    }
  }

  @Test
  void aServiceThatLeavesAfterItsSuccessorCameDoesNotTakeItAway() {
    long[] now = {0};
    ApiServerHealth health = new ApiServerHealth("n", () -> now[0]);
    OwnHealth before = new Reports(new ArrayList<>(List.of("before")));
    Reports successor = new Reports(new ArrayList<>());
    health.reportTo(before);
    health.reportTo(successor);
    health.stopReportingTo(before);
    health.failed(WatchedKind.PODS, "no answer");
    now[0] = Duration.ofSeconds(60).toNanos();
    health.failed(WatchedKind.PODS, "no answer");
    assertEquals(List.of("the pods of this node are not up to date: no answer"), successor.all());
    health.stopReportingTo(successor);
    health.works(WatchedKind.PODS);
    assertEquals(1, successor.all().size());
  }

  @Test
  void healthIsDegradedWhileTheServerIsAwayForLong() {
    long[] now = {0};
    List<String> reported = new ArrayList<>();
    ApiServerHealth health = new ApiServerHealth("n", () -> now[0]);
    health.reportTo(new Reports(reported));
    health.failed(WatchedKind.PODS, "no answer");
    now[0] = Duration.ofSeconds(59).toNanos();
    health.failed(WatchedKind.PODS, "no answer");
    assertEquals(List.of(), reported);
    now[0] = Duration.ofSeconds(60).toNanos();
    health.failed(WatchedKind.DEPLOYMENTS, "forbidden");
    health.works(WatchedKind.PODS);
    assertEquals(List.of("the pods of this node are not up to date: no answer", "cleared"), reported);
  }
}
