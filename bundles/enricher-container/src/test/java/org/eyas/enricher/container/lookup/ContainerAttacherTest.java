package org.eyas.enricher.container.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.AttachmentKey;
import org.eyas.api.process.Attachments;
import org.eyas.enricher.container.disk.DiskLookup;
import org.eyas.enricher.container.disk.HostRoot;
import org.eyas.enricher.container.disk.RuntimeDirectories;
import org.eyas.enricher.container.id.ContainerEngine;
import org.eyas.enricher.container.id.ContainerId;
import org.eyas.enricher.container.info.ContainerFacts;
import org.eyas.enricher.container.info.ContainerPart;
import org.eyas.enricher.container.info.ContainerSnapshot;
import org.eyas.enricher.container.reading.LookupHealth;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.FakeProcess;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContainerAttacherTest {
  private static final String ID = "0123456789abcdef".repeat(4);
  private static final int ALICE = 54_321;

  @TempDir private Path folder;
  private final ContainerLookupCounts counts = new ContainerLookupCounts();
  private final FakeRuntime runtime = new FakeRuntime();
  @AutoClose private ContainerAttacher containers = new ContainerAttacher(engine -> true, 100);

  /** What was attached to one process, in order. */
  private static final class Attached implements Attachments {
    private final List<ContainerSnapshot> all = new ArrayList<>();

    @Override
    public synchronized <T> void put(AttachmentKey<T> key, T value) {
      if (value instanceof ContainerSnapshot info) {
        all.add(info);
      }
    }

    synchronized ContainerSnapshot last() {
      return all.getLast();
    }

    Bytes part(ContainerPart part) {
      return last().part(part);
    }
  }

  /** A runtime that answers when the test says so. */
  private static final class FakeRuntime implements RuntimeClient {
    private final CountDownLatch asked = new CountDownLatch(1);
    private volatile CachedContainer container;

    @Override
    public boolean mayKnowMore(CachedContainer known) {
      return true;
    }

    @Override
    public void lookUp(CachedContainer wanted) {
      container = wanted;
      asked.countDown();
    }

    @Override
    public void close() {}
  }

  private void live() throws IOException {
    live(new LookupHealth(""));
  }

  private void live(LookupHealth health) throws IOException {
    assumeTrue(
        Integer.valueOf(0).equals(Files.getAttribute(folder, "unix:uid")),
        "skipped: only root has cgroups that are root's, and files that another user owns");
    for (String parent : List.of("cpu/docker", "memory/docker", "cpu/kubepods/besteffort/podx", "cpu/lxc", "cpu/delegated")) {
      Files.createDirectories(folder.resolve("sys/fs/cgroup").resolve(parent));
    }
    Files.setAttribute(folder.resolve("sys/fs/cgroup/cpu/delegated"), "unix:uid", ALICE);
    HostRoot host = new HostRoot(folder);
    DiskLookup disk = new DiskLookup(host, RuntimeDirectories.USUAL, 100, () -> counts.failed("files"));
    containers = new ContainerAttacher(disk, listener -> List.of(runtime), host, engine -> true,
        new ContainerLookupReports(counts, health), 100);
  }

  private static FakeProcess process(String cgroups) {
    FakeProcess process = FakeProcess.of(7, "sh");
    process.place.rawCgroups = Text.of(cgroups + "\0");
    return process;
  }

  private Attached attached(String cgroups) {
    Attached attached = new Attached();
    containers.attach(process(cgroups), attached);
    return attached;
  }

  @Test
  void theIdIsThereAtOnceAndTheRestIsPending() throws IOException {
    live();
    Attached process = attached("cpu=/docker/" + ID);
    ContainerSnapshot first = process.all.getFirst();
    assertEquals("0123456789ab", first.part(ContainerPart.ID).toString());
    assertSame(Text.PENDING, first.part(ContainerPart.NAME));
  }

  @Test
  void eachProcessThatWaitsGetsWhatARuntimeFinds() throws Exception {
    live();
    Attached one = attached("cpu=/docker/" + ID);
    Attached two = attached("cpu=/docker/" + ID);
    runtime.asked.await();
    runtime.container.add(new ContainerFacts().set(ContainerPart.NAME, "web"));
    assertEquals("web", one.part(ContainerPart.NAME).toString());
    assertEquals("web", two.part(ContainerPart.NAME).toString());
    assertSame(Text.PENDING, two.part(ContainerPart.IP));
    Attached three = attached("cpu=/docker/" + ID);
    assertSame(two.last(), three.last());
    runtime.container.endStep();
    ConditionWait.until(() -> three.part(ContainerPart.IP) == Text.ABSENT, () -> "it does not settle");
    assertEquals("web", three.part(ContainerPart.NAME).toString());
    assertEquals("docker", three.part(ContainerPart.TYPE).toString());
  }

  @Test
  void aRuntimeThatDoesNotAnswerKeepsNobodyWaiting() throws Exception {
    live();
    Attached process = attached("cpu=/docker/" + ID);
    runtime.asked.await();
    ConditionWait.until(() -> process.part(ContainerPart.NAME) == Text.ABSENT, () -> "it stays pending");
    ContainerSnapshot settled = process.last();
    runtime.container.add(new ContainerFacts().set(ContainerPart.NAME, "late"));
    assertSame(settled, process.last());
  }

  @Test
  void ofTooManyProcessesThatWaitTheRestDoNotWait() throws Exception {
    live();
    for (int i = 0; i < CachedContainer.MOST_WAITING; i++) {
      attached("cpu=/docker/" + ID);
    }
    runtime.asked.await();
    Attached late = attached("cpu=/docker/" + ID);
    assertEquals("0123456789ab", late.part(ContainerPart.ID).toString());
    assertSame(Text.ABSENT, late.part(ContainerPart.NAME));
  }

  @Test
  void aContainerThatHasEndedIsKnownToItsLastEvents() throws Exception {
    live();
    attached("cpu=/docker/" + ID);
    runtime.asked.await();
    runtime.container.add(new ContainerFacts().set(ContainerPart.NAME, "web"));
    containers.ended(runtime.container.id());
    assertEquals("web", attached("cpu=/docker/" + ID).part(ContainerPart.NAME).toString());
    assertEquals(1, counts.allBegun());
  }

  @Test
  void aContainerOfACaptureEndsWithItsEvent() {
    attached("cpu=/docker/" + ID);
    containers.ended(containers.all().getFirst().id());
    assertEquals(List.of(), containers.all());
  }

  @Test
  void filesAreReadAtFirstSight() throws Exception {
    Path bundle =
        Files.createDirectories(folder.resolve("run/containerd/io.containerd.runtime.v2.task/k8s.io/" + ID));
    Files.writeString(
        bundle.resolve("config.json"),
        "{\"annotations\":{\"io.kubernetes.cri.container-type\":\"container\",\"io.kubernetes.cri.container-name\":\"app\"}}");
    live();
    Attached process = attached("cpu=/kubepods/besteffort/podx/" + ID);
    ConditionWait.until(() -> process.part(ContainerPart.NAME).toString().equals("app"),
        () -> "no name: " + process.part(ContainerPart.NAME));
    ConditionWait.until(() -> counts.allDescribed().equals(Map.of("files", 1L)), () -> counts.allDescribed().toString());
  }

  @Test
  void aContainerIsLookedUpOnceForAllItsCgroups() throws Exception {
    live();
    attached("cpu=/docker/" + ID);
    attached("memory=/docker/" + ID + "\0cpu=/docker/" + ID);
    attached("cpu=/docker/" + ID);
    runtime.asked.await();
    assertEquals(1, counts.allBegun());
    assertEquals(1, containers.all().size());
  }

  @Test
  void inACaptureNothingIsLookedUp() {
    Attached process = attached("cpu=/docker/" + ID);
    assertEquals("0123456789ab", process.part(ContainerPart.ID).toString());
    assertSame(Text.ABSENT, process.part(ContainerPart.NAME));
    assertEquals(1, process.all.size());
  }

  @Test
  void namesOfLxcAreAllThatThereIs() throws IOException {
    live();
    Attached process = attached("cpu=/lxc/web");
    assertEquals("web", process.part(ContainerPart.ID).toString());
    assertEquals("lxc", process.part(ContainerPart.TYPE).toString());
    assertSame(Text.ABSENT, process.part(ContainerPart.IMAGE));
    assertEquals(0, counts.allBegun());
  }

  @Test
  void aProgramInAContainerCannotPassForAnotherContainer() throws Exception {
    live();
    Attached victim = attached("cpu=/docker/" + ID);
    runtime.asked.await();
    runtime.container.add(new ContainerFacts().set(ContainerPart.NAME, "web"));
    assertEquals("web", victim.part(ContainerPart.NAME).toString());
    Attached process = attached("cpu=/docker/" + "f".repeat(64) + "/docker/" + ID);
    assertSame(Text.ABSENT, process.part(ContainerPart.NAME));
    assertEquals(1, counts.allBegun());
  }

  @Test
  void aProcessOnTheHostIsNotInAContainer() {
    assertSame(ContainerSnapshot.HOST, attached("cpu=/user.slice").last());
  }

  @Test
  void containersOfAnEngineThatIsSwitchedOffCountAsTheHost() {
    containers = new ContainerAttacher(engine -> engine != ContainerEngine.DOCKER, 100);
    assertSame(ContainerSnapshot.HOST, attached("cpu=/docker/" + ID).last());
    assertNotSame(ContainerSnapshot.HOST, attached("cpu=/libpod_parent/libpod-" + ID).last());
  }

  @Test
  void aContainerOfPodmanWithoutRootIsFoundByConmon() {
    FakeProcess conmon = FakeProcess.of(5, "conmon");
    conmon.program.rawArgs = FakeProcess.strings("-c", ID, "-b", "/home/a/store/overlay-containers/" + ID + "/userdata");
    conmon.credentials = conmon.credentials.withUid(ALICE);
    FakeProcess inside = conmon.child(7, "sh");
    inside.ids.vpid = 1;
    inside.place.rawCgroups = Text.of("cpu=/\0");
    Attached attached = new Attached();
    containers.attach(inside, attached);
    assertEquals("0123456789ab", attached.part(ContainerPart.ID).toString());
    inside.ids.vpid = 7;
    containers.attach(inside, attached);
    assertSame(ContainerSnapshot.HOST, attached.last());
  }

  private Attached attached(FakeProcess process) {
    Attached attached = new Attached();
    containers.attach(process, attached);
    return attached;
  }

  private static FakeProcess inNamespace(FakeProcess process) {
    process.ids.vpid = 2;
    return process;
  }

  @Test
  void aContainerOfRootHasRootAsItsOwner() throws IOException {
    live();
    assertEquals(0, attached("cpu=/docker/" + ID).last().owner());
    assertTrue(ContainerSnapshot.HOST.owner() < 0);
  }

  @Test
  void aCgroupThatAUserMadeIsNoContainerOfRoot() throws Exception {
    live();
    Attached real = attached("cpu=/docker/" + ID);
    runtime.asked.await();
    runtime.container.add(new ContainerFacts().set(ContainerPart.NAME, "web"));
    for (String form : List.of("docker/" + ID, "docker-" + ID + ".scope", "cri-containerd-" + ID + ".scope", ID, "lxc/web",
        "lxc.payload.web", "bpm-web", "kubepods/besteffort/podx/" + ID)) {
      Attached fake = attached(inNamespace(process("cpu=/delegated/" + form)));
      assertEquals(ALICE, fake.last().owner(), form);
      assertTrue(!fake.part(ContainerPart.NAME).toString().equals("web"), form);
      assertSame(ContainerSnapshot.HOST, attached(process("cpu=/delegated/" + form)).last(), "without a namespace: " + form);
    }
    assertEquals("web", real.part(ContainerPart.NAME).toString());
    assertEquals("web", attached("cpu=/docker/" + ID).part(ContainerPart.NAME).toString());
  }

  @Test
  void aCgroupThatIsGoneIsNobodysUnlessARuntimeOfRootIsAbove() throws IOException {
    live();
    FakeProcess orphan = process("cpu=/gone/" + ID);
    assertTrue(attached(orphan).last().owner() < 0);
    assertEquals("0123456789ab", attached(orphan).part(ContainerPart.ID).toString());
    FakeProcess shim = FakeProcess.of(5, "containerd-shim");
    shim.program.exepath = Text.of("/usr/bin/containerd-shim-runc-v2");
    FakeProcess inside = shim.child(7, "sh");
    inside.place.rawCgroups = orphan.place.rawCgroups;
    assertEquals(0, attached(inside).last().owner());
    assertEquals(0, attached(orphan).last().owner(), "what is known now holds for the cgroup");
  }

  @Test
  void aUserCannotSpeakForAContainerOfRoot() throws Exception {
    live();
    Path userdata = folder.resolve("home/overlay-containers/" + ID + "/userdata");
    Files.createDirectories(userdata);
    Files.writeString(
        folder.resolve("home/overlay-containers/containers.json"), "[{\"id\":\"" + ID + "\",\"names\":[\"trusted\"]}]");
    try (Stream<Path> all = Files.walk(folder.resolve("home"))) {
      for (Path each : all.toList()) {
        Files.setAttribute(each, "unix:uid", ALICE);
      }
    }
    FakeProcess conmon = FakeProcess.of(5, "conmon");
    conmon.program.rawArgs = FakeProcess.strings("-c", ID, "-b", "/home/overlay-containers/" + ID + "/userdata");
    conmon.credentials = conmon.credentials.withUid(ALICE);
    FakeProcess fake = inNamespace(conmon.child(7, "sh"));
    fake.place.rawCgroups = Text.of("cpu=/\0");
    Attached users = attached(fake);
    ConditionWait.until(() -> users.part(ContainerPart.NAME).toString().equals("trusted"),
        () -> "the user's container has no name");
    assertEquals(ALICE, users.last().owner());
    Attached roots = attached("cpu=/docker/" + ID);
    runtime.asked.await();
    assertEquals(0, roots.last().owner());
    assertSame(Text.PENDING, roots.part(ContainerPart.NAME));
    assertEquals(2, containers.all().size());
  }

  @Test
  void aSetUidProgramUnderTheNameOfARuntimeIsNone() throws IOException {
    live();
    FakeProcess su = FakeProcess.of(5, "conmon");
    su.program.exepath = Text.of("/usr/bin/su");
    su.program.rawArgs =
        FakeProcess.strings("-c", ID, "-b", "/var/lib/containers/storage/overlay-containers/" + ID + "/userdata");
    FakeProcess fake = inNamespace(su.child(7, "sh"));
    fake.place.rawCgroups = Text.of("cpu=/\0");
    assertSame(ContainerSnapshot.HOST, attached(fake).last());
  }

  @Test
  void aCarefulStartReadsNothingOfUsers() throws Exception {
    live(new LookupHealth("the engine ended three times"));
    Attached fake = attached(inNamespace(process("cpu=/delegated/docker/" + ID)));
    assertEquals(ALICE, fake.last().owner());
    assertSame(Text.ABSENT, fake.part(ContainerPart.NAME));
    assertEquals(Map.of("careful", 1L), counts.allFailed());
    attached("cpu=/docker/" + ID);
    runtime.asked.await();
  }

  @Test
  void usersCannotDisplaceTheContainersOfRoot() throws IOException {
    live();
    Attached root = attached("cpu=/docker/" + ID);
    for (int i = 0; i < ContainerCache.MOST_CONTAINERS + 10; i++) {
      attached(inNamespace(process("cpu=/delegated/docker/" + "%012x%052x".formatted(i, i))));
    }
    assertEquals(ContainerCache.MOST_OF_USERS + 1, containers.all().size());
    assertTrue(containers.all().stream().anyMatch(container -> container.id().isRoots()));
    assertEquals("0123456789ab", root.part(ContainerPart.ID).toString());
  }

  @Test
  void ofTooManyContainersTheOldestAreForgotten() {
    for (int i = 0; i < ContainerCache.MOST_CONTAINERS + 10; i++) {
      attached("cpu=/docker/" + "%012x%052x".formatted(i, i));
    }
    assertEquals(ContainerCache.MOST_CONTAINERS, containers.all().size());
    assertTrue(containers.all().stream().noneMatch(container -> container.id().value().equals("0".repeat(64))));
  }

  private List<String> announced() {
    List<String> events = new ArrayList<>();
    containers.announcements().reportTo((name, data) -> events.add(name + " " + data));
    return events;
  }

  @Test
  void aContainerIsAnnouncedOnceWhenItsLookUpHasEnded() throws Exception {
    live();
    attached("cpu=/docker/" + ID);
    runtime.asked.await();
    assertEquals(List.of(), announced());
    runtime.container.add(new ContainerFacts().set(ContainerPart.NAME, "web").set(ContainerPart.PRIVILEGED, true));
    runtime.container.end();
    runtime.container.end();
    attached("memory=/docker/" + ID);
    List<String> events = announced();
    assertEquals(1, events.size());
    assertTrue(events.getFirst().startsWith("container {\"container\":{"), events::toString);
    assertTrue(events.getFirst().contains("\"name\":\"web\"") && events.getFirst().contains("\"privileged\":true"),
        events::toString);
    assertEquals(List.of(), announced());
  }

  @Test
  void aContainerOfWhichOnlyTheIdIsKnownIsNotAnnounced() throws Exception {
    live();
    attached("cpu=/docker/" + ID);
    runtime.asked.await();
    runtime.container.end();
    assertEquals(List.of(), announced());
    runtime.container.retire();
    assertEquals(List.of(), announced());
  }

  @Test
  void aContainerOfLxcIsAnnouncedByItsNameOnly() throws Exception {
    live();
    attached("cpu=/lxc/box");
    List<String> events = announced();
    assertEquals(1, events.size());
    assertTrue(events.getFirst().contains("\"id\":\"box\""), events::toString);
  }

  @Test
  void theEndOfAnAnnouncedContainerIsAnnouncedOnce() throws Exception {
    live();
    attached("cpu=/docker/" + ID);
    runtime.asked.await();
    runtime.container.add(new ContainerFacts().set(ContainerPart.NAME, "web"));
    runtime.container.end();
    assertEquals(1, announced().size());
    runtime.container.retire();
    runtime.container.retire();
    List<String> events = announced();
    assertEquals(1, events.size());
    assertTrue(events.getFirst().startsWith("container_removed {") && events.getFirst().contains("\"name\":\"web\""),
        events::toString);
  }

  @Test
  void aContainerOfACaptureIsNotAnnounced() {
    attached("cpu=/docker/" + ID);
    attached("cpu=/lxc/box");
    containers.described(new ContainerId(ID.substring(0, 12), ContainerEngine.ANY),
        new ContainerFacts().set(ContainerPart.NAME, "x"));
    containers.ended(new ContainerId(ID, ContainerEngine.DOCKER));
    assertEquals(List.of(), announced());
  }
}
