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
import org.eyas.enricher.k8s.id.PodPath;
import org.eyas.kube.KubeObject;
import org.eyas.kube.ObjectId;
import org.eyas.kube.Owner;
import org.eyas.kube.PodDetails;
import org.junit.jupiter.api.Test;

class ClusterTest {
  private static final PodDetails DETAILS = new PodDetails("10.0.0.7", Map.of("web", "c1"), "");
  private static final PodPath A = new PodPath("a", "");

  private final AtomicLong now = new AtomicLong();
  private final List<String> problems = new ArrayList<>();
  private final Cluster cluster =
      new Cluster(
          new Cluster.Problems() {
            @Override
            public void failed(Kind kind, String problem) {
              problems.add(kind + " " + problem);
            }

            @Override
            public void works(Kind kind) {}

            @Override
            public void hasNoPods() {
              problems.add("no pods");
            }
          },
          now::get);

  /** Keeps the pods that are attached to a process, one after another. */
  private static final class Attached implements Attachments {
    private final List<PodRef> all = new ArrayList<>();

    @Override
    public <T> void put(AttachmentKey<T> key, T value) {
      all.add((PodRef) value);
    }
  }

  private static KubeObject pod(String uid, Map<String, String> labels) {
    return Objects.pod(uid, labels, new Owner("ReplicaSet", "web-7", "rs1"), DETAILS);
  }

  private void list(KubeObject... pods) {
    for (Kind kind : Kind.values()) {
      cluster.changes(kind).listed(kind == Kind.PODS ? List.of(pods) : List.of());
    }
  }

  private static String name(PodRef ref, Part part) {
    return ref.info().part(part).name().toString();
  }

  @Test
  void everythingIsPendingUntilEachKindWasListed() {
    PodRef ref = cluster.find(A);
    Attached process = new Attached();
    ref.attach(process);
    assertSame(PodInfo.PENDING, ref.info());
    for (Kind kind : Kind.values()) {
      assertEquals(1, process.all.size(), kind.plural());
      cluster.changes(kind).listed(kind == Kind.PODS ? List.of(pod("a", Map.of())) : List.of());
    }
    assertEquals("pod-a", name(ref, Part.POD));
    assertEquals(List.of(ref, ref), process.all);
    assertSame(ref, cluster.find(A));
  }

  @Test
  void aPodThatTheListDoesNotHaveIsAbsentUntilItComes() {
    PodRef ref = cluster.find(A);
    Attached process = new Attached();
    ref.attach(process);
    list(pod("b", Map.of()));
    assertSame(PodInfo.UNKNOWN, ref.info());
    assertEquals(2, process.all.size());
    cluster.changes(Kind.PODS).put(pod("a", Map.of()));
    assertEquals("pod-a", name(ref, Part.POD));
  }

  @Test
  void aKindThatCannotBeListedKeepsNobodyWaiting() {
    PodRef ref = cluster.find(A);
    for (Kind kind : Kind.values()) {
      if (kind == Kind.PODS) {
        cluster.changes(kind).listed(List.of(pod("a", Map.of())));
      } else {
        cluster.changes(kind).failed("forbidden");
      }
    }
    assertEquals("pod-a", name(ref, Part.POD));
    assertEquals("shop", name(ref, Part.NAMESPACE));
    assertSame(Text.ABSENT, ref.info().part(Part.NAMESPACE).uid());
    assertEquals("web-7", name(ref, Part.REPLICA_SET));
    assertEquals("rs1", ref.info().part(Part.REPLICA_SET).uid().toString());
    assertSame(ObjectInfo.ABSENT, ref.info().part(Part.DEPLOYMENT));
    assertEquals(Kind.values().length - 1, problems.size());
  }

  @Test
  void theObjectsAroundAPodAreJoinedInWhateverOrderTheyCome() {
    list();
    PodRef ref = cluster.find(A);
    cluster.changes(Kind.SERVICES).put(Objects.service("s1", "web", Map.of(), Map.of("app", "web")));
    cluster.changes(Kind.SERVICES).put(Objects.service("s2", "all", Map.of(), Map.of()));
    cluster.changes(Kind.SERVICES).put(Objects.service("s3", "api", Map.of(), Map.of("app", "web", "tier", "api")));
    cluster.changes(Kind.PODS).put(pod("a", Map.of("app", "web", "x", "y")));
    cluster.changes(Kind.DEPLOYMENTS).put(Objects.of("d1", "web", Map.of(), Owner.NONE));
    cluster.changes(Kind.REPLICA_SETS).put(Objects.of("rs1", "web-7", Map.of(), new Owner("Deployment", "web", "d1")));
    cluster.changes(Kind.NAMESPACES).put(Objects.namespace("n1", "shop", Map.of("team", "a")));
    assertEquals(
        List.of("pod-a", "shop", "web", "web-7", ""),
        List.of(Part.values()).stream().map(part -> name(ref, part)).toList());
    assertEquals("n1", ref.info().part(Part.NAMESPACE).uid().toString());
    assertEquals("10.0.0.7", ref.info().ip().toString());
    assertEquals(1, ref.info().serviceCount());
    assertEquals("web", ref.info().service(0).name().toString());
    cluster.changes(Kind.SERVICES).removed(Objects.service("s1", "web", Map.of(), Map.of()));
    assertEquals(0, ref.info().serviceCount());
  }

  @Test
  void aReplicationControllerIsNotAReplicaSet() {
    list(Objects.pod("a", Map.of(), new Owner("ReplicationController", "old", "rc1"), DETAILS));
    PodRef ref = cluster.find(A);
    assertEquals("old", name(ref, Part.REPLICATION_CONTROLLER));
    assertSame(ObjectInfo.ABSENT, ref.info().part(Part.REPLICA_SET));
  }

  @Test
  void aPodIsFoundByItsContainersAndByTheHashOfItsFile() {
    PodRef early = cluster.find(new PodPath("", "c9"));
    list(pod("a", Map.of()), Objects.pod("s", Map.of(), Owner.NONE, new PodDetails("", Map.of(), "cafe")));
    assertEquals("pod-a", name(cluster.find(new PodPath("", "c1")), Part.POD));
    assertEquals("pod-s", name(cluster.find(new PodPath("cafe", "c7")), Part.POD));
    assertSame(PodInfo.UNKNOWN, early.info());
    PodDetails restarted = new PodDetails("", Map.of("web", "c9"), "");
    cluster.changes(Kind.PODS).put(Objects.pod("a", Map.of(), Owner.NONE, restarted));
    assertEquals("pod-a", name(early, Part.POD));
    assertSame(PodInfo.UNKNOWN, cluster.find(new PodPath("", "c1")).info());
  }

  @Test
  void ofPodsWithOneNameTheNewestThatHasNotEndedHasTheContainer() {
    KubeObject older = named("a", "c1");
    KubeObject newer = named("b", "c2");
    list(older, newer);
    assertEquals(Optional.of("c2"), cluster.containerId("shop", "db-0", "db"));
    assertEquals(Optional.of("c2"), cluster.containerId("shop", "db-0", ""));
    cluster.changes(Kind.PODS).removed(newer);
    assertEquals(Optional.of("c1"), cluster.containerId("shop", "db-0", "db"));
    cluster.changes(Kind.PODS).removed(older);
    assertEquals(Optional.of("c1"), cluster.containerId("shop", "db-0", "db")); // its audit events may still come
    assertEquals(Optional.empty(), cluster.containerId("shop", "db-0", "other"));
  }

  private static KubeObject named(String uid, String container) {
    PodDetails details = new PodDetails("", Map.of("db", container), "");
    return new KubeObject(new ObjectId(uid, "shop", "db-0"), Map.of(), Owner.NONE, Map.of(), details);
  }

  private static KubeObject fromFile(String uid) {
    return Objects.pod(uid, Map.of(), Owner.NONE, new PodDetails("", Map.of(), "cafe"));
  }

  @Test
  void aPodCannotTakeTheHashOfAnotherOne() {
    PodPath path = new PodPath("cafe", "");
    list(fromFile("s"));
    cluster.changes(Kind.PODS).put(fromFile("thief"));
    assertEquals("pod-s", name(cluster.find(path), Part.POD));
    cluster.changes(Kind.PODS).put(fromFile("s"));
    cluster.changes(Kind.PODS).removed(fromFile("thief"));
    now.set(TimeUnit.SECONDS.toNanos(60));
    assertEquals("pod-s", name(cluster.find(path), Part.POD));
  }

  @Test
  void aPodOfAFileThatIsCreatedAgainHasItsHashBack() {
    PodPath path = new PodPath("cafe", "");
    list(fromFile("s"));
    list(fromFile("t"));
    assertEquals("pod-t", name(cluster.find(path), Part.POD));
    cluster.changes(Kind.PODS).removed(fromFile("t"));
    cluster.changes(Kind.PODS).put(fromFile("u"));
    assertEquals("pod-u", name(cluster.find(path), Part.POD));
    now.set(TimeUnit.SECONDS.toNanos(60));
    assertEquals("pod-u", name(cluster.find(path), Part.POD));
  }

  @Test
  void aProcessSeesTheNewLabelsOfItsPod() {
    list(pod("a", Map.of("app", "web")));
    PodRef ref = cluster.find(A);
    PodInfo before = ref.info();
    cluster.changes(Kind.PODS).put(pod("a", Map.of("app", "api")));
    assertNotSame(before, ref.info());
    assertEquals(Labels.of(Map.of("app", "api")), ref.info().part(Part.POD).labels());
  }

  @Test
  void aDeletedPodStaysForAMinute() {
    list(pod("a", Map.of()));
    cluster.changes(Kind.PODS).removed(pod("a", Map.of()));
    assertEquals(0, cluster.count(Kind.PODS));
    now.set(TimeUnit.SECONDS.toNanos(59));
    assertEquals("pod-a", name(cluster.find(A), Part.POD));
    now.set(TimeUnit.SECONDS.toNanos(60));
    assertSame(PodInfo.UNKNOWN, cluster.find(A).info());
  }

  @Test
  void aPodThatANewListDoesNotHaveWasDeleted() {
    list(pod("a", Map.of()));
    list(pod("b", Map.of()));
    assertEquals(1, cluster.count(Kind.PODS));
    assertEquals("pod-a", name(cluster.find(A), Part.POD));
    now.set(TimeUnit.SECONDS.toNanos(60));
    assertSame(PodInfo.UNKNOWN, cluster.find(A).info());
  }

  @Test
  void ofTooManyDeletedPodsTheOldestGo() {
    list();
    for (int i = 0; i < PodTable.MOST_DELETED + 5; i++) {
      cluster.changes(Kind.PODS).put(pod("uid" + i, Map.of()));
      cluster.changes(Kind.PODS).removed(pod("uid" + i, Map.of()));
    }
    assertSame(PodInfo.UNKNOWN, cluster.find(new PodPath("uid4", "")).info());
    assertEquals("pod-uid5", name(cluster.find(new PodPath("uid5", "")), Part.POD));
  }

  @Test
  void ofTooManyUnknownContainersTheOldestNoLongerWait() {
    PodRef oldest = cluster.find(new PodPath("", "c0"));
    for (int i = 1; i <= PodTable.MOST_UNKNOWN; i++) {
      cluster.find(new PodPath("", "c" + i));
    }
    assertSame(PodInfo.UNKNOWN, oldest.info());
    assertSame(PodInfo.PENDING, cluster.find(new PodPath("", "c1")).info());
  }

  @Test
  void aNodeWithoutPodsIsReportedOnce() {
    list();
    list();
    assertEquals(List.of("no pods"), problems);
  }
}
