package org.eyas.enricher.k8s.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eyas.api.data.Text;
import org.eyas.api.process.AttachmentKey;
import org.eyas.api.process.Attachments;
import org.eyas.enricher.k8s.id.PodCgroupPath;
import org.eyas.kube.KubeObject;
import org.eyas.kube.ObjectId;
import org.eyas.kube.ObjectOwner;
import org.eyas.kube.PodDetails;
import org.junit.jupiter.api.Test;

class ClusterStateTest {
  private static final PodDetails DETAILS = new PodDetails("10.0.0.7", Map.of("web", "c1"), "");
  private static final PodCgroupPath A = new PodCgroupPath("a", "");

  private final AtomicLong now = new AtomicLong();
  private final List<String> problems = new ArrayList<>();
  private final ClusterState cluster =
      new ClusterState(
          new ClusterState.Problems() {
            @Override
            public void failed(WatchedKind kind, String problem) {
              problems.add(kind + " " + problem);
            }

            @Override
            public void works(WatchedKind kind) {}

            @Override
            public void hasNoPods() {
              problems.add("no pods");
            }
          },
          now::get);

  /** Keeps the pods that are attached to a process, one after another. */
  private static final class Attached implements Attachments {
    private final List<PodReference> all = new ArrayList<>();

    @Override
    public <T> void put(AttachmentKey<T> key, T value) {
      all.add((PodReference) value);
    }
  }

  private static KubeObject pod(String uid, Map<String, String> labels) {
    return Objects.pod(uid, labels, new ObjectOwner("ReplicaSet", "web-7", "rs1"), DETAILS);
  }

  private void list(KubeObject... pods) {
    for (WatchedKind kind : WatchedKind.values()) {
      cluster.changes(kind).listed(kind == WatchedKind.PODS ? List.of(pods) : List.of());
    }
  }

  private static String name(PodReference ref, PodPart part) {
    return ref.info().part(part).name().toString();
  }

  @Test
  void everythingIsPendingUntilEachKindWasListed() {
    PodReference ref = cluster.find(A);
    Attached process = new Attached();
    ref.attach(process);
    assertSame(PodSnapshot.PENDING, ref.info());
    for (WatchedKind kind : WatchedKind.values()) {
      assertEquals(1, process.all.size(), kind.plural());
      cluster.changes(kind).listed(kind == WatchedKind.PODS ? List.of(pod("a", Map.of())) : List.of());
    }
    assertEquals("pod-a", name(ref, PodPart.POD));
    assertEquals(List.of(ref, ref), process.all);
    assertSame(ref, cluster.find(A));
  }

  @Test
  void aPodThatTheListDoesNotHaveIsAbsentUntilItComes() {
    PodReference ref = cluster.find(A);
    Attached process = new Attached();
    ref.attach(process);
    list(pod("b", Map.of()));
    assertSame(PodSnapshot.UNKNOWN, ref.info());
    assertEquals(2, process.all.size());
    cluster.changes(WatchedKind.PODS).put(pod("a", Map.of()));
    assertEquals("pod-a", name(ref, PodPart.POD));
  }

  @Test
  void aKindThatCannotBeListedKeepsNobodyWaiting() {
    PodReference ref = cluster.find(A);
    for (WatchedKind kind : WatchedKind.values()) {
      if (kind == WatchedKind.PODS) {
        cluster.changes(kind).listed(List.of(pod("a", Map.of())));
      } else {
        cluster.changes(kind).failed("forbidden");
      }
    }
    assertEquals("pod-a", name(ref, PodPart.POD));
    assertEquals("shop", name(ref, PodPart.NAMESPACE));
    assertSame(Text.ABSENT, ref.info().part(PodPart.NAMESPACE).uid());
    assertEquals("web-7", name(ref, PodPart.REPLICA_SET));
    assertEquals("rs1", ref.info().part(PodPart.REPLICA_SET).uid().toString());
    assertSame(KubeObjectSummary.ABSENT, ref.info().part(PodPart.DEPLOYMENT));
    assertEquals(WatchedKind.values().length - 1, problems.size());
  }

  @Test
  void theObjectsAroundAPodAreJoinedInWhateverOrderTheyCome() {
    list();
    PodReference ref = cluster.find(A);
    cluster.changes(WatchedKind.SERVICES).put(Objects.service("s1", "web", Map.of(), Map.of("app", "web")));
    cluster.changes(WatchedKind.SERVICES).put(Objects.service("s2", "all", Map.of(), Map.of()));
    cluster.changes(WatchedKind.SERVICES).put(Objects.service("s3", "api", Map.of(), Map.of("app", "web", "tier", "api")));
    cluster.changes(WatchedKind.PODS).put(pod("a", Map.of("app", "web", "x", "y")));
    cluster.changes(WatchedKind.DEPLOYMENTS).put(Objects.of("d1", "web", Map.of(), ObjectOwner.NONE));
    cluster.changes(WatchedKind.REPLICA_SETS)
        .put(Objects.of("rs1", "web-7", Map.of(), new ObjectOwner("Deployment", "web", "d1")));
    cluster.changes(WatchedKind.NAMESPACES).put(Objects.namespace("n1", "shop", Map.of("team", "a")));
    assertEquals(
        List.of("pod-a", "shop", "web", "web-7", ""),
        List.of(PodPart.values()).stream().map(part -> name(ref, part)).toList());
    assertEquals("n1", ref.info().part(PodPart.NAMESPACE).uid().toString());
    assertEquals("10.0.0.7", ref.info().ip().toString());
    assertEquals(1, ref.info().serviceCount());
    assertEquals("web", ref.info().service(0).name().toString());
    cluster.changes(WatchedKind.SERVICES).removed(Objects.service("s1", "web", Map.of(), Map.of()));
    assertEquals(0, ref.info().serviceCount());
  }

  @Test
  void aReplicationControllerIsNotAReplicaSet() {
    list(Objects.pod("a", Map.of(), new ObjectOwner("ReplicationController", "old", "rc1"), DETAILS));
    PodReference ref = cluster.find(A);
    assertEquals("old", name(ref, PodPart.REPLICATION_CONTROLLER));
    assertSame(KubeObjectSummary.ABSENT, ref.info().part(PodPart.REPLICA_SET));
  }

  @Test
  void aPodIsFoundByItsContainersAndByTheHashOfItsFile() {
    PodReference early = cluster.find(new PodCgroupPath("", "c9"));
    list(pod("a", Map.of()), Objects.pod("s", Map.of(), ObjectOwner.NONE, new PodDetails("", Map.of(), "cafe")));
    assertEquals("pod-a", name(cluster.find(new PodCgroupPath("", "c1")), PodPart.POD));
    assertEquals("pod-s", name(cluster.find(new PodCgroupPath("cafe", "c7")), PodPart.POD));
    assertSame(PodSnapshot.UNKNOWN, early.info());
    PodDetails restarted = new PodDetails("", Map.of("web", "c9"), "");
    cluster.changes(WatchedKind.PODS).put(Objects.pod("a", Map.of(), ObjectOwner.NONE, restarted));
    assertEquals("pod-a", name(early, PodPart.POD));
    assertSame(PodSnapshot.UNKNOWN, cluster.find(new PodCgroupPath("", "c1")).info());
  }

  @Test
  void ofPodsWithOneNameTheNewestThatHasNotEndedHasTheContainer() {
    KubeObject older = named("a", "c1");
    KubeObject newer = named("b", "c2");
    list(older, newer);
    assertEquals(Optional.of("c2"), cluster.containerId("shop", "db-0", "db"));
    assertEquals(Optional.of("c2"), cluster.containerId("shop", "db-0", ""));
    cluster.changes(WatchedKind.PODS).removed(newer);
    assertEquals(Optional.of("c1"), cluster.containerId("shop", "db-0", "db"));
    cluster.changes(WatchedKind.PODS).removed(older);
    assertEquals(Optional.of("c1"), cluster.containerId("shop", "db-0", "db")); // its audit events may still come
    assertEquals(Optional.empty(), cluster.containerId("shop", "db-0", "other"));
  }

  private static KubeObject named(String uid, String container) {
    PodDetails details = new PodDetails("", Map.of("db", container), "");
    return new KubeObject(new ObjectId(uid, "shop", "db-0"), Map.of(), ObjectOwner.NONE, Map.of(), details);
  }

  private static KubeObject fromFile(String uid) {
    return Objects.pod(uid, Map.of(), ObjectOwner.NONE, new PodDetails("", Map.of(), "cafe"));
  }

  @Test
  void aPodCannotTakeTheHashOfAnotherOne() {
    PodCgroupPath path = new PodCgroupPath("cafe", "");
    list(fromFile("s"));
    cluster.changes(WatchedKind.PODS).put(fromFile("thief"));
    assertEquals("pod-s", name(cluster.find(path), PodPart.POD));
    cluster.changes(WatchedKind.PODS).put(fromFile("s"));
    cluster.changes(WatchedKind.PODS).removed(fromFile("thief"));
    now.set(TimeUnit.SECONDS.toNanos(60));
    assertEquals("pod-s", name(cluster.find(path), PodPart.POD));
  }

  @Test
  void aPodOfAFileThatIsCreatedAgainHasItsHashBack() {
    PodCgroupPath path = new PodCgroupPath("cafe", "");
    list(fromFile("s"));
    list(fromFile("t"));
    assertEquals("pod-t", name(cluster.find(path), PodPart.POD));
    cluster.changes(WatchedKind.PODS).removed(fromFile("t"));
    cluster.changes(WatchedKind.PODS).put(fromFile("u"));
    assertEquals("pod-u", name(cluster.find(path), PodPart.POD));
    now.set(TimeUnit.SECONDS.toNanos(60));
    assertEquals("pod-u", name(cluster.find(path), PodPart.POD));
  }

  @Test
  void aProcessSeesTheNewLabelsOfItsPod() {
    list(pod("a", Map.of("app", "web")));
    PodReference ref = cluster.find(A);
    PodSnapshot before = ref.info();
    cluster.changes(WatchedKind.PODS).put(pod("a", Map.of("app", "api")));
    assertNotSame(before, ref.info());
    assertEquals(ObjectLabels.of(Map.of("app", "api")), ref.info().part(PodPart.POD).labels());
  }

  @Test
  void aDeletedPodStaysForAMinute() {
    list(pod("a", Map.of()));
    cluster.changes(WatchedKind.PODS).removed(pod("a", Map.of()));
    assertEquals(0, cluster.count(WatchedKind.PODS));
    now.set(TimeUnit.SECONDS.toNanos(59));
    assertEquals("pod-a", name(cluster.find(A), PodPart.POD));
    now.set(TimeUnit.SECONDS.toNanos(60));
    assertSame(PodSnapshot.UNKNOWN, cluster.find(A).info());
  }

  @Test
  void aPodThatANewListDoesNotHaveWasDeleted() {
    list(pod("a", Map.of()));
    list(pod("b", Map.of()));
    assertEquals(1, cluster.count(WatchedKind.PODS));
    assertEquals("pod-a", name(cluster.find(A), PodPart.POD));
    now.set(TimeUnit.SECONDS.toNanos(60));
    assertSame(PodSnapshot.UNKNOWN, cluster.find(A).info());
  }

  @Test
  void ofTooManyDeletedPodsTheOldestGo() {
    list();
    for (int i = 0; i < PodTable.MOST_DELETED + 5; i++) {
      cluster.changes(WatchedKind.PODS).put(pod("uid" + i, Map.of()));
      cluster.changes(WatchedKind.PODS).removed(pod("uid" + i, Map.of()));
    }
    assertSame(PodSnapshot.UNKNOWN, cluster.find(new PodCgroupPath("uid4", "")).info());
    assertEquals("pod-uid5", name(cluster.find(new PodCgroupPath("uid5", "")), PodPart.POD));
  }

  @Test
  void ofTooManyUnknownContainersTheOldestNoLongerWait() {
    PodReference oldest = cluster.find(new PodCgroupPath("", "c0"));
    for (int i = 1; i <= PodTable.MOST_UNKNOWN; i++) {
      cluster.find(new PodCgroupPath("", "c" + i));
    }
    assertSame(PodSnapshot.UNKNOWN, oldest.info());
    assertSame(PodSnapshot.PENDING, cluster.find(new PodCgroupPath("", "c1")).info());
  }

  @Test
  void aNodeWithoutPodsIsReportedOnce() {
    list();
    list();
    assertEquals(List.of("no pods"), problems);
  }
}
