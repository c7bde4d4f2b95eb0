package org.eyas.driver.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.SourceException;
import org.eyas.testkit.EventRecorder;
import org.junit.jupiter.api.Test;

/** What works if the kernel rejects a part of the probe, or all of it. */
class PartialProbeLiveTest {
  private static final Path BTF = Path.of("/sys/kernel/btf/vmlinux");
  private static final int CHDIR = 95;
  private static final int EXEC = 293;
  private static final int SIGNAL = 232;
  private static final CaptureRequest WANTED = new CaptureRequest(Set.of(CHDIR, EXEC, SIGNAL), Map.of());

  private static EventRecorder watch(EbpfSource source) throws Exception {
    LiveProbe.open(Set.of(EXEC)).close(); // skips the test if nothing can be loaded at all
    EventRecorder events = new EventRecorder();
    try (Capture capture = source.open(WANTED)) {
      Process shell = new ProcessBuilder("sh", "-c", "cd /; kill -TERM $$").start();
      events.firstTid = shell.pid();
      while (shell.isAlive()) {
        capture.poll(events, 1024);
      }
      LiveProbe.readToNow(capture, events);
    }
    return events;
  }

  private static long count(EventRecorder events, int code) {
    return events.events.stream().filter(event -> event.code() == code).count();
  }

  private static long started(EventRecorder events) {
    String success = "0".repeat(16);
    return events.events.stream().filter(event -> event.code() == EXEC && event.params().getFirst().equals(success)).count();
  }

  private static EbpfSource broken(String section) throws IOException {
    byte[] object = ProbeObjectBytes.withoutReturn(section);
    return new EbpfSource(BTF, () -> object, () -> null);
  }

  @Test
  void aRefusedProgramLeavesTheOthersAtWork() throws Exception {
    assertTrue(count(watch(new EbpfSource()), SIGNAL) > 0);
    EventRecorder events = watch(broken("tp_btf/signal_deliver"));
    assertEquals(0, count(events, SIGNAL));
    assertTrue(count(events, CHDIR) > 0);
    assertTrue(started(events) > 0);
  }

  @Test
  void aRefusedTracepointOfExecLeavesTheOthersAtWork() throws Exception {
    EventRecorder events = watch(broken("tp_btf/sched_process_exec"));
    assertEquals(0, started(events));
    assertTrue(count(events, CHDIR) > 0);
    assertTrue(count(events, SIGNAL) > 0);
  }

  @Test
  void aKernelWithoutTypesIsNamedInOneMessage() throws Exception {
    EbpfSource source = new EbpfSource(Path.of("/nowhere/vmlinux"), () -> new byte[0], () -> null);
    SourceException refusal = assertThrows(SourceException.class, () -> source.open(WANTED));
    assertEquals("this kernel does not describe its types: there is no /nowhere/vmlinux", refusal.getMessage());
    assertTrue(refusal.hint().contains("CONFIG_DEBUG_INFO_BTF"), refusal.hint());
  }

  @Test
  void bytesThatAreNoObjectAreRefusedInOneMessage() throws Exception {
    LiveProbe.open(Set.of(EXEC)).close();
    EbpfSource source = new EbpfSource(BTF, () -> new byte[64], () -> null);
    SourceException refusal = assertThrows(SourceException.class, () -> source.open(WANTED));
    assertTrue(refusal.getMessage().startsWith("the kernel rejects the probe: libbpf cannot open"), refusal.getMessage());
  }
}
