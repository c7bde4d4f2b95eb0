package org.eyas.enricher.container.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eyas.api.data.Text;
import org.eyas.api.process.AttachmentKey;
import org.eyas.api.process.Attachments;
import org.eyas.enricher.container.info.ContainerFacts;
import org.eyas.enricher.container.info.ContainerLabels;
import org.eyas.enricher.container.info.ContainerMount;
import org.eyas.enricher.container.info.ContainerMounts;
import org.eyas.enricher.container.info.ContainerPart;
import org.eyas.enricher.container.info.ContainerProbe;
import org.eyas.enricher.container.info.ContainerSnapshot;
import org.eyas.enricher.container.info.ImageReference;
import org.eyas.enricher.container.lookup.ContainerAttacher;
import org.eyas.testkit.FakeProcess;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class CapturedContainerReaderTest {
  private static final String FULL = "2400edb296c5d631fef083a30c680f71801b0409a9676ee546c084d0087d7c7d";
  private static final String JSON =
      """
      {"container":{"type":0,"id":"2400edb296c5","name":"sharp","image":"fedora:38","imagedigest":"sha256:b9","imageid":"0c",
       "imagerepo":"fedora","imagetag":"38","cni_json":"","full_id":"$FULL","host_network":true,"ip":"172.17.0.2",
       "labels":{"a":"b","io.kubernetes.pod.name":"p"},"pod_sandbox_id":"","privileged":true,"pod_sandbox_labels":null,
       "Healthcheck":{"exe":"/bin/sh","args":["-c","true"]},
       "Mounts":[{"Source":"/home","Destination":"/h","Mode":"","RW":true,"Propagation":"rprivate"}]}}"""
          .replace("$FULL", FULL);

  private final CapturedContainerReader captured = new CapturedContainerReader(100);
  @AutoClose private final ContainerAttacher containers = new ContainerAttacher(engine -> true, 100);

  private void describe(String json) {
    captured.read(Text.of(json)).ifPresent(found -> containers.described(found.id(), found.facts()));
  }

  private List<ContainerSnapshot> attached() {
    List<ContainerSnapshot> attached = new ArrayList<>();
    FakeProcess process = FakeProcess.of(7, "sh");
    process.place.rawCgroups = Text.of("cpu=/docker/" + FULL + "\0");
    containers.attach(
        process,
        new Attachments() {
          @Override
          public <T> void put(AttachmentKey<T> key, T value) {
            if (value instanceof ContainerSnapshot info) {
              attached.add(info);
            }
          }
        });
    return attached;
  }

  @Test
  void aDescriptionOfFalcosPluginHasEverything() {
    ContainerSnapshot info = captured.read(Text.of(JSON)).orElseThrow().facts().settled();
    assertEquals("docker", info.part(ContainerPart.TYPE).toString());
    assertEquals("sharp", info.part(ContainerPart.NAME).toString());
    assertEquals("fedora", info.part(ContainerPart.REPOSITORY).toString());
    assertEquals("38", info.part(ContainerPart.TAG).toString());
    assertEquals("172.17.0.2", info.part(ContainerPart.IP).toString());
    assertEquals("p", info.part(ContainerPart.POD_NAME).toString());
    assertEquals("true", info.part(ContainerPart.PRIVILEGED).toString());
    assertEquals("a:b", info.labels().all().toString());
    assertEquals("/home:/h::true:rprivate", info.mounts().all().toString());
    assertEquals("/bin/sh -c true", info.probes().command(ContainerProbe.Kind.HEALTHCHECK).toString());
  }

  @Test
  void aDescriptionBeforeTheProcessIsThereAtOnce() {
    describe(JSON);
    assertEquals("sharp", attached().getFirst().part(ContainerPart.NAME).toString());
  }

  @Test
  void aDescriptionAfterTheProcessReachesItAndALaterOneReplacesIt() {
    List<ContainerSnapshot> process = attached();
    assertSame(Text.ABSENT, process.getFirst().part(ContainerPart.NAME));
    describe(JSON);
    assertEquals("sharp", process.getLast().part(ContainerPart.NAME).toString());
    assertEquals(FULL, process.getLast().part(ContainerPart.FULL_ID).toString());
    describe("{\"id\":\"2400edb296c5\",\"type\":11,\"name\":\"other\"}");
    assertEquals("other", process.getLast().part(ContainerPart.NAME).toString());
    assertEquals("podman", process.getLast().part(ContainerPart.TYPE).toString());
  }

  @Test
  void textsThatDescribeNoContainerAreSkipped() {
    for (String text : List.of("", "{}", "nonsense", "[1]", "{\"id\":\"host\"}", "{\"container\":null}")) {
      assertEquals(Optional.empty(), captured.read(Text.of(text)), text);
    }
  }

  @Test
  void whatEyasWritesIntoACaptureIsReadAgain() {
    ContainerSnapshot written =
        new ContainerFacts()
            .id(FULL)
            .set(ContainerPart.NAME, "we\"b")
            .set(ContainerPart.TYPE, "containerd")
            .image(ImageReference.of("acme/web:1.0@sha256:12"))
            .set(ContainerPart.IMAGE_ID, "77")
            .set(ContainerPart.IP, "10.0.0.7")
            .set(ContainerPart.CNI_JSON, "{\"a\":1}")
            .set(ContainerPart.PRIVILEGED, true)
            .set(ContainerPart.HOST_PID, false)
            .set(ContainerPart.HOST_NETWORK, true)
            .set(ContainerPart.HOST_IPC, false)
            .set(ContainerPart.POD_NAME, "p")
            .set(ContainerPart.POD_NAMESPACE, "n")
            .set(ContainerPart.POD_UID, "u")
            .sandbox("fedcba9876543210")
            .labels(ContainerLabels.of(Map.of("a", "b"), 100))
            .podLabels(Map.of("app", "shop"))
            .mounts(ContainerMounts
                .of(List.of(new ContainerMount("/a", "/b", "ro", false, "rslave"), new ContainerMount("/x", "/y", "", true, ""))))
            .probe(ContainerProbe.Kind.HEALTHCHECK, List.of("/bin/sh", "-c", ""))
            .probe(ContainerProbe.Kind.READINESS, List.of("/ready"))
            .settled();
    ContainerSnapshot read = captured.read(written.json()).orElseThrow().facts().id(FULL).settled();
    for (ContainerPart part : ContainerPart.values()) {
      assertEquals(written.part(part), read.part(part), part.name());
    }
    assertEquals(written.mounts().all(), read.mounts().all());
    assertEquals(written.labels().all(), read.labels().all());
    assertEquals(written.podLabels().all(), read.podLabels().all());
    for (ContainerProbe.Kind kind : ContainerProbe.Kind.values()) {
      assertEquals(written.probes().command(kind), read.probes().command(kind), kind.name());
    }
  }

  @Test
  void theHostAndAContainerWithoutANameAreNotDescribed() {
    assertTrue(ContainerSnapshot.HOST.json().isEmpty());
    assertTrue(new ContainerFacts().id(FULL).pending().json().isEmpty());
    assertFalse(new ContainerFacts().id(FULL).settled().json().isEmpty());
  }

  @Test
  void aDescriptionOfFalcoIsOfAContainerOfRoot() {
    describe(JSON);
    assertEquals(0, attached().getFirst().owner());
  }

  @Test
  void theOwnerIsWrittenAndRead() {
    String written =
        new ContainerFacts().owner(1000).set(ContainerPart.ID, FULL.substring(0, 12)).set(ContainerPart.FULL_ID, FULL)
            .set(ContainerPart.NAME, "x").settled().json()
            .toString();
    describe(written);
    assertEquals(1000, attached().getFirst().owner());
    assertEquals("x", attached().getFirst().part(ContainerPart.NAME).toString());
  }

  @Test
  void aUsersContainerDoesNotRenameRootsWithTheSameId() {
    describe(JSON);
    describe(JSON.replace("\"sharp\"", "\"fake\",\"owner\":1000"));
    assertEquals("sharp", attached().getFirst().part(ContainerPart.NAME).toString());
    assertEquals(0, attached().getFirst().owner());
  }
}
