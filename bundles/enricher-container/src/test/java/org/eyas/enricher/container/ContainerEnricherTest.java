package org.eyas.enricher.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.metric.Metric;
import org.eyas.api.process.AttachmentKey;
import org.eyas.api.process.Attachments;
import org.eyas.testkit.FakeProcess;
import org.junit.jupiter.api.Test;

class ContainerEnricherTest {
  private static final Attachments NOBODY =
      new Attachments() {
        @Override
        public <T> void put(AttachmentKey<T> key, T value) {}
      };

  @Test
  void theFirstCgroupThatNamesAContainerDecides() {
    String id = "f".repeat(64);
    Text cgroups = Text.of("cpuset=/\0cpu=/docker/" + id + "\0memory=/docker/" + "a".repeat(64) + "\0");
    assertEquals("ffffffffffff", ContainerEnricher.find(cgroups).id().toString());
  }

  @Test
  void withoutAContainerItIsTheHost() {
    assertSame(ContainerInfo.HOST, ContainerEnricher.find(Text.of("cpuset=/\0cpu=/\0")));
    assertSame(ContainerInfo.HOST, ContainerEnricher.find(Text.of("")));
  }

  @Test
  void countsTheContainersThatItSawAndThoseWithoutAnImage() {
    ContainerEnricher enricher = new ContainerEnricher();
    List<String> ids = List.of("a".repeat(64), "b".repeat(64));
    for (String cgroups : List.of("cpu=/docker/" + ids.get(0), "cpu=/docker/" + ids.get(1), "memory=/docker/" + ids.get(0), "cpu=/")) {
      FakeProcess process = FakeProcess.of(1, "x");
      process.rawCgroups = Text.of(cgroups + "\0");
      enricher.onProcess(process, NOBODY);
    }
    assertEquals(List.of(2L, 2L), enricher.metrics().stream().map(Metric::value).toList());
  }

  @Test
  void offersEveryFieldAndASuggestedOutputInFalcosOrder() {
    var fields = new ContainerFields().classes().stream().flatMap(c -> c.fields().stream()).toList();
    assertEquals(61, fields.size());
    assertEquals(
        "container.id container.name container.image.repository container.image.tag k8s.pod.name k8s.ns.name",
        String.join(
            " ",
            fields.stream()
                .filter(f -> f.is(org.eyas.api.field.FieldDefinition.Flag.SUGGESTED))
                .map(org.eyas.api.field.FieldDefinition::name)
                .toList()));
  }
}
