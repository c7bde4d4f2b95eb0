package org.eyas.driver.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.eyas.api.event.Event;
import org.eyas.api.event.ValueType;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureStats;
import org.eyas.testkit.EventRecorder;
import org.eyas.testkit.RecordedEvent;
import org.eyas.testkit.SyscallParametersContract;
import org.eyas.testkit.TestFiles;
import org.eyas.testkit.process.InstalledProgram;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Operations of io_uring become the events of system calls, whichever thread of the kernel performs them. */
class UringLiveTest {
  private static final long DIRECT = 0x40000000;
  private static final long SLOTS = 0xfffff;

  // close, socket, connect, listen, symlinkat, unlinkat, mkdirat, openat, linkat, renameat2, openat2, accept4.
  private static final Set<Integer> CODES = Set.of(5, 19, 23, 25, 181, 303, 305, 307, 311, 319, 327, 389);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"inline", "worker", "polled"})
  void everyOperationIsAnEventOfTheThreadThatRequestedIt(String how) throws Exception {
    skipIf(!LiveProbe.namesRequests(), "this kernel is older than 6.1");
    Path output = folder.resolve("output");
    EventRecorder recorded = new EventRecorder();
    try (Capture capture = LiveProbe.open(CODES)) {
      Process python =
          new ProcessBuilder(InstalledProgram.require("python3"), "-I", "-S", program().toString(), how, folder.toString())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      recorded.firstTid = python.pid();
      while (python.isAlive()) {
        capture.poll(recorded, 1024);
      }
      LiveProbe.readToNow(capture, recorded);
      String printed = TestFiles.text(output);
      skipIf(printed.contains("Errno 38]") || printed.contains("Errno 1]"), "no io_uring: " + printed);
      assertEquals(0, python.exitValue(), printed);
      CaptureStats stats = capture.stats();
      assertTrue(stats.dropped() == 0 || LiveProbe.interruptsPrograms(), stats.toString());
      List<Event> events = recorded.events.stream().filter(event -> event.tid() == python.pid()).map(DecodedEvents::of).toList();
      List<String> missing = missing(Files.readAllLines(output), events, recorded.events);
      assertTrue(missing.size() <= stats.dropped(), missing + ", " + stats);
    }
  }

  private static void skipIf(boolean impossible, String reason) {
    if (impossible) {
      System.out.println("skipped, operations of io_uring are not compared: " + reason);
      Assumptions.abort(reason);
    }
  }

  private Path program() throws Exception {
    Path program = folder.resolve("uring.py");
    try (InputStream in = SyscallParametersContract.class.getResourceAsStream("uring.py")) {
      Files.copy(Objects.requireNonNull(in), program);
    }
    return program;
  }

  // The expected events that do not come in this order.
  private static List<String> missing(List<String> expected, List<Event> events, List<RecordedEvent> all) {
    assertTrue(expected.size() > 40, () -> "uring.py printed only " + expected);
    List<String> missing = new ArrayList<>();
    int next = 0;
    for (String line : expected) {
      List<String> words = List.of(line.split(" "));
      int from = next;
      int found = IntStream.range(from, events.size()).filter(i -> is(events.get(i), words)).findFirst().orElse(-1);
      if (found < 0) {
        missing.add(line + " is not among " + near(words.getFirst(), events.subList(from, events.size())));
      } else {
        next = found + 1;
      }
    }
    int seen = expected.size() - missing.size();
    System.out.println(seen + " of " + expected.size() + " operations seen among " + all.size() + " events");
    return missing;
  }

  private static List<String> near(String name, List<Event> events) {
    return events.stream()
        .filter(event -> event.type().name().equals(name))
        .limit(3)
        .map(event -> values(event).toString())
        .toList();
  }

  private static boolean is(Event event, List<String> words) {
    if (!event.type().name().equals(words.getFirst())) {
      return false;
    }
    int next = 1;
    for (String value : values(event)) {
      if (next < words.size() && matches(value, words.get(next))) {
        next++;
      }
    }
    return next == words.size();
  }

  private static boolean matches(String value, String word) {
    if (word.startsWith("slot")) {
      long number = value.matches("\\d{1,18}") ? Long.parseLong(value) : 0;
      return number >= DIRECT && (number & SLOTS) == Long.parseLong(word.substring(4));
    }
    return word.equals("any") || value.equals(word) || word.startsWith("*") && value.endsWith(word.substring(1));
  }

  private static List<String> values(Event event) {
    return IntStream.range(0, event.paramCount()).mapToObj(i -> value(event, i)).toList();
  }

  private static String value(Event event, int param) {
    ValueType type = event.type().params().get(param).type();
    if (!event.has(param)) {
      return "-";
    }
    if (type.isNumber()) {
      return String.valueOf(event.number(param));
    }
    byte[] bytes = event.bytes(param).toArray();
    return type.form() == ValueType.Form.TEXT
        ? new String(bytes, StandardCharsets.ISO_8859_1)
        : HexFormat.of().formatHex(bytes);
  }
}
