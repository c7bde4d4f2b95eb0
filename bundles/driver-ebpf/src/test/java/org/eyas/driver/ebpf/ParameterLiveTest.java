package org.eyas.driver.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.LossCause;
import org.eyas.driver.ebpf.LiveEvents.LiveEvent;
import org.eyas.recipe.SyscallNumbers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares every parameter of the probe's events with the real system calls that {@code calls.py} makes. */
class ParameterLiveTest {
  private static final int PRCTL = 401;
  private static final String MARK = HexFormat.of().formatHex(new byte[] {0x4b, 0x52, 0x41, 0x4d});

  // Everything is recorded, on a machine that may be busy.
  private static final Map<String, String> LARGE_RINGS = Map.of("buf_size_preset", "8");

  private static final int ATTEMPTS = 3;

  @TempDir Path folder;

  private record Expected(String name, long number, long tid, int code, List<String> params) {}

  @Test
  void everyParameterOfEveryCallIsAsTheCallerKnowsIt() throws Exception {
    compareAll(LARGE_RINGS);
  }

  @Test
  void recipesGiveTheSameWhereNoShortcutIsLoaded() throws Exception {
    Map<String, String> options = new HashMap<>(LARGE_RINGS);
    options.put("leave_out_programs", "short_open,short_openat");
    compareAll(options);
  }

  @Test
  void theKernelsRingsGiveTheSameWhereThereAreNoPlainOnes() throws Exception {
    compareAll(Map.of("buf_size_preset", "8", "cpus_for_each_buffer", "0"));
  }

  // A kernel that preempts programs may skip a call and counts it. All calls are then made again.
  private void compareAll(Map<String, String> options) throws Exception {
    String differences = "";
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      long skippedCalls;
      LiveEvents events = new LiveEvents();
      List<Expected> expected;
      try (Capture capture = LiveProbe.open(Set.of(), options)) {
        expected = run(capture, events);
        skippedCalls = capture.stats().lost(LossCause.BUG);
      }
      differences = differences(expected, events);
      if (differences.isEmpty() || skippedCalls == 0) {
        break;
      }
      System.out.println("again, because the kernel skipped " + skippedCalls + " calls: " + differences);
    }
    assertEquals("", differences);
  }

  private static String differences(List<Expected> expected, LiveEvents events) {
    assertTrue(expected.size() > 100, "calls.py printed only " + expected.size() + " calls");
    List<String> differences = new ArrayList<>();
    for (Expected call : expected) {
      String difference = compare(call, events.events);
      if (!difference.isEmpty()) {
        differences.add(difference);
      }
    }
    System.out.println(expected.size() + " calls compared, " + differences.size() + " differ");
    return String.join("\n", differences);
  }

  private List<Expected> run(Capture capture, LiveEvents events) throws Exception {
    Path program = copy("calls.py");
    Path numbers = folder.resolve("numbers");
    List<String> lines = new ArrayList<>();
    SyscallNumbers.of(System.getProperty("os.arch")).all().forEach((name, nr) -> lines.add(name + " " + nr));
    Files.write(numbers, lines);
    Path output = folder.resolve("output");
    Process python =
        new ProcessBuilder("python3", program.toString(), numbers.toString())
            .redirectOutput(output.toFile())
            .redirectErrorStream(true)
            .start();
    events.firstTid = python.pid();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (python.isAlive() && System.nanoTime() < deadline) {
      capture.poll(events, 1024);
    }
    python.destroyForcibly(); // in case it hangs
    long drained = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(300);
    while (System.nanoTime() < drained) {
      capture.poll(events, 1024);
    }
    assertEquals(0, python.waitFor(), () -> read(output));
    CaptureStats stats = capture.stats();
    assertEquals(0, stats.dropped() - stats.lost(LossCause.BUG));
    return Files.readAllLines(output).stream().map(ParameterLiveTest::expected).toList();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }

  private Path copy(String resource) throws IOException {
    Path to = folder.resolve(resource);
    try (InputStream in = ParameterLiveTest.class.getResourceAsStream(resource)) {
      Files.copy(Objects.requireNonNull(in), to, StandardCopyOption.REPLACE_EXISTING);
    }
    return to;
  }

  private static Expected expected(String line) {
    String[] words = line.split(" ");
    List<String> params = List.of(words).subList(4, words.length);
    return new Expected(
        words[3], Long.parseLong(words[0]), Long.parseLong(words[1]), Integer.parseInt(words[2]), params);
  }

  // The first event with this code after the mark of the call. Other threads make no marks.
  private static String compare(Expected call, List<LiveEvent> events) {
    boolean marked = events.stream().noneMatch(event -> event.tid() == call.tid() && isMark(event, call.number()));
    LiveEvent last = null;
    for (LiveEvent event : events) {
      if (event.tid() != call.tid()) {
        continue;
      }
      if (isMark(event, call.number())) {
        marked = true;
        continue;
      }
      if (marked && event.code() == call.code()) {
        last = event;
        break;
      }
    }
    if (last == null) {
      return call.name() + " (" + call.code() + "): there is no event";
    }
    return difference(call, last.params());
  }

  private static boolean isMark(LiveEvent event, long number) {
    return event.code() == PRCTL
        && event.params().get(1).equals(MARK)
        && event.params().get(3).equals(HexFormat.of().formatHex(littleEndian(number)));
  }

  private static byte[] littleEndian(long number) {
    byte[] bytes = new byte[8];
    for (int i = 0; i < 8; i++) {
      bytes[i] = (byte) (number >> 8 * i);
    }
    return bytes;
  }

  private static String difference(Expected call, List<String> params) {
    if (params.size() != call.params().size()) {
      return call.name() + ": " + params.size() + " parameters, expected " + call.params().size();
    }
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < params.size(); i++) {
      String wanted = call.params().get(i);
      if (!wanted.equals("*") && !wanted.equals(params.get(i))) {
        text.append(call.name() + " (" + call.code() + ") parameter " + i + ": " + params.get(i) + ", expected " + wanted + "\n");
      }
    }
    return text.toString();
  }
}
