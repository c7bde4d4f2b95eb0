package org.eyas.enricher.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.eyas.api.data.Text;
import org.junit.jupiter.api.Test;

class ContainerEnricherTest {
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
