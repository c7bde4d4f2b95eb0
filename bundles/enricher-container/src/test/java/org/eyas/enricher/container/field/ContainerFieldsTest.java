package org.eyas.enricher.container.field;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.api.event.ParamDefinition;
import org.eyas.api.event.ValueType;
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

  private static FakeEvent containerEvent(String name, String json) {
    ParamDefinition.Format none = ParamDefinition.Format.NA;
    EventType async =
        new EventType(402, "ASYNCEVENT_E", "asyncevent", EventType.Direction.ENTER, "other", Set.of("metaevent"), Set.of(),
            List.of(
                new ParamDefinition("plugin_id", ValueType.UINT32, none, ""),
                new ParamDefinition("name", ValueType.CHARBUF, none, ""),
                new ParamDefinition("data", ValueType.BYTEBUF, none, "")));
    return FakeEvent.of(async, 0, name, (json + "\0").getBytes(StandardCharsets.UTF_8));
  }

  private static final String JSON =
      """
      {"container":{"type":0,"id":"2400edb296c5","full_id":"2400edb296c5d631","name":"sharp","image":"fedora:38","imagedigest":"",
       "imageid":"0c","imagerepo":"fedora","imagetag":"38","ip":"172.17.0.2","privileged":true,"User":"app",
       "labels":{"a":"%s","io.kubernetes.pod.name":"p"},
       "Mounts":[{"Source":"/home","Destination":"/h","Mode":"","RW":true,"Propagation":"rprivate"}]}}"""
          .formatted("long".repeat(50));

  @ParameterizedTest
  @ValueSource(strings = {"container", "container_removed"})
  void theEventOfAContainerShowsThatContainerWithoutAProcess(String name) {
    FakeEvent event = containerEvent(name, JSON);
    event.process = FakeProcess.unknown(0);
    assertEquals("2400edb296c5", text("container.id", null, event).toString());
    assertEquals("2400edb296c5d631", text("container.full_id", null, event).toString());
    assertEquals("sharp", text("container.name", null, event).toString());
    assertEquals("docker", text("container.type", null, event).toString());
    assertEquals("fedora", text("container.image.repository", null, event).toString());
    assertEquals("38", text("container.image.tag", null, event).toString());
    assertEquals("", text("container.image.digest", null, event).toString());
    assertTrue(text("container.image.digest", null, event).isPresent());
    assertEquals("/home:/h::true:rprivate", text("container.mounts", null, event).toString());
    assertEquals("long".repeat(50), text("container.label", "a", event).toString());
    assertEquals("p", text("k8s.pod.name", null, event).toString());
    NumberCell out = new NumberCell();
    assertEquals(Presence.PRESENT, presence("container.privileged", event, out));
    assertEquals(1, out.value);
  }

  @Test
  void theEventOfAContainerShowsItsContainerAndNotThatOfItsThread() {
    FakeEvent event = containerEvent("container", JSON);
    event.process = event(facts().settled()).process;
    assertEquals("sharp", text("container.name", null, event).toString());
    assertEquals(Presence.ABSENT, presence("container.start_ts", event, new NumberCell()));
    assertEquals(Presence.ABSENT, presence("container.duration", event, new NumberCell()));
  }

  @Test
  void theEventOfTheHostShowsTheHost() {
    FakeEvent event = containerEvent("container", "{\"container\":{\"id\":\"host\",\"name\":\"host\"}}");
    assertEquals("host", text("container.id", null, event).toString());
    assertEquals("", text("container.image", null, event).toString());
  }

  @Test
  void anotherAsynchronousEventShowsTheContainerOfItsThread() {
    for (FakeEvent event : List.of(containerEvent("other", JSON), containerEvent("container", "nonsense"))) {
      event.process = event(facts().settled()).process;
      assertEquals("web", text("container.name", null, event).toString());
    }
  }

  @Test
  void anOldContainerEventShowsItsContainer() {
    EventType old =
        new EventType(324, "CONTAINER_JSON_2_E", "container", EventType.Direction.ENTER, "process", Set.of("metaevent"),
            Set.of(), List.of(new ParamDefinition("json", ValueType.CHARBUF, ParamDefinition.Format.NA, "")));
    FakeEvent event = FakeEvent.of(old, "{\"id\":\"abc\",\"name\":\"old\"}");
    assertEquals("old", text("container.name", null, event).toString());
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
