package org.eyas.enricher.k8s;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.data.Text;
import org.eyas.enricher.k8s.cluster.Cluster;
import org.eyas.enricher.k8s.cluster.Kind;
import org.eyas.enricher.k8s.cluster.Objects;
import org.eyas.enricher.k8s.cluster.Part;
import org.eyas.enricher.k8s.cluster.PodRef;
import org.eyas.kube.Owner;
import org.eyas.kube.PodDetails;
import org.eyas.linux.runtime.CgroupOwners;
import org.eyas.testkit.FakeProcess;
import org.junit.jupiter.api.Test;

class PlacesTest {
  private static final String UID = "5869489f-8c7f-45dc-9abd-1b1620787bb1";

  private final Cluster cluster = new Cluster(new ServerHealth("node-1", System::nanoTime), System::nanoTime);
  private final Map<String, Long> owners = new HashMap<>();
  private final Places places =
      new Places(cluster, (controller, directory, process) -> owners.getOrDefault(directory, 0L));

  private PodRef find(String... cgroups) {
    FakeProcess process = FakeProcess.of(7, "sh");
    process.place.rawCgroups = Text.of(String.join("\0", cgroups) + "\0");
    return places.find(process);
  }

  @Test
  void processesOfAPodShareTheirReference() {
    PodRef first = find("cpu=/kubepods/pod" + UID + "/" + "a".repeat(64), "memory=/");
    assertSame(first, find("cpu=/kubepods/pod" + UID + "/" + "a".repeat(64), "memory=/x"));
    assertSame(first, find("cpu=/kubepods/pod" + UID + "/" + "b".repeat(64)));
    assertNotSame(PodRef.NONE, first);
  }

  @Test
  void aPodThatWasUnknownForLongIsFoundWhenItComes() {
    for (Kind kind : Kind.values()) {
      cluster.changes(kind).listed(List.of());
    }
    find("cpu=/kubepods/pod" + UID);
    for (int i = 0; i < 5_000; i++) { // more than the cluster keeps
      find("cpu=/docker/" + "%064x".formatted(i));
    }
    cluster.changes(Kind.PODS).put(Objects.pod(UID, Map.of(), Owner.NONE, new PodDetails("", Map.of(), "")));
    PodRef found = find("cpu=/kubepods/pod" + UID);
    assertEquals("pod-" + UID, found.info().part(Part.POD).name().toString());
    assertSame(found, find("cpu=/kubepods/pod" + UID));
  }

  @Test
  void aCgroupWithoutAPodDoesNotDecideForTheOthers() {
    assertSame(PodRef.NONE, find("cpu=/", "memory=/"));
    assertNotSame(PodRef.NONE, find("cpu=/", "memory=/kubepods/pod" + UID));
  }

  @Test
  void aCgroupThatAUserCanMakeJoinsNoPod() {
    owners.put("/delegated/kubepods", 1000L);
    owners.put("/delegated", 1000L);
    assertSame(PodRef.NONE, find("cpu=/delegated/kubepods/pod" + UID + "/" + "a".repeat(64)));
    assertSame(PodRef.NONE, find("cpu=/delegated/crio-" + "a".repeat(64) + ".scope"));
    assertNotSame(PodRef.NONE, find("cpu=/delegated/kubepods/pod" + UID, "memory=/kubepods/pod" + UID));
  }

  @Test
  void aCgroupWithoutEvidenceIsAskedForAgain() {
    owners.put("/kubepods", CgroupOwners.UNKNOWN);
    assertSame(PodRef.NONE, find("cpu=/kubepods/pod" + UID));
    owners.clear();
    assertNotSame(PodRef.NONE, find("cpu=/kubepods/pod" + UID));
  }
}
