package org.eyas.enricher.container.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.Map;
import java.util.List;
import java.util.Optional;
import org.eyas.api.data.Text;
import org.eyas.api.process.AttachmentKey;
import org.eyas.api.process.Attachments;
import org.eyas.enricher.container.info.ContainerInfo;
import org.eyas.enricher.container.info.Mounts;
import org.eyas.enricher.container.info.Mount;
import org.eyas.enricher.container.info.Facts;
import org.eyas.enricher.container.info.ImageName;
import org.eyas.enricher.container.info.Labels;
import org.eyas.enricher.container.info.Part;
import org.eyas.enricher.container.info.Probe;
import org.eyas.enricher.container.lookup.Containers;
import org.eyas.testkit.FakeProcess;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class CapturedContainersTest {
  private static final String FULL = "2400edb296c5d631fef083a30c680f71801b0409a9676ee546c084d0087d7c7d";
  private static final String JSON =
      """
      {"container":{"type":0,"id":"2400edb296c5","name":"sharp","image":"fedora:38","imagedigest":"sha256:b9","imageid":"0c",
       "imagerepo":"fedora","imagetag":"38","cni_json":"","full_id":"$FULL","host_network":true,"ip":"172.17.0.2",
       "labels":{"a":"b","io.kubernetes.pod.name":"p"},"pod_sandbox_id":"","privileged":true,"pod_sandbox_labels":null,
       "Healthcheck":{"exe":"/bin/sh","args":["-c","true"]},
       "Mounts":[{"Source":"/home","Destination":"/h","Mode":"","RW":true,"Propagation":"rprivate"}]}}"""
          .replace("$FULL", FULL);

  private final CapturedContainers captured = new CapturedContainers(100);
  @AutoClose private final Containers containers = new Containers(engine -> true, 100);

  private void describe(String json) {
    captured.read(Text.of(json)).ifPresent(found -> containers.described(found.id(), found.facts()));
  }

  private List<ContainerInfo> attached() {
    List<ContainerInfo> attached = new ArrayList<>();
    FakeProcess process = FakeProcess.of(7, "sh");
    process.place.rawCgroups = Text.of("cpu=/docker/" + FULL + "\0");
    containers.attach(
        process,
        new Attachments() {
          @Override
          public <T> void put(AttachmentKey<T> key, T value) {
            attached.add((ContainerInfo) value);
          }
        });
    return attached;
  }

  @Test
  void aDescriptionOfFalcosPluginHasEverything() {
    ContainerInfo info = captured.read(Text.of(JSON)).orElseThrow().facts().settled();
    assertEquals("docker", info.part(Part.TYPE).toString());
    assertEquals("sharp", info.part(Part.NAME).toString());
    assertEquals("fedora", info.part(Part.REPOSITORY).toString());
    assertEquals("38", info.part(Part.TAG).toString());
    assertEquals("172.17.0.2", info.part(Part.IP).toString());
    assertEquals("p", info.part(Part.POD_NAME).toString());
    assertEquals("true", info.part(Part.PRIVILEGED).toString());
    assertEquals("a:b", info.labels().all().toString());
    assertEquals("/home:/h::true:rprivate", info.mounts().all().toString());
    assertEquals("/bin/sh -c true", info.probes().command(Probe.Kind.HEALTHCHECK).toString());
  }

  @Test
  void aDescriptionBeforeTheProcessIsThereAtOnce() {
    describe(JSON);
    assertEquals("sharp", attached().getFirst().part(Part.NAME).toString());
  }

  @Test
  void aDescriptionAfterTheProcessReachesItAndALaterOneReplacesIt() {
    List<ContainerInfo> process = attached();
    assertSame(Text.ABSENT, process.getFirst().part(Part.NAME));
    describe(JSON);
    assertEquals("sharp", process.getLast().part(Part.NAME).toString());
    assertEquals(FULL, process.getLast().part(Part.FULL_ID).toString());
    describe("{\"id\":\"2400edb296c5\",\"type\":11,\"name\":\"other\"}");
    assertEquals("other", process.getLast().part(Part.NAME).toString());
    assertEquals("podman", process.getLast().part(Part.TYPE).toString());
  }

  @Test
  void textsThatDescribeNoContainerAreSkipped() {
    for (String text : List.of("", "{}", "nonsense", "[1]", "{\"id\":\"host\"}", "{\"container\":null}")) {
      assertEquals(Optional.empty(), captured.read(Text.of(text)), text);
    }
  }

  @Test
  void whatEyasWritesIntoACaptureIsReadAgain() {
    ContainerInfo written =
        new Facts()
            .id(FULL)
            .set(Part.NAME, "we\"b")
            .set(Part.TYPE, "containerd")
            .image(ImageName.of("acme/web:1.0@sha256:12"))
            .set(Part.IMAGE_ID, "77")
            .set(Part.IP, "10.0.0.7")
            .set(Part.CNI_JSON, "{\"a\":1}")
            .set(Part.PRIVILEGED, true)
            .set(Part.HOST_PID, false)
            .set(Part.HOST_NETWORK, true)
            .set(Part.HOST_IPC, false)
            .set(Part.POD_NAME, "p")
            .set(Part.POD_NAMESPACE, "n")
            .set(Part.POD_UID, "u")
            .sandbox("fedcba9876543210")
            .labels(Labels.of(Map.of("a", "b"), 100))
            .podLabels(Map.of("app", "shop"))
            .mounts(Mounts.of(List.of(new Mount("/a", "/b", "ro", false, "rslave"), new Mount("/x", "/y", "", true, ""))))
            .probe(Probe.Kind.HEALTHCHECK, List.of("/bin/sh", "-c", ""))
            .probe(Probe.Kind.READINESS, List.of("/ready"))
            .settled();
    ContainerInfo read = captured.read(written.json()).orElseThrow().facts().id(FULL).settled();
    for (Part part : Part.values()) {
      assertEquals(written.part(part), read.part(part), part.name());
    }
    assertEquals(written.mounts().all(), read.mounts().all());
    assertEquals(written.labels().all(), read.labels().all());
    assertEquals(written.podLabels().all(), read.podLabels().all());
    for (Probe.Kind kind : Probe.Kind.values()) {
      assertEquals(written.probes().command(kind), read.probes().command(kind), kind.name());
    }
  }

  @Test
  void theHostAndAContainerWithoutANameAreNotDescribed() {
    assertTrue(ContainerInfo.HOST.json().isEmpty());
    assertTrue(new Facts().id(FULL).pending().json().isEmpty());
    assertFalse(new Facts().id(FULL).settled().json().isEmpty());
  }

  @Test
  void aDescriptionOfFalcoIsOfAContainerOfRoot() {
    describe(JSON);
    assertEquals(0, attached().getFirst().owner());
  }

  @Test
  void theOwnerIsWrittenAndRead() {
    String written =
        new Facts().owner(1000).set(Part.ID, FULL.substring(0, 12)).set(Part.FULL_ID, FULL).set(Part.NAME, "x").settled().json()
            .toString();
    describe(written);
    assertEquals(1000, attached().getFirst().owner());
    assertEquals("x", attached().getFirst().part(Part.NAME).toString());
  }

  @Test
  void aUsersContainerDoesNotRenameRootsWithTheSameId() {
    describe(JSON);
    describe(JSON.replace("\"sharp\"", "\"fake\",\"owner\":1000"));
    assertEquals("sharp", attached().getFirst().part(Part.NAME).toString());
    assertEquals(0, attached().getFirst().owner());
  }
}
