package org.eyas.enricher.container.info;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Text;
import org.eyas.api.field.Presence;
import org.junit.jupiter.api.Test;

class ContainerFactsTest {
  @Test
  void anUnknownPartIsPendingUntilTheEndAndAbsentThen() {
    ContainerFacts facts = new ContainerFacts().id("0123456789abcdef");
    assertSame(Text.PENDING, facts.pending().part(ContainerPart.NAME));
    assertSame(Text.PENDING, facts.pending().labels().all());
    assertSame(Text.PENDING, facts.pending().labels().get(Text.of("a")));
    assertEquals(Presence.PENDING, facts.pending().presence(ContainerPart.PRIVILEGED));
    assertSame(Text.ABSENT, facts.settled().part(ContainerPart.NAME));
    assertSame(Text.ABSENT, facts.settled().podLabels().all());
    assertEquals(Presence.ABSENT, facts.settled().presence(ContainerPart.PRIVILEGED));
    assertEquals("0123456789ab", facts.pending().part(ContainerPart.ID).toString());
  }

  @Test
  void theFirstSourceThatKnowsAPartDecides() {
    ContainerFacts files = new ContainerFacts().set(ContainerPart.NAME, "web").mounts(ContainerMounts.NONE);
    ContainerFacts socket =
        new ContainerFacts().set(ContainerPart.NAME, "other").set(ContainerPart.IP, "10.0.0.1").labels(Map.of("a", "b"));
    ContainerSnapshot info = files.addAll(socket).settled();
    assertEquals("web", info.part(ContainerPart.NAME).toString());
    assertEquals("10.0.0.1", info.part(ContainerPart.IP).toString());
    assertEquals("a:b", info.labels().all().toString());
    assertSame(ContainerMounts.NONE, info.mounts());
  }

  @Test
  void whatAUserCanMakeAsLongAsItLikesIsCut() {
    String long1 = "x".repeat(7_000_000);
    Map<String, String> labels = new TreeMap<>();
    for (int i = 0; i < 100_000; i++) {
      labels.put("label" + i, "value");
    }
    List<ContainerMount> mounts =
        Collections.nCopies(100_000, new ContainerMount("/source", "/destination", "", true, "private"));
    ContainerSnapshot info =
        new ContainerFacts().set(ContainerPart.NAME, long1).set(ContainerPart.IMAGE, "y".repeat(1023) + "\ud83d\ude00z")
            .labels(labels)
            .mounts(ContainerMounts.of(mounts))
            .probe(ContainerProbe.Kind.HEALTHCHECK, List.of(long1)).settled();
    assertEquals(ContainerFacts.LONGEST_TEXT, info.part(ContainerPart.NAME).length());
    assertEquals("y".repeat(1023), info.part(ContainerPart.IMAGE).toString(), "no half of a character");
    assertTrue(info.labels().all().length() < 40_000);
    assertTrue(info.mounts().all().length() < 70_000);
    assertEquals("/source:/destination::true:private",
        info.mounts().get(0, ContainerMounts.Piece.WHOLE, new ByteView()).toString());
    assertSame(Text.ABSENT, info.probes().command(ContainerProbe.Kind.HEALTHCHECK));
  }

  @Test
  void labelsAreListedInOrderWithoutThoseOfKubernetes() {
    Map<String, String> given =
        Map.of("b", "2", "a", "", "io.kubernetes.pod.name", "shop-1", "annotation.x", "y", "long", "x".repeat(101));
    ContainerFacts facts = new ContainerFacts(100).labels(given);
    ContainerLabels labels = facts.settled().labels();
    assertEquals("a, b:2", labels.all().toString());
    assertEquals("shop-1", labels.get(Text.of("io.kubernetes.pod.name")).toString());
    assertEquals("y", labels.get(Text.of("annotation.x")).toString());
    assertSame(Text.ABSENT, labels.get(Text.of("long")));
    assertEquals("shop-1", facts.settled().part(ContainerPart.POD_NAME).toString());
  }

  @Test
  void mountsArePrintedAsFalcoDoes() {
    ContainerMounts mounts =
        ContainerMounts.of(
            List.of(new ContainerMount("/a", "/b", "ro", false, "rslave"), new ContainerMount("/var/run", "/run", "", true, "")));
    assertEquals("/a:/b:ro:false:rslave,/var/run:/run::true:", mounts.all().toString());
    ByteView view = new ByteView();
    assertEquals("/a:/b:ro:false:rslave", mounts.get(0, ContainerMounts.Piece.WHOLE, view).toString());
    assertEquals("/var/run:/run::true:", mounts.get(1, ContainerMounts.Piece.WHOLE, view).toString());
    assertEquals("/var/run", mounts.get(1, ContainerMounts.Piece.SOURCE, view).toString());
    assertEquals("/run", mounts.get(1, ContainerMounts.Piece.DEST, view).toString());
    assertEquals("", mounts.get(1, ContainerMounts.Piece.MODE, view).toString());
    assertEquals("true", mounts.get(1, ContainerMounts.Piece.RDWR, view).toString());
    assertEquals("rslave", mounts.get(0, ContainerMounts.Piece.PROPAGATION, view).toString());
    assertEquals("", mounts.get(1, ContainerMounts.Piece.PROPAGATION, view).toString());
  }

  @Test
  void theHostHasTheValuesThatFalcosPluginGivesIt() {
    assertEquals("host", ContainerSnapshot.HOST.part(ContainerPart.NAME).toString());
    assertEquals("host", ContainerSnapshot.HOST.part(ContainerPart.TYPE).toString());
    assertTrue(ContainerSnapshot.HOST.part(ContainerPart.REPOSITORY).isPresent());
    assertEquals(Presence.PRESENT, ContainerSnapshot.HOST.presence(ContainerPart.PRIVILEGED));
    assertSame(Text.ABSENT, ContainerSnapshot.HOST.part(ContainerPart.POD_NAME));
  }
}
