package org.eyas.driver.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.api.pushdown.Ranges;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.pushdown.RawCondition.AnyOf;
import org.eyas.api.pushdown.RawCondition.Bits;
import org.eyas.api.pushdown.RawCondition.Form;
import org.eyas.api.pushdown.RawCondition.Numbers;
import org.eyas.api.pushdown.RawCondition.Part;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureDetails.PushdownCounts;
import org.eyas.api.source.CaptureRequest;
import org.eyas.driver.ebpf.pushdown.RandomConditions;
import org.eyas.engine.pushdown.PushdownMatcher;
import org.eyas.engine.schema.EventSchema;
import org.eyas.testkit.EventRecorder;
import org.eyas.testkit.RecordedEvent;
import org.eyas.testkit.TestFiles;
import org.eyas.testkit.process.InstalledProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Raw conditions in the kernel: they leave out exactly the events that they reject in Java, also while they change. */
class PushdownLiveTest {
  private static final Map<String, String> LARGE_RINGS = Map.of("buf_size_preset", "8");
  private static final List<String> TYPES =
      List.of("SYSCALL_OPENAT_2_X", "SYSCALL_MKDIR_2_X", "SYSCALL_UNLINK_2_X", "SYSCALL_RMDIR_2_X", "SYSCALL_RENAME_X",
          "SYSCALL_CHMOD_X", "SYSCALL_CLOSE_X");
  private static final EventType RMDIR = EventSchema.current().type("SYSCALL_RMDIR_2_X");
  private static final EventType OPENAT = EventSchema.current().type("SYSCALL_OPENAT_2_X");
  private static final long O_RDONLY = 1; // in the numbering of events
  private static final long O_WRONLY = 2;
  private static final int ROUNDS = 12;
  private static final int CALLS = 1_500;
  private static final int SAMPLED = 1_024;
  private static final int CHANGES = 20;
  private static final long CLOCK_NANOS = 20_000_000; // by which the clocks of events and of Java may differ

  /** Makes the calls of a file in a root directory of its own, where they do no harm. */
  private static final String CALLER =
      """
      import os, sys
      lines = open(sys.argv[1]).read().split('\\n')
      os.chroot(sys.argv[2])
      os.chdir('/')
      for line in lines:
        call, path, number = line.split(' ')
        path, number = bytes.fromhex(path), int(number)
        try:
          if call == 'open': os.close(os.open(path, number, 0o755))
          if call == 'mkdir': os.mkdir(path, number & 0o777)
          if call == 'unlink': os.unlink(path)
          if call == 'rmdir': os.rmdir(path)
          if call == 'chmod': os.chmod(path, number & 0o777)
          if call == 'rename': os.rename(path, b'/kern' + path)
        except OSError: pass
      """;

  /** Removes directories that do not exist: at least this many, and more until a file exists. Prints how many. */
  private static final String FLOOD =
      """
      import os, sys
      i = 0
      while i < int(sys.argv[1]) or not os.path.exists(sys.argv[2]):
        for _ in range(1000):
          try: os.rmdir('/marked/%d' % i if i % 10 == 0 else '/unmarked/%d' % i)
          except OSError: pass
          i += 1
      print(i)
      """;

  /** Opens the same missing file so many times for reading, and as many times for writing. */
  private static final String SAME =
      """
      import os, sys
      for _ in range(int(sys.argv[1])):
        for flags in os.O_RDONLY, os.O_WRONLY:
          try: os.open('/unmarked/same', flags)
          except OSError: pass
      """;

  @TempDir Path folder;

  private final long seed = Long.getLong("eyas.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final RandomConditions conditions = new RandomConditions(random);

  private static EventType type(String id) {
    return EventSchema.current().type(id);
  }

  private static Set<Integer> codes() {
    return Set.copyOf(TYPES.stream().map(id -> type(id).code()).toList());
  }

  private static void want(Capture capture, Map<EventType, RawCondition> conditions) {
    capture.changeRequest(new CaptureRequest(codes(), Map.of()).withConditions(conditions));
  }

  private Process caller() throws Exception {
    List<String> lines = new ArrayList<>();
    List<String> calls = List.of("open", "open", "mkdir", "unlink", "rmdir", "chmod", "rename");
    for (int i = 0; i < CALLS; i++) {
      byte[] path = conditions.path();
      String hex = path.length == 0 ? "2e" : HexFormat.of().formatHex(path);
      String line = calls.get(random.nextInt(calls.size())) + " " + hex + " " + random.nextInt(01000);
      lines.addAll(Collections.nCopies(1 + random.nextInt(2), line)); // an equal event is compared with the one before
    }
    Path file = Files.writeString(folder.resolve("calls"), String.join("\n", lines));
    Path root = Files.createTempDirectory(folder, "root");
    Files.createDirectories(root.resolve("kern/a"));
    return new ProcessBuilder(InstalledProgram.require("python3"), "-c", CALLER, file.toString(), root.toString())
        .redirectOutput(folder.resolve("out").toFile()).redirectErrorStream(true).start();
  }

  /** Reads until an event comes that is later than all those of a process that has ended: events come in the order of their times. */
  private static void drain(Capture capture, EventRecorder events) throws Exception {
    long end = System.currentTimeMillis() * 1_000_000 + CLOCK_NANOS;
    while (events.lastNanos <= end) {
      new ProcessBuilder("true").start().waitFor(); // opens files: no condition leaves that out
      capture.poll(events, 1_024);
    }
  }

  private static List<RecordedEvent> of(EventRecorder events, Process process) {
    return events.events.stream().filter(event -> event.tid() == process.pid()).toList();
  }

  private static boolean isEqual(RecordedEvent one, RecordedEvent other) {
    return one.code() == other.code() && one.params().equals(other.params());
  }

  @Test
  void theKernelLeavesOutExactlyWhatTheConditionsReject() throws Exception {
    long rejected = 0;
    try (Capture all = LiveProbe.open(codes(), LARGE_RINGS); Capture some = LiveProbe.open(codes(), LARGE_RINGS)) {
      for (int round = 0; round < ROUNDS; round++) {
        Map<EventType, RawCondition> wanted = new HashMap<>();
        TYPES.forEach(id -> wanted.put(type(id), conditions.condition(type(id))));
        want(some, wanted);
        rejected += compare(all, some);
      }
      assertEquals(0, all.stats().dropped() + some.stats().dropped());
    }
    System.out.printf("%d of about %d events stayed in the kernel, -Deyas.seed=%d%n", rejected, ROUNDS * CALLS, seed);
    assertTrue(rejected > ROUNDS * CALLS / 20, "events stay in the kernel: " + rejected);
  }

  /** Returns how many events the conditions reject. */
  private long compare(Capture all, Capture some) throws Exception {
    Map<EventType, RawCondition> applied = new HashMap<>();
    some.details().pushdown().forEach(counts -> applied.put(counts.type(), counts.applied()));
    PushdownMatcher matcher =
        new PushdownMatcher(code -> applied.getOrDefault(EventSchema.current().type(code), RawCondition.Always.TRUE));
    EventRecorder whole = new EventRecorder();
    EventRecorder part = new EventRecorder();
    Process process = caller();
    whole.firstTid = process.pid();
    part.firstTid = process.pid();
    while (process.isAlive()) {
      all.poll(whole, 1_024);
      some.poll(part, 1_024);
    }
    drain(all, whole);
    drain(some, part);
    assertEquals(0, process.waitFor(), () -> TestFiles.text(folder.resolve("out")));
    return compare(of(whole, process), of(part, process), matcher, applied);
  }

  private long compare(
      List<RecordedEvent> whole, List<RecordedEvent> part, PushdownMatcher matcher, Map<EventType, RawCondition> applied) {
    int at = 0;
    long rejected = 0;
    long samples = 0;
    for (RecordedEvent event : whole) {
      boolean passes = matcher.passes(DecodedEvents.of(event));
      boolean delivered = at < part.size() && isEqual(event, part.get(at));
      rejected += passes ? 0 : 1;
      samples += !passes && delivered ? 1 : 0;
      assertTrue(delivered || !passes, () -> "not delivered: " + event + " " + DecodedEvents.of(event).bytes(1) + " with "
          + applied.get(type(EventSchema.current().type(event.code()).id())) + ", -Deyas.seed=" + seed);
      at += delivered ? 1 : 0;
    }
    assertEquals(part.size(), at, "each delivered event was made, in this order");
    long boundaries = (long) TYPES.size() * Runtime.getRuntime().availableProcessors();
    assertTrue(samples <= rejected / SAMPLED + boundaries, samples + " rejected events were delivered, of " + rejected);
    assertTrue(whole.size() > CALLS, "all calls were recorded: " + whole.size());
    return rejected;
  }

  private Process flood(int least) throws IOException {
    return new ProcessBuilder(InstalledProgram.require("python3"), "-c", FLOOD, String.valueOf(least),
        folder.resolve("stop").toString())
        .redirectOutput(folder.resolve("flood").toFile()).start();
  }

  /** Ends the flood, reads all its events, and returns how many calls it made. */
  private long end(Process flood, Capture capture, EventRecorder events) throws Exception {
    Files.createFile(folder.resolve("stop"));
    while (flood.isAlive()) {
      capture.poll(events, 1_024);
    }
    drain(capture, events);
    return Long.parseLong(Files.readString(folder.resolve("flood")).strip());
  }

  private static RawCondition path(Form form, String text) {
    return new RawCondition.Path(1, Part.WHOLE, form, List.of(Text.of(text)), true);
  }

  @Test
  void noEventThatBothConditionsPassIsLostWhileTheyReplaceEachOther() throws Exception {
    Map<EventType, RawCondition> one = Map.of(RMDIR, path(Form.BEGIN, "/marked/"));
    Map<EventType, RawCondition> other = Map.of(RMDIR, new AnyOf(List.of(path(Form.CONTAIN, "arked/7"), path(Form.BEGIN, "/m"))));
    try (Capture capture = LiveProbe.open(codes(), LARGE_RINGS)) {
      EventRecorder events = new EventRecorder();
      want(capture, one);
      Process process = flood(20_000);
      events.firstTid = process.pid();
      long nanos = 0;
      for (int changes = 0; changes < CHANGES; changes++) {
        long start = System.nanoTime();
        want(capture, (changes & 1) == 0 ? other : one);
        nanos += System.nanoTime() - start;
        capture.poll(events, 1_024);
      }
      long calls = end(process, capture, events);
      List<RecordedEvent> own = of(events, process).stream().filter(event -> event.code() == RMDIR.code()).toList();
      long marked = own.stream().filter(event -> DecodedEvents.of(event).bytes(1).toString().startsWith("/marked/")).count();
      System.out.printf("%d changes of %d us each during %d calls, of which %d came%n", CHANGES, nanos / 1_000 / CHANGES, calls,
          own.size());
      assertEquals(0, capture.stats().dropped());
      assertEquals(calls / 10, marked);
      assertTrue(own.size() < calls / 2, "most others stayed in the kernel: " + own.size());
    }
  }

  /** How many opens for reading and for writing of those that {@link #SAME} makes come. */
  private List<Long> delivered(Capture capture, int calls) throws Exception {
    EventRecorder events = new EventRecorder();
    Process process = new ProcessBuilder(InstalledProgram.require("python3"), "-c", SAME, String.valueOf(calls)).start();
    events.firstTid = process.pid();
    while (process.isAlive()) {
      capture.poll(events, 1_024);
    }
    drain(capture, events);
    assertEquals(0, capture.stats().dropped());
    return Stream.of(O_RDONLY, O_WRONLY)
        .map(flag -> of(events, process).stream().filter(event -> isOpenOfSame(event, flag)).count()).toList();
  }

  private static boolean isOpenOfSame(RecordedEvent event, long flag) {
    return event.code() == OPENAT.code() && DecodedEvents.of(event).bytes(2).toString().equals("/unmarked/same")
        && (DecodedEvents.of(event).number(3) & flag) != 0;
  }

  private static RawCondition opens(Form form, String text) {
    RawCondition path = new RawCondition.Path(2, Part.WHOLE, form, List.of(Text.of(text)), true);
    return new AnyOf(List.of(path, new Bits(3, O_WRONLY, O_WRONLY, true)));
  }

  @Test
  void equalOpensStayInTheKernelUntilTheConditionChanges() throws Exception {
    int calls = 10_000;
    long samples = calls / SAMPLED + Runtime.getRuntime().availableProcessors();
    try (Capture capture = LiveProbe.open(codes(), LARGE_RINGS)) {
      want(capture, Map.of(OPENAT, opens(Form.BEGIN, "/marked/")));
      List<Long> first = delivered(capture, calls);
      assertTrue(first.getFirst() <= samples, first + " of " + calls);
      assertEquals(calls, first.getLast(), "those with other flags are judged for themselves");
      want(capture, Map.of(OPENAT, opens(Form.END, "/same")));
      assertEquals(calls, delivered(capture, calls).getFirst(), "what an earlier condition rejected is judged again");
      want(capture, Map.of(OPENAT, opens(Form.BEGIN, "/marked/")));
      List<Long> last = delivered(capture, calls);
      assertTrue(last.getFirst() <= samples, last + " of " + calls);
    }
  }

  @Test
  void whatStaysInTheKernelIsCountedAndSampled() throws Exception {
    try (Capture capture = LiveProbe.open(codes(), LARGE_RINGS)) {
      want(capture, Map.of(RMDIR, new Numbers(0, Ranges.NOT_NEGATIVE)));
      EventRecorder events = new EventRecorder();
      Process process = flood(60_000);
      events.firstTid = process.pid();
      long calls = end(process, capture, events);
      long own = of(events, process).stream().filter(event -> event.code() == RMDIR.code()).count();
      PushdownCounts counts = capture.details().pushdown().getFirst();
      assertEquals(RMDIR, counts.type());
      assertTrue(counts.rejected() >= calls, counts::toString);
      long processors = Runtime.getRuntime().availableProcessors(); // each counts for itself, calls of other programs too
      assertTrue(own > 0, "samples come");
      assertTrue(own <= calls / SAMPLED + processors, own + " samples of " + calls);
      want(capture, Map.of());
      PushdownCounts last = capture.details().pushdown().getFirst();
      assertEquals(RawCondition.Always.TRUE, last.applied());
      assertTrue(last.rejected() >= counts.rejected(), "counts do not end with the condition");
    }
  }
}
