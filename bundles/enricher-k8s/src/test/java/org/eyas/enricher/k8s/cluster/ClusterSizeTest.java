package org.eyas.enricher.k8s.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eyas.enricher.k8s.id.PodCgroupPath;
import org.eyas.kube.KubeObject;
import org.eyas.kube.ObjectOwner;
import org.eyas.kube.PodDetails;
import org.eyas.testkit.process.HeapUse;
import org.junit.jupiter.api.Test;

/** How much memory the objects of a cluster need. */
class ClusterSizeTest {
  private static final int PODS = 500;
  private static final int REPLICA_SETS = 10_000;

  private static Map<String, String> labels(int i) {
    return Map.of(
        "app.kubernetes.io/name", "frontend-" + i % 50, "app.kubernetes.io/instance", "shop-" + i % 50, "pod-template-hash",
        "%010x".formatted(i % 500), "team", "payments");
  }

  private static String uid(String prefix, int i) {
    return prefix + "%07d-08a8-44db-bc2a-0123456789ab".formatted(i);
  }

  private static List<KubeObject> pods() {
    List<KubeObject> pods = new ArrayList<>();
    for (int i = 0; i < PODS; i++) {
      PodDetails details =
          new PodDetails("10.1.0." + i, Map.of("web", "%064x".formatted(i), "proxy", "%064x".formatted(PODS + i)), "");
      pods.add(Objects.pod(uid("a", i), labels(i), new ObjectOwner("ReplicaSet", "shop-frontend-" + i, uid("b", i)), details));
    }
    return pods;
  }

  private static List<KubeObject> replicaSets() {
    List<KubeObject> all = new ArrayList<>();
    for (int i = 0; i < REPLICA_SETS; i++) {
      all.add(
          Objects.of(uid("b", i), "shop-frontend-" + i, labels(i),
              new ObjectOwner("Deployment", "frontend-" + i, uid("c", i / 10))));
    }
    return all;
  }

  private static ClusterState listed(List<KubeObject> pods, List<KubeObject> replicaSets) {
    ClusterState cluster = new ClusterState(new Ignored(), System::nanoTime);
    for (WatchedKind kind : WatchedKind.values()) {
      cluster.changes(kind).listed(kind == WatchedKind.PODS ? pods : kind == WatchedKind.REPLICA_SETS ? replicaSets : List.of());
    }
    pods.forEach(pod -> cluster.find(new PodCgroupPath(pod.id().uid(), "")));
    return cluster;
  }

  @Test
  void fiveHundredPodsNeedLessThanFiveMegabytes() {
    listed(pods(), List.of());
    long before = HeapUse.bytes();
    ClusterState cluster = listed(pods(), List.of());
    long bytes = HeapUse.bytes() - before;
    System.out.println(PODS + " pods: " + bytes + " bytes, " + bytes / PODS + " each");
    assertEquals(PODS, cluster.count(WatchedKind.PODS));
    assertTrue(bytes < 5_000_000, () -> bytes + " bytes");
  }

  @Test
  void tenThousandReplicaSetsNeedLessThanTenMegabytes() {
    listed(List.of(), replicaSets());
    long before = HeapUse.bytes();
    ClusterState cluster = listed(List.of(), replicaSets());
    long bytes = HeapUse.bytes() - before;
    System.out.println(REPLICA_SETS + " replica sets: " + bytes + " bytes, " + bytes / REPLICA_SETS + " each");
    assertEquals(REPLICA_SETS, cluster.count(WatchedKind.REPLICA_SETS));
    assertTrue(bytes < 10_000_000, () -> bytes + " bytes");
  }

  private record Ignored() implements ClusterState.Problems {
    @Override
    public void failed(WatchedKind kind, String problem) {}

    @Override
    public void works(WatchedKind kind) {}

    @Override
    public void hasNoPods() {}
  }
}
