package org.eyas.enricher.k8s;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.eyas.api.data.Text;
import org.eyas.enricher.k8s.cluster.Cluster;
import org.eyas.enricher.k8s.cluster.PodRef;
import org.junit.jupiter.api.Test;

class PlacesTest {
  private static final String UID = "5869489f-8c7f-45dc-9abd-1b1620787bb1";

  private final Places places =
      new Places(new Cluster(new ServerHealth("node-1", System::nanoTime), System::nanoTime));

  private PodRef find(String... cgroups) {
    return places.find(Text.of(String.join("\0", cgroups) + "\0"));
  }

  @Test
  void processesOfAPodShareTheirReference() {
    PodRef first = find("cpu=/kubepods/pod" + UID + "/" + "a".repeat(64), "memory=/");
    assertSame(first, find("cpu=/kubepods/pod" + UID + "/" + "a".repeat(64), "memory=/x"));
    assertSame(first, find("cpu=/kubepods/pod" + UID + "/" + "b".repeat(64)));
    assertNotSame(PodRef.NONE, first);
  }

  @Test
  void aCgroupWithoutAPodDoesNotDecideForTheOthers() {
    assertSame(PodRef.NONE, find("cpu=/", "memory=/"));
    assertNotSame(PodRef.NONE, find("cpu=/", "memory=/kubepods/pod" + UID));
  }
}
