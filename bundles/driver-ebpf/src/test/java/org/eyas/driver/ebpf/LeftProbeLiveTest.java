package org.eyas.driver.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.SourceException;
import org.eyas.driver.ebpf.libbpf.BpfDescriptor;
import org.eyas.driver.ebpf.libbpf.ProbeObject;
import org.eyas.driver.ebpf.store.DescriptorStore;
import org.eyas.driver.ebpf.store.DescriptorStores;
import org.eyas.linux.libc.Libc;
import org.eyas.testkit.EventRecorder;
import org.eyas.testkit.RecordedEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A probe that outlives its process, here by a folder of a file system of type bpf. The next process is played by this one. */
class LeftProbeLiveTest {
  private static final int CHDIR = 95;
  private static final CaptureRequest WANTED = new CaptureRequest(Set.of(CHDIR), Map.of());

  private Path mount = Path.of("/");
  private Path folder = Path.of("/");

  @BeforeEach
  void mountsAFolder() throws Exception {
    LiveProbe.open(Set.of()).close();
    mount = Files.createTempDirectory("eyas-bpf");
    run("mount", "-t", "bpf", "bpf", mount.toString());
    folder = Files.createDirectory(mount.resolve("eyas"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  @AfterEach
  void unmountsTheFolder() throws Exception {
    if (!mount.equals(Path.of("/"))) {
      run("umount", mount.toString());
      Files.delete(mount);
    }
  }

  private static void run(String... command) throws Exception {
    assertEquals(0, new ProcessBuilder(command).inheritIO().start().waitFor());
  }

  private DescriptorStore store() {
    return Objects.requireNonNull(DescriptorStores.find(Map.of(), folder));
  }

  private EbpfSource source() {
    return new EbpfSource(
        Path.of("/sys/kernel/btf/vmlinux"), () -> {
          try {
            return ProbeObjectBytes.whole();
          } catch (IOException e) {
            throw new AssertionError(e);
          }
        }, this::store);
  }

  private static long goToTheRoot() throws Exception {
    Process shell = new ProcessBuilder("sh", "-c", "cd /").start();
    assertEquals(0, shell.waitFor());
    return shell.pid();
  }

  private static List<Long> readUntil(Capture capture, long tid) throws Exception {
    EventRecorder events = new EventRecorder();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (events.events.stream().noneMatch(event -> event.tid() == tid) && System.nanoTime() < end) {
      capture.poll(events, 1024);
    }
    return events.events.stream().filter(event -> event.code() == CHDIR).map(RecordedEvent::tid).toList();
  }

  private List<String> held() throws IOException {
    try (var names = Files.list(folder)) {
      return names.map(name -> name.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void recordsWhileNoProcessReads() throws Exception {
    Capture before = source().open(WANTED);
    long read = goToTheRoot();
    assertTrue(readUntil(before, read).contains(read));
    assertTrue(before.leave());
    long unread = goToTheRoot();
    try (Capture left = Objects.requireNonNull(source().takeOver(WANTED))) {
      long now = goToTheRoot();
      List<Long> tids = readUntil(left, now);
      assertTrue(tids.contains(unread), "the event without a reader is missing");
      assertTrue(tids.indexOf(unread) < tids.indexOf(now), "the order");
      assertEquals(0, tids.stream().filter(tid -> tid == read).count(), "an event was read twice");
      assertEquals(0, left.stats().dropped());
    }
    assertEquals(List.of(), held());
    assertNull(source().takeOver(WANTED));
  }

  @Test
  void eventsThatWereNotSettledComeAgainUnlessTheProcessStopsProperly() throws Exception {
    Capture before = source().open(WANTED);
    before.mark();
    long first = goToTheRoot();
    assertTrue(readUntil(before, first).contains(first));
    Capture left = Objects.requireNonNull(source().takeOver(WANTED)); // as after kill -9
    left.mark();
    assertTrue(readUntil(left, first).contains(first), "the event was not settled");
    left.mark();
    left.settle();
    before.leave();
    left.close();
    Capture next = source().open(WANTED);
    next.mark();
    long second = goToTheRoot();
    assertTrue(readUntil(next, second).contains(second));
    assertTrue(next.leave());
    long third = goToTheRoot();
    try (Capture last = Objects.requireNonNull(source().takeOver(WANTED))) {
      assertEquals(0, readUntil(last, third).stream().filter(tid -> tid == second).count(), "read twice");
    }
  }

  @Test
  void endsWithACaptureThatIsClosed() throws Exception {
    try (Capture _ = source().open(WANTED)) {
      assertEquals(1, held().size());
    }
    assertEquals(List.of(), held());
  }

  @Test
  void ofSeveralProbesTheOldestOneIsRead() throws Exception {
    assertTrue(source().open(WANTED).leave());
    long between = goToTheRoot();
    assertTrue(source().open(WANTED).leave());
    assertEquals(2, held().size());
    try (Capture left = Objects.requireNonNull(source().takeOver(WANTED))) {
      assertEquals(1, held().size());
      assertTrue(readUntil(left, between).contains(between));
    }
    assertEquals(List.of(), held());
  }

  @Test
  void aProgramThatRulesNoLongerNeedIsDetached() throws Exception {
    int contextSwitch = 152;
    Capture capture = source().open(new CaptureRequest(Set.of(CHDIR, contextSwitch), Map.of()));
    List<String> withSwitches = held();
    capture.changeRequest(WANTED);
    assertTrue(capture.leave());
    assertEquals(1, held().size(), () -> "before: " + withSwitches);
    Objects.requireNonNull(source().takeOver(WANTED)).close();
  }

  @Test
  void countsWhatWasLostMeanwhile() throws Exception {
    Capture before = source().open(new CaptureRequest(Set.of(CHDIR), Map.of("buf_size_preset", "1")));
    assertTrue(before.leave());
    run("sh", "-c", "i=0; while [ $i -lt 60000 ]; do cd /; i=$((i+1)); done");
    try (Capture left = Objects.requireNonNull(source().takeOver(WANTED))) {
      EventRecorder events = new EventRecorder();
      while (left.poll(events, 1024) > 0) {
        assertNotNull(events);
      }
      long read = events.events.stream().filter(event -> event.code() == CHDIR).count();
      assertTrue(left.stats().dropped() > 0, "nothing was lost");
      assertTrue(read + left.stats().dropped() >= 60_000, () -> read + " read and " + left.stats() + " lost");
    }
  }

  @Test
  void fallsSilentIfNobodyReads() throws Exception {
    Capture before = source().open(new CaptureRequest(Set.of(CHDIR), Map.of("buf_size_preset", "1", "orphan_s", "1")));
    assertTrue(before.leave());
    TimeUnit.MILLISECONDS.sleep(1_100);
    run("sh", "-c", "i=0; while [ $i -lt 100000 ]; do cd /; i=$((i+1)); done");
    try (Capture left = Objects.requireNonNull(source().takeOver(WANTED))) {
      long lost = left.stats().dropped();
      run("sh", "-c", "i=0; while [ $i -lt 1000 ]; do cd /; i=$((i+1)); done");
      assertTrue(lost > 0, "no ring was full");
      assertEquals(lost, left.stats().dropped(), "it still records");
    }
  }

  @Test
  void foreignDescriptorsAreRefused() throws Exception {
    assertTrue(source().open(WANTED).leave());
    String probe = held().getFirst();
    int foreign = ProbeObject.createRing("foreign", 4096);
    BpfDescriptor.pin(foreign, folder.resolve(probe).resolve("foreign"));
    Libc.close(foreign);
    SourceException refused = assertThrows(SourceException.class, () -> source().takeOver(WANTED));
    assertTrue(refused.getMessage().contains("(foreign) does not belong to it"), refused.getMessage());
    assertEquals(List.of(), held());
  }

  @Test
  void missingDescriptorsAreRefused() throws Exception {
    assertTrue(source().open(WANTED).leave());
    Files.delete(folder.resolve(held().getFirst()).resolve("3"));
    SourceException refused = assertThrows(SourceException.class, () -> source().takeOver(WANTED));
    assertTrue(refused.getMessage().contains("descriptors are missing"), refused.getMessage());
    assertEquals(List.of(), held());
  }

  @Test
  void aFolderThatOthersCanChangeIsNotUsed() throws Exception {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertNull(DescriptorStores.find(Map.of(), folder));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertNotNull(DescriptorStores.find(Map.of(), folder));
    assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
    Files.setAttribute(folder, "unix:uid", 65534);
    assertNull(DescriptorStores.find(Map.of(), folder));
    Files.setAttribute(folder, "unix:uid", 0);
  }
}
