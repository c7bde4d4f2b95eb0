package org.eyas.enricher.container.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.eyas.api.field.NumberCell;
import org.eyas.api.field.Presence;
import org.eyas.api.process.ContainerDescription;
import org.eyas.enricher.container.info.ContainerFacts;
import org.eyas.enricher.container.info.ContainerMount;
import org.eyas.enricher.container.info.ContainerMounts;
import org.eyas.enricher.container.info.ContainerPart;
import org.eyas.enricher.container.info.ContainerProbe;
import org.eyas.enricher.container.info.ContainerSnapshot;
import org.eyas.enricher.container.info.ImageReference;
import org.eyas.testkit.FakeEvent;
import org.eyas.testkit.FakeProcess;
import org.eyas.testkit.FieldProviderContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerFieldsTest extends FieldProviderContract {
  private final ContainerFields fields = new ContainerFields();

  private static ContainerFacts facts() {
    return new ContainerFacts()
        .id("0123456789abcdef")
        .set(ContainerPart.NAME, "web")
        .set(ContainerPart.TYPE, "docker")
        .image(ImageReference.of("acme/web:1.0@sha256:12"))
        .set(ContainerPart.IMAGE_ID, "77")
        .set(ContainerPart.IP, "10.0.0.7")
        .set(ContainerPart.CNI_JSON, "{}")
        .set(ContainerPart.PRIVILEGED, true)
        .set(ContainerPart.HOST_PID, false)
        .set(ContainerPart.HOST_NETWORK, true)
        .set(ContainerPart.HOST_IPC, false)
        .sandbox("fedcba9876543210")
        .labels(Map.of("a", "b", "io.kubernetes.pod.name", "p", "io.kubernetes.pod.namespace", "n", "io.kubernetes.pod.uid", "u"))
        .podLabels(Map.of("app", "shop"))
        .mounts(ContainerMounts
            .of(List.of(new ContainerMount("/a", "/b", "ro", false, "rslave"), new ContainerMount("/var/x", "/x", "", true, ""))))
        .probe(ContainerProbe.Kind.HEALTHCHECK, List.of("/bin/sh", "-c", "true"));
  }

  private static FakeEvent event(ContainerSnapshot info) {
    return event(FakeProcess.of(7, "sh"), info);
  }

  private static FakeEvent event(FakeProcess process, ContainerSnapshot info) {
    FakeEvent event = FakeEvent.of(anyType());
    process.attachments.put(ContainerDescription.KEY, info);
    event.process = process;
    return event;
  }

  @Test
  void tellsTheEngineItsIdAndAddress() {
    ContainerDescription info = facts().settled();
    assertEquals(Text.of("0123456789ab"), info.id());
    assertTrue(info.hasAddress(Text.copyOf(new byte[] {10, 0, 0, 7})));
    assertFalse(info.hasAddress(Text.copyOf(new byte[] {10, 0, 0, 8})));
    assertFalse(new ContainerFacts().id("0123456789abcdef").pending().hasAddress(Text.EMPTY));
    assertFalse(new ContainerFacts().set(ContainerPart.IP, "nonsense").settled().hasAddress(Text.of("nonsense")));
    assertEquals(Text.EMPTY, ContainerSnapshot.HOST.id());
  }

  @Override
  protected FieldProvider provider() {
    return new ContainerFields();
  }

  @Override
  protected List<FakeEvent> events() {
    FakeEvent unknown = FakeEvent.of(anyType());
    unknown.process = FakeProcess.unknown(9);
    FakeEvent host = FakeEvent.of(anyType());
    host.process = FakeProcess.of(8, "x");
    FakeProcess check = FakeProcess.of(7, "sh"); // the parents of a fake are new objects: none is asked for
    check.program.exe = Text.of("/bin/sh");
    check.program.rawArgs = FakeProcess.strings("-c", "true");
    return List.of(event(check, facts().settled()), event(new ContainerFacts().pending()), unknown, host);
  }

  private FieldReader reader(String name, String argument) {
    FieldDefinition field =
        fields.classes().stream().flatMap(c -> c.fields().stream()).filter(f -> f.name().equals(name)).findFirst().orElseThrow();
    return fields.reader(field, argument);
  }

  private Bytes text(String name, String argument, FakeEvent event) {
    return ((FieldReader.OfBytes) reader(name, argument)).read(event);
  }

  private Presence presence(String name, FakeEvent event, NumberCell out) {
    return ((FieldReader.OfNumber) reader(name, null)).read(event, out);
  }

  @ParameterizedTest
  @CsvSource({
      "container.id, 0123456789ab", "container.full_id, 0123456789abcdef", "container.name, web", "container.type, docker",
      "container.image, acme/web:1.0@sha256:12", "container.image.id, 77", "container.image.repository, acme/web",
      "container.image.tag, 1.0", "container.image.digest, sha256:12", "container.ip, 10.0.0.7", "container.cni.json, {}",
      "container.labels, a:b", "k8s.pod.name, p", "k8s.ns.name, n", "k8s.pod.id, u", "k8s.pod.uid, u",
      "k8s.pod.sandbox_id, fedcba987654", "k8s.pod.full_sandbox_id, fedcba9876543210", "k8s.pod.labels, app:shop",
      "k8s.pod.ip, 10.0.0.7", "k8s.pod.cni.json, {}", "container.healthcheck, /bin/sh -c true"
  })
  void aFieldShowsItsPart(String field, String expected) {
    assertEquals(expected, text(field, null, event(facts().settled())).toString());
  }

  @ParameterizedTest
  @CsvSource({
      "container.mount, 0, /a:/b:ro:false:rslave", "container.mount, 1, /var/x:/x::true:",
      "container.mount, /var/*, /var/x:/x::true:",
      "container.mount.source, 0, /a", "container.mount.source, /x, /var/x", "container.mount.dest, /var/*, /x",
      "container.mount.mode, /a, ro", "container.mount.rdwr, /a, false", "container.mount.rdwr, 1, true",
      "container.mount.propagation, 0, rslave", "container.label, a, b", "k8s.pod.label, app, shop"
  })
  void anArgumentChoosesOne(String field, String argument, String expected) {
    assertEquals(expected, text(field, argument, event(facts().settled())).toString());
  }

  @Test
  void oneThatIsNotThereIsAbsent() {
    FakeEvent event = event(facts().settled());
    assertSame(Text.ABSENT, text("container.mount", "2", event));
    assertSame(Text.ABSENT, text("container.mount.source", "/y", event));
    assertSame(Text.ABSENT, text("container.label", "c", event));
    assertSame(Text.ABSENT, text("k8s.svc.name", null, event));
  }

  @Test
  void flagsAreNumbers() {
    NumberCell out = new NumberCell();
    FakeEvent event = event(facts().settled());
    assertEquals(Presence.PRESENT, presence("container.privileged", event, out));
    assertEquals(1, out.value);
    assertEquals(Presence.PRESENT, presence("container.host_pid", event, out));
    assertEquals(0, out.value);
    assertEquals(Presence.PRESENT, presence("container.host_network", event, out));
    assertEquals(1, out.value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"container.name", "container.mounts", "container.labels", "k8s.pod.labels", "container.ip"})
  void whatIsLookedUpIsPending(String field) {
    assertSame(Text.PENDING, text(field, null, event(new ContainerFacts().pending())));
  }

  @Test
  void argumentsAndFlagsOfWhatIsLookedUpArePendingToo() {
    FakeEvent event = event(new ContainerFacts().pending());
    assertSame(Text.PENDING, text("container.mount", "0", event));
    assertSame(Text.PENDING, text("container.label", "a", event));
    assertEquals(Presence.PENDING, presence("container.privileged", event, new NumberCell()));
  }

  @Test
  void aProcessOfTheHealthCheckAndItsChildrenAreRecognized() {
    NumberCell out = new NumberCell();
    FakeProcess check = FakeProcess.of(7, "sh");
    check.program.exe = Text.of("/bin/sh");
    check.program.rawArgs = FakeProcess.strings("-c", "true");
    FakeEvent event = event(check, facts().settled());
    presence("proc.is_container_healthcheck", event, out);
    assertEquals(1, out.value);
    presence("proc.is_container_healthcheck", event(check.child(9, "true"), facts().settled()), out);
    assertEquals(1, out.value);
    presence("proc.is_container_liveness_probe", event, out);
    assertEquals(0, out.value);
    presence("proc.is_container_healthcheck", event(facts().settled()), out);
    assertEquals(0, out.value);
  }

  @Test
  void theOwnerIsANumberOrMissing() {
    NumberCell out = new NumberCell();
    assertEquals(Presence.PRESENT, presence("container.owner", event(new ContainerFacts().owner(1000).pending()), out));
    assertEquals(1000, out.value);
    assertEquals(Presence.ABSENT, presence("container.owner", event(new ContainerFacts().pending()), out));
    assertEquals(Presence.ABSENT, presence("container.owner", event(ContainerSnapshot.HOST), out));
  }

  @Test
  void offersEveryFieldAndASuggestedOutputInFalcosOrder() {
    var all = fields.classes().stream().flatMap(c -> c.fields().stream()).toList();
    assertEquals(62, all.size());
    assertEquals(
        "container.id container.name container.image.repository container.image.tag k8s.pod.name k8s.ns.name",
        String.join(" ", all.stream().filter(f -> f.is(FieldDefinition.Flag.SUGGESTED)).map(FieldDefinition::name).toList()));
  }
}
