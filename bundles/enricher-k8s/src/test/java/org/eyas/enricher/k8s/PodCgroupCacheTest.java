package org.eyas.enricher.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.data.Text;
import org.eyas.enricher.k8s.cluster.ClusterState;
import org.eyas.enricher.k8s.cluster.Objects;
import org.eyas.enricher.k8s.cluster.PodPart;
import org.eyas.enricher.k8s.cluster.PodReference;
import org.eyas.enricher.k8s.cluster.WatchedKind;
import org.eyas.kube.ObjectOwner;
import org.eyas.kube.PodDetails;
import org.eyas.linux.runtime.CgroupOwners;
import org.eyas.testkit.FakeProcess;
import org.junit.jupiter.api.Test;

class PodCgroupCacheTest {
  private static final String UID = "5869489f-8c7f-45dc-9abd-1b1620787bb1";

  private final ClusterState cluster = new ClusterState(new ApiServerHealth("node-1", System::nanoTime), System::nanoTime);
  private final Map<String, Long> owners = new HashMap<>();
  private final PodCgroupCache places =
      new PodCgroupCache(cluster, (controller, directory, process) -> owners.getOrDefault(directory, 0L));

  private PodReference find(String... cgroups) {
    FakeProcess process = FakeProcess.of(7, "sh");
    process.place.rawCgroups = Text.of(String.join("\0", cgroups) + "\0");
    return places.find(process);
  }

  @Test
  void processesOfAPodShareTheirReference() {
    PodReference first = find("cpu=/kubepods/pod" + UID + "/" + "a".repeat(64), "memory=/");
    assertSame(first, find("cpu=/kubepods/pod" + UID + "/" + "a".repeat(64), "memory=/x"));
    assertSame(first, find("cpu=/kubepods/pod" + UID + "/" + "b".repeat(64)));
    assertNotSame(PodReference.NONE, first);
  }

  @Test
  void aPodThatWasUnknownForLongIsFoundWhenItComes() {
    for (WatchedKind kind : WatchedKind.values()) {
      cluster.changes(kind).listed(List.of());
    }
    find("cpu=/kubepods/pod" + UID);
    for (int i = 0; i < 5_000; i++) { // more than the cluster keeps
      find("cpu=/docker/" + "%064x".formatted(i));
    }
    cluster.changes(WatchedKind.PODS).put(Objects.pod(UID, Map.of(), ObjectOwner.NONE, new PodDetails("", Map.of(), "")));
    PodReference found = find("cpu=/kubepods/pod" + UID);
    assertEquals("pod-" + UID, found.info().part(PodPart.POD).name().toString());
    assertSame(found, find("cpu=/kubepods/pod" + UID));
  }

  @Test
  void aCgroupWithoutAPodDoesNotDecideForTheOthers() {
    assertSame(PodReference.NONE, find("cpu=/", "memory=/"));
    assertNotSame(PodReference.NONE, find("cpu=/", "memory=/kubepods/pod" + UID));
  }

  @Test
  void aCgroupThatAUserCanMakeJoinsNoPod() {
    owners.put("/delegated/kubepods", 1000L);
    owners.put("/delegated", 1000L);
    assertSame(PodReference.NONE, find("cpu=/delegated/kubepods/pod" + UID + "/" + "a".repeat(64)));
    assertSame(PodReference.NONE, find("cpu=/delegated/crio-" + "a".repeat(64) + ".scope"));
    assertNotSame(PodReference.NONE, find("cpu=/delegated/kubepods/pod" + UID, "memory=/kubepods/pod" + UID));
  }

  @Test
  void aCgroupWithoutEvidenceIsAskedForAgain() {
    owners.put("/kubepods", CgroupOwners.UNKNOWN);
    assertSame(PodReference.NONE, find("cpu=/kubepods/pod" + UID));
    owners.clear();
    assertNotSame(PodReference.NONE, find("cpu=/kubepods/pod" + UID));
  }
}
