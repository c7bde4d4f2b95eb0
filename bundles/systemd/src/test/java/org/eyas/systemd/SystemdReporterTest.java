package org.eyas.systemd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.eyas.api.control.HealthProblem;
import org.eyas.api.control.RecordedEvents;
import org.eyas.api.control.SourceStatus;
import org.eyas.api.control.SourceStatus.State;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.FakeHealth;
import org.eyas.testkit.FakeSources;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemdReporterTest {
  private final List<String> sent = new CopyOnWriteArrayList<>();
  private volatile List<SourceStatus> sources = List.of();
  private volatile List<HealthProblem> problems = List.of();
  private volatile boolean reachable = true;
  private final AtomicInteger looks = new AtomicInteger();
  private final List<String> gaps = new CopyOnWriteArrayList<>();
  private volatile Duration sinceBoot = Duration.ofSeconds(10);
  @TempDir private Path folder;
  private SystemdReporter unit;

  @BeforeEach
  void start() {
    LastReadTime last = lastReading(ProcessHandle.current().pid());
    unit = new SystemdReporter(new FakeSources(this::sources), new FakeHealth(() -> problems), this::send, last, gaps::add);
  }

  private LastReadTime lastReading(long process) {
    return new LastReadTime(file(), process, () -> sinceBoot);
  }

  private String noted() throws IOException {
    return Files.readString(file()).strip().replaceFirst(".* ", "");
  }

  private Path file() {
    return folder.resolve("last-reading");
  }

  private List<SourceStatus> sources() {
    looks.incrementAndGet();
    return sources;
  }

  @AfterEach
  void close() {
    unit.close();
  }

  private boolean send(String text) {
    return reachable && sent.add(text);
  }

  private void awaitReport(String text) {
    ConditionWait.until(() -> sent.contains(text), () -> text + " is not among " + sent);
  }

  private static SourceStatus syscalls(State state, String reason) {
    return new SourceStatus("syscall", "modern_ebpf", state, reason, 0, 0, Instant.EPOCH);
  }

  @Test
  void theUnitIsReadyOnlyWhenEventsAreRead() {
    awaitReport("STATUS=Starting");
    sources = List.of(syscalls(State.FAILED, "the kernel rejects\nthe probe"));
    awaitReport("STATUS=Failed to read syscall: the kernel rejects the probe");
    sources = List.of(syscalls(State.RUNNING, ""));
    awaitReport("READY=1\nSTATUS=Reading syscall from modern_ebpf");
    assertEquals(3, sent.size(), sent::toString);
  }

  @Test
  void aReportThatWasNotSentIsRepeated() {
    awaitReport("STATUS=Starting");
    reachable = false;
    sources = List.of(syscalls(State.FAILED, "no probe"));
    int before = looks.get();
    ConditionWait.until(() -> looks.get() > before + 1, () -> "it does not look again");
    assertEquals(List.of("STATUS=Starting"), sent);
    reachable = true;
    awaitReport("STATUS=Failed to read syscall: no probe");
  }

  @Test
  void theTimeOfTheLastReadingIsNotedUntilTheEnd() throws Exception {
    awaitReport("STATUS=Starting");
    assertFalse(Files.exists(file()), "nothing is read yet");
    sources = List.of(syscalls(State.RUNNING, ""));
    awaitReport("READY=1\nSTATUS=Reading syscall from modern_ebpf");
    assertEquals("10000", noted());
    sinceBoot = Duration.ofMillis(10_070);
    unit.run();
    assertEquals("10070", noted());
    assertEquals(List.of(), gaps);
  }

  @Test
  void aDriverThatFailedReadsNothingUntilTheEndAlsoIfAnotherSourceRuns() throws Exception {
    sources = List.of(syscalls(State.RUNNING, ""));
    awaitReport("READY=1\nSTATUS=Reading syscall from modern_ebpf");
    String before = noted();
    sources = List.of(syscalls(State.FAILED, "no probe"), auditEvents());
    sinceBoot = Duration.ofHours(1);
    ConditionWait.until(() -> sent.getLast().contains("Failed to read syscall"), () -> "the last of " + sent);
    unit.run();
    assertEquals(before, noted());
  }

  private static SourceStatus auditEvents() {
    return new SourceStatus("k8s_audit", "webhook", State.RUNNING, "", 0, 0, Instant.EPOCH);
  }

  @Test
  void afterARestartItSaysOnceForHowLongNothingWasRead() {
    lastReading(1).recordReading();
    sinceBoot = Duration.ofMillis(11_940);
    sources = List.of(syscalls(State.RUNNING, ""));
    awaitReport("READY=1\nSTATUS=Reading syscall from modern_ebpf");
    unit.run();
    assertEquals(List.of("Monitoring resumes after a restart: no system calls were read for at most 1.94 s"), gaps);
  }

  @Test
  void aTimeInWhichSystemCallsWereRecordedIsNoGapExceptForTheLostOnes() {
    assertEquals("Monitoring resumes after a restart: the system calls of at most 1.94 s were recorded meanwhile",
        lineAfter(new RecordedEvents(17, 0)));
    assertEquals(
        "Monitoring resumes after a restart: the system calls of at most 1.94 s were recorded meanwhile, except 3 that were lost",
        lineAfter(new RecordedEvents(0, 3)));
  }

  private String lineAfter(RecordedEvents events) {
    gaps.clear();
    sinceBoot = Duration.ofSeconds(10);
    lastReading(1).recordReading();
    sinceBoot = Duration.ofMillis(11_940);
    FakeSources reading = new FakeSources(() -> List.of(syscalls(State.RUNNING, "")), Optional.of(events));
    SystemdReporter resumed =
        new SystemdReporter(reading, new FakeHealth(List::of), this::send, lastReading(2), gaps::add);
    ConditionWait.until(() -> !gaps.isEmpty());
    resumed.close();
    return gaps.getFirst();
  }

  @Test
  void anEngineThatNeverReadLeavesNoTime() {
    awaitReport("STATUS=Starting");
    unit.run();
    assertFalse(Files.exists(file()));
  }

  @Test
  void aSocketThatIsNotThereTakesNoReport() {
    SystemdNotifier notifier = SystemdNotifier.of(Map.of("NOTIFY_SOCKET", "/none/notify"));
    assertFalse(notifier == null || notifier.send("READY=1"));
  }

  @Test
  void problemsAreCounted() {
    problems = List.of(new HealthProblem(HealthProblem.Part.OUTPUT, "http", "no answer", Instant.EPOCH));
    sources = List.of(syscalls(State.RUNNING, ""));
    awaitReport("READY=1\nSTATUS=Reading syscall from modern_ebpf; problems: 1 (eyas health)");
  }

  @Test
  void nothingIsReportedAfterTheEndBegan() {
    unit.run();
    int before = looks.get();
    sources = List.of(syscalls(State.FAILED, "")); // it looks often
    ConditionWait.until(() -> looks.get() > before + 1, () -> "it does not look again");
    assertEquals("STOPPING=1\nSTATUS=Stopping", sent.getLast());
  }

  @Test
  void withoutASocketOfSystemdNothingIsReported() {
    assertNull(SystemdNotifier.of(Map.of()));
    assertNull(SystemdNotifier.of(Map.of("NOTIFY_SOCKET", "")));
  }
}
