package org.eyas.driver.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.FdSnapshot;
import org.eyas.api.source.HostInfo;
import org.eyas.api.source.ProcessSnapshot;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.StateSink;
import org.eyas.api.source.UserEntry;
import org.eyas.testkit.EventRecorder;
import org.eyas.testkit.RecordedEvent;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Everything about a live capture except the content of events: its request changes, a second one runs beside it, it ends, is
 * killed, is refused.
 */
class CaptureLiveTest {
  private static final int CHDIR = 95;
  private static final int OPENAT = 307;
  private static final int EXIT = 186;
  private static final int EXEC = 293;
  private static final int MKDIR = 277;
  private static final int SOCKET = 19;
  private static final int LISTEN = 25;

  @TempDir Path folder;

  private static EventRecorder watch(Capture capture, String... command) throws Exception {
    EventRecorder events = new EventRecorder();
    Process process = new ProcessBuilder(command).start();
    events.firstTid = process.pid();
    poll(capture, events, process);
    return events;
  }

  private static void poll(Capture capture, EventRecorder events, Process process) throws Exception {
    while (process.isAlive()) {
      capture.poll(events, 1024);
    }
    LiveProbe.readToNow(capture, events);
  }

  private static long count(EventRecorder events, int code) {
    return events.events.stream().filter(event -> event.code() == code).count();
  }

  @Test
  void whatIsWantedChangesWhileEventsFlow() throws Exception {
    try (Capture capture = LiveProbe.open(Set.of(EXIT))) {
      EventRecorder before = watch(capture, "sh", "-c", "cd /; cat /dev/null");
      assertTrue(count(before, EXIT) > 0);
      assertEquals(0, count(before, CHDIR));
      assertEquals(0, count(before, OPENAT));
      capture.changeRequest(new CaptureRequest(Set.of(CHDIR), Map.of()));
      EventRecorder after = watch(capture, "sh", "-c", "cd /; cat /dev/null");
      assertEquals(1, after.events.stream().filter(event -> event.code() == CHDIR && event.tid() == after.firstTid).count());
      assertEquals(0, count(after, EXIT));
    }
  }

  @Test
  void timesHardlyEverGoBack() throws Exception {
    try (Capture capture = LiveProbe.open(Set.of())) {
      EventRecorder events = watch(capture, "sh", "-c", "for i in 1 2 3 4 5; do cat /dev/null & true; done; wait");
      assertTrue(events.events.size() > 100);
      List<Long> late = new ArrayList<>(); // a processor that its host stops within a program delivers an event late
      for (int i = 1; i < events.events.size(); i++) {
        long gap = events.events.get(i - 1).nanos() - events.events.get(i).nanos();
        if (gap >= 1_000_000) {
          late.add(gap);
        }
      }
      assertTrue(late.size() < events.events.size() / 50, "nanoseconds by which events came too late: " + late);
    }
  }

  @Test
  void theFirstEventEndsTheLongSleepOfAnIdleCapture() throws Exception {
    try (Capture capture = LiveProbe.open(Set.of(CHDIR))) {
      List<Long> waits = new ArrayList<>();
      for (int i = 0; i < 11; i++) {
        EventRecorder events = new EventRecorder();
        Process shell = new ProcessBuilder("sh", "-c", "sleep 0.3; cd /").start();
        events.firstTid = shell.pid();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (count(events, CHDIR) == 0 && System.nanoTime() < deadline) {
          capture.poll(events, 1024);
        }
        waits.add(System.currentTimeMillis() - only(events, CHDIR).nanos() / 1_000_000);
      }
      Collections.sort(waits); // a busy machine delays some of them
      assertTrue(waits.get(5) < 40, "milliseconds that events waited: " + waits);
    }
  }

  @Test
  void aSecondCaptureWorksBesideTheFirst() throws Exception {
    try (Capture first = LiveProbe.open(Set.of(EXEC))) {
      try (Capture second = LiveProbe.open(Set.of(EXEC))) {
        assertTrue(count(watch(second, "true"), EXEC) > 0);
      }
      assertTrue(count(watch(first, "true"), EXEC) > 0);
    }
  }

  @Test
  void theMachineIsAskedForOneProcess() throws Exception {
    Process sleep = new ProcessBuilder("sleep", "60").start();
    long pid = sleep.pid();
    try (Capture capture = LiveProbe.open(Set.of(EXIT))) {
      long ageSeconds =
          (System.currentTimeMillis() * 1_000_000 - capture.startNanos(pid, pid)) / 1_000_000_000;
      assertTrue(ageSeconds >= 0 && ageSeconds < 60, "it began " + ageSeconds + " s ago");
      Processes told = new Processes();
      capture.reportThread(pid, told);
      assertEquals(List.of(pid), told.pids);
      sleep.destroyForcibly().waitFor();
      assertEquals(Capture.NO_THREAD, capture.startNanos(pid, pid));
      capture.reportThread(pid, told);
      assertEquals(List.of(pid), told.pids);
    } finally {
      sleep.destroyForcibly();
    }
  }

  private static final class Processes implements StateSink {
    final List<Long> pids = new ArrayList<>();

    @Override
    public void onProcess(ProcessSnapshot process) {
      pids.add(process.ids().pid());
    }

    @Override
    public void onFd(long tid, FdSnapshot fd) {}

    @Override
    public void onUser(UserEntry user) {}

    @Override
    public void onHost(HostInfo host) {}
  }

  @Test
  void callsOfThirtyTwoBitProgramsBecomeTheSameEvents() throws Exception {
    Path program = folder.resolve("compat");
    Path source = folder.resolve("compat.c");
    try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream("compat.c"))) {
      Files.copy(in, source);
    }
    if (!System.getProperty("os.arch").equals("amd64") || !succeeds("gcc", "-o", program.toString(), source.toString())) {
      System.out.println("skipped, no 32-bit calls: they need gcc on x86_64");
      Assumptions.abort("no gcc on x86_64");
    }
    try (Capture capture = LiveProbe.open(Set.of(MKDIR, SOCKET, LISTEN))) {
      EventRecorder events = watch(capture, program.toString());
      events.events.removeIf(event -> event.tid() != events.firstTid); // programs that have started since are seen too
      assertEquals(
          List.of("feffffffffffffff", hex("/nowhere/low\0"), "e9010000"), only(events, MKDIR).params());
      String fd = only(events, SOCKET).params().getFirst();
      assertEquals(List.of(fd, "02000000", "01000000", "06000000", "00000000"), only(events, SOCKET).params());
      assertEquals(List.of("0000000000000000", fd, "07000000"), only(events, LISTEN).params());
    }
  }

  private static RecordedEvent only(EventRecorder events, int code) {
    return events.events.stream().filter(event -> event.code() == code).findFirst().orElseThrow();
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  private static boolean succeeds(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aFloodOfOpensIsCountedAsLostAndCostsNoProcess() throws Exception {
    try (Capture capture = LiveProbe.open(Set.of(), Map.of("buf_size_preset", "1", "cpus_for_each_buffer", "0"))) {
      Process flood =
          new ProcessBuilder("sh", "-c", "i=0; while [ $i -lt 20000 ]; do i=$((i+1)); : < /dev/null; done; true; /bin/true")
              .start();
      flood.waitFor(); // nobody reads in the meantime
      assertTrue(capture.stats().dropped() > 0, "a ring of 1 MiB took 20,000 opens");
      EventRecorder events = new EventRecorder();
      events.firstTid = flood.pid();
      poll(capture, events, flood);
      assertTrue(count(events, EXEC) > 0, "the exec was lost");
      assertTrue(count(events, EXIT) > 0, "the exit was lost");
    }
  }

  @Test
  void theEnginesOwnCallsAreLeftOut() throws Exception {
    try (Capture capture = LiveProbe.open(Set.of(OPENAT))) {
      EventRecorder events = new EventRecorder();
      Path file = Files.writeString(folder.resolve("own"), "x");
      Process other = new ProcessBuilder("cat", file.toString()).start();
      Files.readString(file);
      poll(capture, events, other);
      long own = ProcessHandle.current().pid();
      assertTrue(count(events, OPENAT) > 0);
      assertTrue(events.events.stream().noneMatch(event -> event.tid() == own));
    }
  }

  @Test
  void nothingStaysInTheKernelWhenTheEngineIsKilled() throws Exception {
    requireBpftool();
    LiveProbe.open(Set.of(EXIT)).close();
    Process engine = engine("open");
    assertEquals("open", engine.inputReader().readLine());
    Set<String> programs = programs(engine.pid());
    assertTrue(programs.size() >= 8 && programs.stream().allMatch(CaptureLiveTest::isLoaded), programs.toString());
    engine.destroyForcibly().waitFor();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (programs.stream().anyMatch(CaptureLiveTest::isLoaded) && System.nanoTime() < deadline) {
      Thread.sleep(100);
    }
    assertTrue(programs.stream().noneMatch(CaptureLiveTest::isLoaded), "the probe of a killed engine is still loaded");
  }

  @Test
  void withoutCapabilitiesOneMessageSaysWhatToDo() throws Exception {
    LiveProbe.open(Set.of(EXIT)).close();
    Process engine = engine("open", "setpriv", "--bounding-set=-all", "--inh-caps=-all");
    String output = new String(engine.getInputStream().readAllBytes());
    assertEquals(3, engine.waitFor(), output);
    assertTrue(output.startsWith("the kernel rejects the probe"), output);
    assertTrue(output.contains("run as root, or give CAP_BPF"), output);
    assertFalse(output.contains("Exception"), output);
  }

  @ParameterizedTest
  @CsvSource({"bpf, CAP_BPF (loads the probe)", "perfmon, CAP_PERFMON (attaches the probe)"})
  void theMessageNamesTheOneCapabilityThatIsMissingAndItsPurpose(String capability, String named) throws Exception {
    LiveProbe.open(Set.of(EXIT)).close();
    String without = "-sys_admin,-" + capability; // CAP_SYS_ADMIN includes both
    Process engine = engine("open", "setpriv", "--bounding-set=" + without, "--inh-caps=" + without);
    String output = new String(engine.getInputStream().readAllBytes());
    assertEquals(3, engine.waitFor(), output);
    assertTrue(output.startsWith("the kernel rejects the probe: "), output);
    String hint = "run as root, or give " + named + " by AmbientCapabilities= of a service or --cap-add of a container";
    assertTrue(output.strip().endsWith("; " + hint), output);
  }

  /** Another process that opens a capture, prints a line and waits. If it cannot, it prints why and exits with 3. */
  public static final class OtherEngine {
    public static void main(String[] arguments) throws Exception {
      try (Capture _ = new EbpfSource().open(new CaptureRequest(Set.of(EXIT), Map.of()))) {
        System.out.println(arguments[0]);
        Thread.sleep(60_000);
      } catch (SourceException e) {
        System.out.println(e.getMessage() + "; " + e.hint());
        System.exit(3);
      }
    }
  }

  private static Process engine(String argument, String... prefix) throws IOException {
    List<String> command = new ArrayList<>(List.of(prefix));
    command.addAll(
        List.of(
            ProcessHandle.current().info().command().orElseThrow(), "--enable-native-access=ALL-UNNAMED", "-cp",
            System.getProperty("java.class.path"), OtherEngine.class.getName(), argument));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static void requireBpftool() throws InterruptedException {
    try {
      new ProcessBuilder("bpftool", "version").start().waitFor();
    } catch (IOException e) {
      System.out.println("skipped, programs in the kernel cannot be counted: no bpftool");
      Assumptions.abort("no bpftool");
    }
  }

  @Test
  void theThreadThatReadsHasPriorityOverThePrograms() throws Exception {
    List<String> nice = new ArrayList<>();
    try (Capture capture = LiveProbe.open(Set.of(CHDIR))) {
      Thread loop =
          new Thread(
              () -> {
                pollOnce(capture);
                nice.add(niceOfThisThread());
              });
      loop.start();
      loop.join();
    }
    assertEquals(List.of("-10"), nice);
  }

  private static void pollOnce(Capture capture) {
    try {
      capture.poll(new EventRecorder(), 1);
    } catch (SourceException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String niceOfThisThread() {
    try {
      String stat = Files.readString(Path.of("/proc/thread-self/stat"));
      return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16];
    } catch (IOException e) {
      return e.toString();
    }
  }

  // The ids of the programs that a process holds.
  static Set<String> programs(long pid) throws IOException {
    return infoLines(pid).stream()
        .filter(line -> line.startsWith("prog_id:"))
        .map(line -> line.substring("prog_id:".length()).strip())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** What the kernel says about the descriptors of a process. */
  static List<String> infoLines(long pid) throws IOException {
    List<String> lines = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of("/proc/" + pid + "/fdinfo"))) {
      for (Path file : files) {
        lines.addAll(info(file));
      }
    }
    return lines;
  }

  // A descriptor that was closed while all are listed has no file, or one that cannot be read. Its number may be in use
  // again when the error arrives, so whether the file exists says nothing.
  private static List<String> info(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      return List.of();
    }
  }

  private static boolean isLoaded(String program) {
    try {
      return new ProcessBuilder("bpftool", "prog", "show", "id", program).start().waitFor() == 0;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
