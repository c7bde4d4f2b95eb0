package org.eyas.enricher.container.info;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.ByteView;
import org.eyas.api.data.Text;
import org.eyas.api.field.Presence;
import org.junit.jupiter.api.Test;

class FactsTest {
  @Test
  void anUnknownPartIsPendingUntilTheEndAndAbsentThen() {
    Facts facts = new Facts().id("0123456789abcdef");
    assertSame(Text.PENDING, facts.pending().part(Part.NAME));
    assertSame(Text.PENDING, facts.pending().labels().all());
    assertSame(Text.PENDING, facts.pending().labels().get(Text.of("a")));
    assertEquals(Presence.PENDING, facts.pending().presence(Part.PRIVILEGED));
    assertSame(Text.ABSENT, facts.settled().part(Part.NAME));
    assertSame(Text.ABSENT, facts.settled().podLabels().all());
    assertEquals(Presence.ABSENT, facts.settled().presence(Part.PRIVILEGED));
    assertEquals("0123456789ab", facts.pending().part(Part.ID).toString());
  }

  @Test
  void theFirstSourceThatKnowsAPartDecides() {
    Facts files = new Facts().set(Part.NAME, "web").mounts(Mounts.NONE);
    Facts socket = new Facts().set(Part.NAME, "other").set(Part.IP, "10.0.0.1").labels(Map.of("a", "b"));
    ContainerInfo info = files.addAll(socket).settled();
    assertEquals("web", info.part(Part.NAME).toString());
    assertEquals("10.0.0.1", info.part(Part.IP).toString());
    assertEquals("a:b", info.labels().all().toString());
    assertSame(Mounts.NONE, info.mounts());
  }

  @Test
  void whatAUserCanMakeAsLongAsItLikesIsCut() {
    String long1 = "x".repeat(7_000_000);
    Map<String, String> labels = new TreeMap<>();
    for (int i = 0; i < 100_000; i++) {
      labels.put("label" + i, "value");
    }
    List<Mount> mounts = Collections.nCopies(100_000, new Mount("/source", "/destination", "", true, "private"));
    ContainerInfo info =
        new Facts().set(Part.NAME, long1).set(Part.IMAGE, "y".repeat(1023) + "\ud83d\ude00z").labels(labels)
            .mounts(Mounts.of(mounts))
            .probe(Probe.Kind.HEALTHCHECK, List.of(long1)).settled();
    assertEquals(Facts.LONGEST_TEXT, info.part(Part.NAME).length());
    assertEquals("y".repeat(1023), info.part(Part.IMAGE).toString(), "no half of a character");
    assertTrue(info.labels().all().length() < 40_000);
    assertTrue(info.mounts().all().length() < 70_000);
    assertEquals("/source:/destination::true:private", info.mounts().get(0, Mounts.Piece.WHOLE, new ByteView()).toString());
    assertSame(Text.ABSENT, info.probes().command(Probe.Kind.HEALTHCHECK));
  }

  @Test
  void labelsAreListedInOrderWithoutThoseOfKubernetes() {
    Map<String, String> given =
        Map.of("b", "2", "a", "", "io.kubernetes.pod.name", "shop-1", "annotation.x", "y", "long", "x".repeat(101));
    Facts facts = new Facts(100).labels(given);
    Labels labels = facts.settled().labels();
    assertEquals("a, b:2", labels.all().toString());
    assertEquals("shop-1", labels.get(Text.of("io.kubernetes.pod.name")).toString());
    assertEquals("y", labels.get(Text.of("annotation.x")).toString());
    assertSame(Text.ABSENT, labels.get(Text.of("long")));
    assertEquals("shop-1", facts.settled().part(Part.POD_NAME).toString());
  }

  @Test
  void mountsArePrintedAsFalcoDoes() {
    Mounts mounts =
        Mounts.of(List.of(new Mount("/a", "/b", "ro", false, "rslave"), new Mount("/var/run", "/run", "", true, "")));
    assertEquals("/a:/b:ro:false:rslave,/var/run:/run::true:", mounts.all().toString());
    ByteView view = new ByteView();
    assertEquals("/a:/b:ro:false:rslave", mounts.get(0, Mounts.Piece.WHOLE, view).toString());
    assertEquals("/var/run:/run::true:", mounts.get(1, Mounts.Piece.WHOLE, view).toString());
    assertEquals("/var/run", mounts.get(1, Mounts.Piece.SOURCE, view).toString());
    assertEquals("/run", mounts.get(1, Mounts.Piece.DEST, view).toString());
    assertEquals("", mounts.get(1, Mounts.Piece.MODE, view).toString());
    assertEquals("true", mounts.get(1, Mounts.Piece.RDWR, view).toString());
    assertEquals("rslave", mounts.get(0, Mounts.Piece.PROPAGATION, view).toString());
    assertEquals("", mounts.get(1, Mounts.Piece.PROPAGATION, view).toString());
  }

  @Test
  void theHostHasTheValuesThatFalcosPluginGivesIt() {
    assertEquals("host", ContainerInfo.HOST.part(Part.NAME).toString());
    assertEquals("host", ContainerInfo.HOST.part(Part.TYPE).toString());
    assertTrue(ContainerInfo.HOST.part(Part.REPOSITORY).isPresent());
    assertEquals(Presence.PRESENT, ContainerInfo.HOST.presence(Part.PRIVILEGED));
    assertSame(Text.ABSENT, ContainerInfo.HOST.part(Part.POD_NAME));
  }
}
