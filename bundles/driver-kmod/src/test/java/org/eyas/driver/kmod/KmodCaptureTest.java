package org.eyas.driver.kmod;

import static org.eyas.driver.kmod.FakeEvents.number;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureDetails.ProcessorCounts;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.LossCause;
import org.eyas.api.source.SourceException;
import org.eyas.linux.libc.Libc;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.StateRecorder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KmodCaptureTest {
  private static final int OPENAT = 307;
  private static final int GENERIC = 1;
  private static final int SIGNAL = 232;
  private static final int SWITCH = 152;
  private static final int PAGE_FAULT = 290;
  private static final Map<String, String> SMALL = Map.of("buf_size_preset", "1");
  private static final int LIMIT = 10_000;
  private static final long TID = 1L << 30;

  @TempDir private Path root;
  private final List<Long> read = new ArrayList<>();
  private final List<Integer> processors = new ArrayList<>();
  private final EventSink sink =
      (cpu, memory, offset, length) -> {
        read.add(memory.getLong(offset));
        processors.add(cpu);
      };

  private FakeModule module(int processors) throws IOException {
    return new FakeModule(root, "scap", processors);
  }

  private static Capture open(FakeModule module, Integer... codes) throws SourceException {
    return module.source().open(new CaptureRequest(Set.of(codes), SMALL));
  }

  private static void write(FakeModule module, int cpu, long nanos) {
    module.devices.get(cpu).write(FakeEvents.of(OPENAT, nanos, TID, number(3)));
  }

  @Test
  void eventsOfAllProcessorsComeInOrderOfTime() throws Exception {
    FakeModule module = module(3);
    try (Capture capture = open(module, OPENAT)) {
      for (long nanos = 1; nanos <= 30; nanos++) {
        write(module, (int) (nanos * nanos % 3), nanos);
      }
      assertEquals(30, capture.poll(sink, LIMIT));
      assertEquals(read.stream().sorted().toList(), read);
      assertEquals(0, processors.get(2));
      assertEquals(1, processors.get(0));
      assertEquals(0, capture.poll(sink, LIMIT));
    }
  }

  @Test
  void aBatchHasItsLimitAndTheRestFollows() throws Exception {
    FakeModule module = module(1);
    try (Capture capture = open(module, OPENAT)) {
      for (long nanos = 1; nanos <= 30; nanos++) {
        write(module, 0, nanos);
      }
      assertEquals(20, capture.poll(sink, 20));
      assertEquals(10, capture.poll(sink, 20));
    }
  }

  @Test
  void anEventOfThisMomentWaitsBecauseAnotherProcessorMayBeWritingAnOlderOne() throws Exception {
    FakeModule module = module(2);
    try (Capture capture = open(module, OPENAT)) {
      write(module, 0, Libc.wallNanos(new Memory(16)) + 3_600_000_000_000L);
      write(module, 1, 5);
      assertEquals(1, capture.poll(sink, LIMIT));
      assertEquals(List.of(5L), read);
    }
  }

  @Test
  void allEventsAreReadWhileTheRingIsFilledManyTimesAndLossesAreCounted() throws Exception {
    FakeModule module = module(1);
    try (Capture capture = open(module, OPENAT)) {
      byte[] large = new byte[5_000];
      long written = 0;
      while (written < 1_000) {
        for (int i = 0; i < 100; i++) {
          module.devices.get(0).write(FakeEvents.of(OPENAT, ++written, TID, large));
        }
        assertEquals(100, capture.poll(sink, LIMIT));
      }
      assertEquals(1_000, capture.stats().events());
      assertEquals(0, capture.stats().dropped());
      for (int i = 0; i < 300; i++) {
        module.devices.get(0).write(FakeEvents.of(OPENAT, ++written, TID, large));
      }
      capture.poll(sink, LIMIT);
      CaptureStats stats = capture.stats();
      assertEquals(read.size(), stats.events());
      assertEquals(1_300, stats.events() + stats.dropped());
      assertEquals(stats.dropped(), stats.lost(LossCause.BUFFER_OTHER));
    }
  }

  @Test
  void countersAreSumsAndKeptForEachProcessor() throws Exception {
    FakeModule module = module(2).versions(FakeDevice.packed(10, 1, 0), FakeDevice.packed(4, 5, 1));
    try (Capture capture = open(module, OPENAT)) {
      write(module, 0, 1);
      write(module, 1, 2);
      write(module, 1, 3);
      module.devices.get(1).count(112); // interrupted, in schema 4
      assertEquals(new CaptureStats(3, 1).events(), capture.stats().events());
      assertEquals(1, capture.stats().lost(LossCause.BUG));
      assertEquals(
          List.of(new ProcessorCounts(0, 1, 0), new ProcessorCounts(1, 2, 1)),
          capture.details().processors());
    }
  }

  @Test
  void onlyWantedCallsAreRecordedAndAChangeIsMadeWhileEventsFlow() throws Exception {
    FakeModule module = module(1);
    int openat = System.getProperty("os.arch").equals("aarch64") ? 56 : 257;
    int chroot = System.getProperty("os.arch").equals("aarch64") ? 51 : 161;
    try (Capture capture = open(module, OPENAT)) {
      List<String> requests = module.devices.get(0).requests;
      assertTrue(requests.contains("ENABLE_SYSCALL " + openat));
      assertEquals(1, requests.stream().filter(request -> request.startsWith("ENABLE_SYSCALL")).count());
      requests.clear();
      capture.changeRequest(
          new CaptureRequest(Set.of(GENERIC, SIGNAL), Set.of("adjtimex"), SMALL));
      assertTrue(requests.contains("DISABLE_SYSCALL " + openat));
      assertTrue(requests.contains("ENABLE_TRACEPOINT 6"));
      assertFalse(requests.contains("ENABLE_SYSCALL " + chroot));
      assertEquals(3, requests.size(), "what stays is not set again: " + requests);
    }
  }

  @Test
  void switchesAndPageFaultsAreRecordedOnlyOnRequest() throws Exception {
    FakeModule module = module(1);
    try (Capture capture = open(module)) {
      List<String> requests = module.devices.get(0).requests;
      for (int number : List.of(0, 1, 2, 6, 7, 8)) {
        assertTrue(requests.contains("ENABLE_TRACEPOINT " + number), "tracepoint " + number);
      }
      assertFalse(requests.toString().matches(".*ENABLE_TRACEPOINT [345].*"), requests::toString);
      capture.changeRequest(new CaptureRequest(Set.of(SWITCH, PAGE_FAULT), SMALL));
      for (int number : List.of(3, 4, 5)) {
        assertTrue(requests.contains("ENABLE_TRACEPOINT " + number), "tracepoint " + number);
      }
    }
  }

  @Test
  void tracepointsThatTheEndOfAnotherReaderTurnedOffAreOnAgainSoon() throws Exception {
    FakeModule module = module(1);
    try (Capture capture = open(module, OPENAT)) {
      List<String> requests = module.devices.get(0).requests;
      requests.clear();
      ConditionWait.until(
          () -> {
            capture.poll(sink, LIMIT);
            return !requests.isEmpty();
          });
      assertEquals(
          Set.of(0, 1, 2, 7, 8).stream().map(number -> "ENABLE_TRACEPOINT " + number).sorted().toList(),
          requests.stream().sorted().toList());
    }
  }

  @Test
  void aModuleThatDoesNotEnableTracepointsAgainEndsTheCapture() throws Exception {
    FakeModule module = module(1);
    try (Capture capture = open(module, OPENAT)) {
      module.devices.get(0).refusal = new LastErrorException(16);
      ConditionWait.until(
          () -> {
            try {
              capture.poll(sink, LIMIT);
              return false;
            } catch (SourceException e) {
              return String.valueOf(e.getMessage()).startsWith("the kernel module does not enable its tracepoints again: ");
            }
          });
    }
  }

  @Test
  void anotherProcessorEndsTheCaptureSoThatItsRingIsOpened() throws Exception {
    FakeModule module = module(2);
    module.online("0");
    try (Capture capture = open(module, OPENAT)) {
      module.online("0-1");
      ConditionWait.until(
          () -> {
            try {
              capture.poll(sink, LIMIT);
              return false;
            } catch (SourceException e) {
              return String.valueOf(e.getMessage()).startsWith("other processors are online");
            }
          });
    }
  }

  @Test
  void theStateIsReadFromThisMachine() throws Exception {
    FakeModule module = module(1);
    try (Capture capture = open(module, OPENAT)) {
      StateRecorder state = new StateRecorder();
      capture.snapshot(state);
      long own = ProcessHandle.current().pid();
      assertTrue(state.processes.stream().anyMatch(process -> process.ids().pid() == own));
      long boot = Libc.wallNanos(new Memory(16)) - Libc.bootNanos(new Memory(16));
      assertEquals(boot / 1e9, state.hosts.getFirst().bootNanos() / 1e9, 1.0);
    }
  }

  @Test
  void timesFollowThoseOfThePreviousDriver() throws Exception {
    FakeModule module = module(1);
    Memory scratch = new Memory(16);
    long hour = 3_600_000_000_000L;
    long boot = Libc.wallNanos(scratch) - Libc.bootNanos(scratch) - hour; // the clock was set forward meanwhile
    try (Capture capture = module.source().open(new CaptureRequest(Set.of(OPENAT), SMALL).withBootNanos(boot))) {
      long now = Libc.wallNanos(scratch);
      write(module, 0, now - 1_000_000_000L);
      assertEquals(1, capture.poll(sink, LIMIT));
      assertEquals((now - hour) / 1e9, read.getFirst() / 1e9, 1.1);
      StateRecorder state = new StateRecorder();
      capture.snapshot(state);
      assertEquals(boot, state.hosts.getFirst().bootNanos());
    }
  }
}
