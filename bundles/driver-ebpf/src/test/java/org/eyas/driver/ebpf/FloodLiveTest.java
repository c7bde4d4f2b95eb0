package org.eyas.driver.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureDetails.TreeCounts;
import org.eyas.testkit.EventRecorder;
import org.eyas.testkit.RecordedEvent;
import org.eyas.testkit.process.InstalledProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * One process floods a ring while nobody reads it, which is the worst case of a reader that is too slow. Both programs run on the
 * same processor, and so share its ring.
 */
class FloodLiveTest {
  private static final int CLOSE = 5;
  private static final int EXIT = 186;
  private static final int SETUID = 199;
  private static final int EXEC = 293;
  private static final int OPENAT = 307;
  private static final int CLONE3 = 335;
  private static final Set<Integer> CODES = Set.of(CLOSE, EXIT, SETUID, EXEC, OPENAT, CLONE3);
  private static final String MARKED = HexFormat.of().formatHex("/nowhere/marked\0".getBytes(StandardCharsets.UTF_8));
  private static final String PROGRAM = HexFormat.of().formatHex("eyas-marked\0".getBytes(StandardCharsets.UTF_8));

  @TempDir private Path folder;
  private final EventRecorder events = new EventRecorder();

  private long run(String... kindsAndCounts) throws IOException, InterruptedException {
    Path script = folder.resolve("flood.py");
    try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("flood.py"))) {
      Files.write(script, in.readAllBytes());
    }
    List<String> command = new ArrayList<>(List.of(InstalledProgram.require("python3"), script.toString()));
    command.addAll(List.of(kindsAndCounts));
    Process python = new ProcessBuilder(command).inheritIO().start();
    assertEquals(0, python.waitFor());
    return python.pid();
  }

  private static Capture open(String cpusPerRing) {
    return LiveProbe.open(CODES, Map.of("buf_size_preset", "3", "cpus_for_each_buffer", cpusPerRing));
  }

  // Events come in the order of time: with the exit of the last program, all before it have come.
  private void readUntilExit(Capture capture, long pid) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    int read = 0;
    while (System.nanoTime() < end) {
      capture.poll(events, 4096);
      for (; read < events.events.size(); read++) {
        RecordedEvent event = events.events.get(read);
        if (event.code() == EXIT && event.tid() == pid) {
          return;
        }
      }
    }
    throw new AssertionError("the exit of process " + pid + " was lost");
  }

  private long count(int code, long tid) {
    return events.events.stream().filter(event -> event.code() == code && event.tid() == tid).count();
  }

  private long markedOpens() {
    return events.events.stream().filter(event -> event.code() == OPENAT && event.params().get(2).equals(MARKED)).count();
  }

  private long markedPrograms() {
    return events.events.stream().filter(event -> event.code() == EXEC && event.params().get(1).equals(PROGRAM)).count();
  }

  @ParameterizedTest(name = "{0}, cpus_for_each_buffer={1}")
  @CsvSource({
      "opens,2,60000", "setuids,2,120000", "failed_clones,2,30000", "failed_execs,2,30000", "opens,0,60000",
      "failed_execs,0,30000"
  })
  void aFloodHidesNothingThatAnotherProcessDoes(String kind, String cpusPerRing, String calls) throws Exception {
    try (Capture capture = open(cpusPerRing)) {
      run(kind, calls);
      assertTrue(capture.stats().dropped() > 0, () -> "a ring of 4 MiB takes " + calls + " " + kind);
      long other = run("setuids", "1000", "marked_opens", "100", "programs", "20");
      readUntilExit(capture, other);
      assertEquals(1000, count(SETUID, other), "setuid");
      assertEquals(100, markedOpens(), "opens");
      assertEquals(20, markedPrograms(), "programs");
    }
  }

  @Test
  void aProcessCannotHideItsOwnPrivilegedCallsByAFlood() throws Exception {
    try (Capture capture = open("2")) {
      long flood = run("opens", "60000", "setuids", "1000", "programs", "20");
      assertTrue(capture.stats().dropped() > 0);
      readUntilExit(capture, flood);
      assertEquals(1000, count(SETUID, flood), "setuid");
      assertEquals(20, markedPrograms(), "programs");
    }
  }

  @Test
  void theTreeThatLostEventsIsKnownWithTheirNumber() throws Exception {
    try (Capture capture = open("2")) {
      long flood = run("opens", "60000");
      TreeCounts noisiest = capture.details().trees().getFirst();
      long lost = capture.stats().dropped();
      assertEquals(flood, noisiest.leader());
      assertEquals(flood, noisiest.pid());
      assertTrue(noisiest.name().startsWith("python"), noisiest.name());
      assertTrue(noisiest.lost() <= lost && noisiest.lost() > 0.9 * lost, noisiest.lost() + " of " + lost);
    }
  }
}
