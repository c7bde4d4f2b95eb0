package org.eyas.driver.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.LossCause;
import org.eyas.testkit.EventRecorder;
import org.eyas.testkit.RecordedEvent;
import org.eyas.testkit.process.InstalledProgram;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Processes preempt each other all the time, on kernels from about 7.0 on also in the middle of a BPF program. Every parameter of
 * their system calls identifies the process, so the test finds events that contain data of another thread.
 */
class PreemptionLiveTest {
  private static final int CLOSE = 5;
  private static final int EXIT = 186;
  private static final int SIGNAL = 232;
  private static final int EXEC = 293;
  private static final int OPENAT = 307;
  private static final long NO_DESCRIPTOR = 100_000_000; // plus the id of the process: nothing else closes such a descriptor

  private static final List<Long> NORMAL_END = List.of(0L, 0L, 0L, 0L, 0L);

  // A path that could not be read when the call ended: the event is its thread's own all the same.
  private static final Set<String> UNREADABLE = Set.of("", "<NA>");

  private static final int WORKERS = 4;
  private static final int ROUNDS = 500;
  private static final int SELDOM = 25; // one signal and one exec in this many rounds
  // Every second worker has real-time priority if that is allowed, so that it runs at once when it wakes. One more process only
  // spins. At the end, the program opens a file so often that not all of these events can be lost.
  private static final String WORK =
      """
      import os, signal, sys, time
      workers, rounds, seldom, no_descriptor = map(int, sys.argv[1:])
      def work(urgent):
          me = os.getpid()
          signal.signal(40, lambda *_: None)
          if urgent:
              try: os.sched_setscheduler(0, os.SCHED_FIFO, os.sched_param(1))
              except OSError: pass
          for i in range(rounds):
              if urgent: time.sleep(0.002)
              try: os.open(f"/nowhere/{me}", os.O_RDONLY)
              except OSError: pass
              try: os.close(no_descriptor + me)
              except OSError: pass
              if i % seldom == 0:
                  os.kill(me, 40)
                  child = os.fork()
                  if child == 0: os.execv("/bin/true", ["eyas-true", str(os.getpid())])
                  os.waitpid(child, 0)
          os._exit(0)
      def child(what, *told):
          pid = os.fork()
          if pid == 0: what(*told)
          return pid
      def spin():
          while True: pass
      spinning = child(spin)
      working = [child(work, i % 2 == 0) for i in range(workers)]
      for pid in working: os.waitpid(pid, 0)
      os.kill(spinning, signal.SIGKILL)
      for i in range(20):
          time.sleep(0.002)
          try: os.open("/finished", os.O_RDONLY)
          except OSError: pass
      """;

  // Those of all programs: the ids of this one may begin again from the lowest.
  private final EventRecorder events = new EventRecorder();

  private CaptureStats watch(String cpusPerRing) throws Exception {
    Map<String, String> options = Map.of("buf_size_preset", "8", "cpus_for_each_buffer", cpusPerRing);
    try (Capture capture = LiveProbe.open(Set.of(CLOSE, EXIT, SIGNAL, EXEC, OPENAT), options)) {
      String[] numbers = {"" + WORKERS, "" + ROUNDS, "" + SELDOM, "" + NO_DESCRIPTOR};
      Process python =
          new ProcessBuilder(InstalledProgram.require("python3"), "-c", WORK, numbers[0], numbers[1], numbers[2], numbers[3])
              .inheritIO().start();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(250);
      while ((python.isAlive() || !isFinished()) && System.nanoTime() < end) {
        capture.poll(events, 1024);
      }
      assertTrue(!python.isAlive(), "the program does not end");
      assertTrue(isFinished(), "the last events of the program do not come");
      return capture.stats();
    }
  }

  // Events come in the order of time, so all earlier ones have come too.
  private boolean isFinished() {
    return of(OPENAT).stream().anyMatch(event -> path(event).equals("/finished"));
  }

  private List<RecordedEvent> of(int code) {
    return events.events.stream().filter(event -> event.code() == code).toList();
  }

  private static long number(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    long number = 0;
    for (int i = bytes.length - 1; i >= 0; i--) {
      number = number << 8 | bytes[i] & 0xff;
    }
    return number;
  }

  private static List<Long> numbers(RecordedEvent event) {
    return event.params().stream().map(PreemptionLiveTest::number).toList();
  }

  private static String text(String hex) {
    return hex.equals("-") ? "" : new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8).replace("\0", "");
  }

  private static String path(RecordedEvent open) {
    return text(open.params().get(2));
  }

  private List<RecordedEvent> named() {
    return of(OPENAT).stream().filter(event -> path(event).startsWith("/nowhere/")).toList();
  }

  private long opened() {
    List<RecordedEvent> own = named();
    own.forEach(event -> assertEquals("/nowhere/" + event.tid(), path(event)));
    return own.size() + otherOpens().filter(event -> UNREADABLE.contains(path(event))).count();
  }

  // Opens of the workers that do not have the worker's path.
  private Stream<RecordedEvent> otherOpens() {
    Set<Long> workers = named().stream().map(RecordedEvent::tid).collect(Collectors.toSet());
    return of(OPENAT).stream().filter(event -> workers.contains(event.tid()) && !path(event).startsWith("/nowhere/"));
  }

  // For each worker: how many opens have its path, and which other paths it opened.
  private String opensByThread() {
    Map<Long, Long> counts =
        named().stream().collect(Collectors.groupingBy(RecordedEvent::tid, TreeMap::new, Collectors.counting()));
    Map<Long, List<String>> others =
        otherOpens().collect(
            Collectors.groupingBy(
                RecordedEvent::tid, TreeMap::new, Collectors.mapping(PreemptionLiveTest::path, Collectors.toList())));
    return "opens of " + ROUNDS + " by thread: " + counts + ", other paths of these threads: " + others;
  }

  private long closed() {
    List<RecordedEvent> own = of(CLOSE).stream().filter(event -> number(event.params().get(1)) >= NO_DESCRIPTOR).toList();
    own.forEach(event -> assertEquals(NO_DESCRIPTOR + event.tid(), number(event.params().get(1))));
    return own.size();
  }

  private long executed() {
    List<RecordedEvent> own = of(EXEC).stream().filter(event -> text(event.params().get(1)).equals("eyas-true")).toList();
    own.forEach(event -> assertEquals("" + event.tid(), text(event.params().get(2))));
    of(EXEC).forEach(event -> assertEquals(event.tid(), number(event.params().get(3))));
    Set<Long> tids = own.stream().map(RecordedEvent::tid).collect(Collectors.toSet());
    of(EXIT).stream().filter(event -> tids.contains(event.tid())).forEach(event -> assertEquals(NORMAL_END, numbers(event)));
    return own.size();
  }

  private long signalled() {
    List<RecordedEvent> own = of(SIGNAL).stream().filter(event -> number(event.params().get(2)) == 40).toList();
    own.forEach(event -> assertEquals(List.of(event.tid(), event.tid(), 40L), numbers(event)));
    return own.size();
  }

  @ParameterizedTest(name = "cpus_for_each_buffer={0}")
  @ValueSource(strings = {"2", "0"}) // plain rings; a BPF ring buffer
  void everyEventIsItsThreadsOwnAndEveryLossIsCounted(String cpusPerRing) throws Exception {
    CaptureStats stats = watch(cpusPerRing);
    long often = WORKERS * ROUNDS;
    long seldom = often / SELDOM;
    List<Long> missing = List.of(often - opened(), often - closed(), seldom - executed(), seldom - signalled());
    long lost = missing.stream().mapToLong(Long::longValue).sum();
    System.out.println(
        "of " + (2 * often + 2 * seldom) + " events " + lost + " are missing; counted as lost: " + stats.dropped() + ", of them "
            + stats.lost(LossCause.BUG) + " calls that the kernel skipped");
    String kinds = " (openat, close, execve, signaldeliver: " + missing + "; " + opensByThread() + ")";
    assertTrue(lost >= 0 && lost <= stats.dropped(),
        lost + " events are missing" + kinds + ", and " + stats.dropped() + " counted");
  }
}
