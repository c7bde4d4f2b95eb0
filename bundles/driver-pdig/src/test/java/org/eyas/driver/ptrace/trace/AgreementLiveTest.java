package org.eyas.driver.ptrace.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.SourceException;
import org.eyas.driver.ebpf.EbpfSource;
import org.eyas.driver.ptrace.event.EventEncoder;
import org.eyas.recipe.RecipeTable;
import org.eyas.recipe.SyscallNumbers;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.EventRecorder;
import org.eyas.testkit.RecordedEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The probe and the tracer record the same programs at the same time, and write the same bytes. */
class AgreementLiveTest {
  private static final SyscallNumbers NUMBERS = SyscallNumbers.of(System.getProperty("os.arch"));
  private static final int SNAPLEN = 80;
  private static final int BATCH = 4096;
  private static final int ATTEMPTS = 3;
  private static final long NANOS_PER_MILLI = 1_000_000;

  // docs/ptrace-driver.md says why; the last four change while several threads run, or the probe reads them too late.
  private static final Set<String> NOT_EQUAL =
      Set.of("ptid", "pidns_init_start_ts", "vm_size", "vm_rss", "pgft_min", "SYSCALL_CLONE3_X.flags");
  // A thread does not stop for signal 9. The engine confirms the probe's names later, when the thread may have ended.
  private static final Set<String> NOT_COUNTED = Set.of("SIGNALDELIVER_E", "SYSCALL_OPENAT_2_E");

  private final EventRecorder traced = new EventRecorder();
  private final EventRecorder probed = new EventRecorder();
  private final EventTable table = EventTable.read();

  @TempDir Path folder;

  @Test
  void bothWriteTheSameParameters() throws Exception {
    record(copy("workload.sh"));
    Map<String, String> differences = new TreeMap<>();
    int[] equal = new int[1];
    for (long tid : threads()) {
      compare(of(traced, tid), of(probed, tid), differences, equal);
    }
    System.out.println(equal[0] + " parameters of " + traced.events.size() + " events are equal");
    assertEquals(Map.of(), differences);
    assertTrue(equal[0] > 10_000, () -> "only " + equal[0] + " parameters were compared");
  }

  private Path copy(String resource) throws Exception {
    Path to = folder.resolve(resource);
    try (InputStream in = AgreementLiveTest.class.getResourceAsStream(resource)) {
      Files.copy(Objects.requireNonNull(in), to);
    }
    return to;
  }

  // The probe records the whole machine. If others make so many calls that it loses events, the workload runs again.
  private void record(Path workload) throws Exception {
    long lost = 1;
    for (int i = 0; i < ATTEMPTS && lost > 0; i++) {
      traced.events.clear();
      probed.events.clear();
      lost = record(List.of("sh", "-c", "sh " + workload + " " + Files.createDirectory(folder.resolve("work" + i))));
    }
    assertEquals(0, lost, "events lost by the probe in each of " + ATTEMPTS + " attempts");
  }

  // Returns the number of events that the probe lost.
  private long record(List<String> command) throws Exception {
    BitSet all = new BitSet();
    NUMBERS.all().values().forEach(all::set);
    EventEncoder encoder = new EventEncoder(NUMBERS, new RecipeTable(NUMBERS), SNAPLEN, false);
    TracedCallSet calls = new TracedCallSet(all, new CompatSystemCalls(NUMBERS));
    try (Capture probe = openProbe();
        TracingThread tracing = new TracingThread(new TraceTarget.Command(command), calls, encoder, 0)) {
      tracing.open();
      tracing.begin();
      ConditionWait.until(() -> {
        probe.poll(probed, BATCH);
        tracing.events().deliver(traced, BATCH);
        return tracing.events().isOver();
      }, () -> "the workload does not end");
      awaitLaterEvent(probe, System.currentTimeMillis() * NANOS_PER_MILLI);
      assertEquals(OptionalInt.of(0), tracing.exitStatus());
      return probe.stats().dropped();
    }
  }

  // The probe's events come in the order of time. On a quiet machine, the later event is that of the program here.
  private void awaitLaterEvent(Capture probe, long nanos) {
    ConditionWait.until(() -> {
      new ProcessBuilder("true").start().waitFor();
      probe.poll(probed, BATCH);
      return probed.lastNanos > nanos;
    });
  }

  private static Capture openProbe() {
    assumeTrue("root".equals(System.getProperty("user.name")), "skipped: the probe needs root");
    try {
      return new EbpfSource().open(new CaptureRequest(Set.of(), Map.of("buf_size_preset", "8")));
    } catch (SourceException e) {
      assumeTrue(Boolean.getBoolean("eyas.live.required"), () -> "skipped, no live probe here: " + e.getMessage());
      throw new AssertionError(e.getMessage(), e);
    }
  }

  // All but the first: the tracer follows it from the end of its start only.
  private Set<Long> threads() {
    long first = traced.events.getFirst().tid();
    return traced.events.stream().map(RecordedEvent::tid).filter(tid -> tid != first).collect(Collectors.toSet());
  }

  private static Map<Integer, List<RecordedEvent>> of(EventRecorder events, long tid) {
    return events.events.stream().filter(event -> event.tid() == tid).collect(Collectors.groupingBy(RecordedEvent::code));
  }

  private void compare(
      Map<Integer, List<RecordedEvent>> own, Map<Integer, List<RecordedEvent>> probe, Map<String, String> differences,
      int[] equal) {
    Set<Integer> codes = new HashSet<>(own.keySet());
    codes.addAll(probe.keySet());
    for (int code : codes) {
      List<RecordedEvent> here = own.getOrDefault(code, List.of());
      List<RecordedEvent> there = probe.getOrDefault(code, List.of());
      if (here.size() == there.size()) {
        for (int i = 0; i < here.size(); i++) {
          equal[0] += compare(code, here.get(i).params(), there.get(i).params(), differences);
        }
      } else if (!NOT_COUNTED.contains(table.name(code))) {
        differences.put(table.name(code), "tracer " + here + ", probe " + there);
      }
    }
  }

  // Returns the number of equal parameters.
  private int compare(int code, List<String> own, List<String> probe, Map<String, String> differences) {
    int equal = 0;
    for (int i = 0; i < own.size(); i++) {
      String name = table.parameter(code, i);
      String there = withoutKernelAddresses(name, probe.get(i));
      if (own.get(i).equals(there)) {
        equal++;
      } else if (!NOT_EQUAL.contains(name) && !NOT_EQUAL.contains(table.name(code) + "." + name)) {
        differences.put(table.name(code) + "." + name, "tracer " + own.get(i) + ", probe " + there);
      }
    }
    return equal;
  }

  // A unix socket: 01, the addresses of both ends in 16 bytes, the path.
  private static String withoutKernelAddresses(String parameter, String bytes) {
    return parameter.equals("tuple") && bytes.startsWith("01") ? "01" + "00".repeat(16) + bytes.substring(34) : bytes;
  }
}
