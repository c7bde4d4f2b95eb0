package org.eyas.engine.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.eyas.api.process.AttachmentKey;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.ProcessInfo;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.FakeProcess;
import org.eyas.testkit.QuietCapture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class WatchdogTest {
  private final CountDownLatch inside = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);
  private final List<String> reported = Collections.synchronizedList(new ArrayList<>());
  private final FaultRegistry book = new FaultRegistry(() -> FaultPolicy.USUAL);
  private final Watchdog watchdog = new Watchdog(book);
  private final GuardedEnricher enricher =
      new GuardedEnricher(this::wait, book.guard(ServiceRole.ENRICHER, new ServiceOrigin("org.acme", "Enricher Acme")));
  private @Nullable Thread loop;

  private static final class Nowhere implements Attachments {
    @Override
    public <T> void put(AttachmentKey<T> key, T value) {}
  }

  private void wait(ProcessInfo process, Attachments out) {
    inside.countDown();
    awaitRelease();
  }

  private void awaitRelease() {
    try {
      released.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void call(Runnable call) throws InterruptedException {
    loop = Thread.ofPlatform().daemon().name("loop-test").start(call);
    inside.await();
    ConditionWait.until(() -> loop.getState() == Thread.State.WAITING);
  }

  private void callEnricher() {
    enricher.onProcess(FakeProcess.unknown(1), new Nowhere());
  }

  @AfterEach
  void release() {
    released.countDown();
  }

  private void runChecks(int times) {
    for (int i = 0; i < times; i++) {
      watchdog.checkGates();
    }
  }

  private void recordProblems() {
    book.listener(
        new FaultListener() {
          @Override
          public void changed() {}

          @Override
          public void problem(ServiceOrigin origin, String problem) {
            reported.add(problem);
          }
        });
  }

  @Test
  void halfOfTheLooksCountIfTheMachineIsTooBusyForTheWatchdog() throws Exception {
    call(this::callEnricher);
    runChecks(1);
    for (int i = 0; i < 2 * ServiceRole.ENRICHER.patience() - 1; i++) {
      watchdog.checkUnlessLate(10 * ServiceRole.CHECK_NANOS);
    }
    assertEquals(List.of(), watchdog.hangs());
    watchdog.checkUnlessLate(10 * ServiceRole.CHECK_NANOS);
    assertEquals(1, watchdog.hangs().size());
  }

  @Test
  void looksLessOftenWhileThereAreNoCalls() throws Exception {
    runChecks(1);
    assertEquals(4 * ServiceRole.CHECK_NANOS, watchdog.pauseNanos());
    call(this::callEnricher);
    runChecks(1);
    assertEquals(ServiceRole.CHECK_NANOS, watchdog.pauseNanos());
    runChecks(1);
    assertEquals(ServiceRole.CHECK_NANOS, watchdog.pauseNanos(), "the call has not returned");
    released.countDown();
    loop.join();
    runChecks(2);
    assertEquals(4 * ServiceRole.CHECK_NANOS, watchdog.pauseNanos());
  }

  @Test
  void fewCallsThatReturnAreNoReasonToLookOften() {
    CallGate gate = book.guard(ServiceRole.ENRICHER, new ServiceOrigin("org.acme", "Enricher Acme")).gate();
    runChecks(1);
    callTimes(gate, 60);
    runChecks(1);
    assertEquals(4 * ServiceRole.CHECK_NANOS, watchdog.pauseNanos());
    callTimes(gate, 64);
    runChecks(1);
    assertEquals(ServiceRole.CHECK_NANOS, watchdog.pauseNanos());
  }

  private static void callTimes(CallGate gate, int times) {
    for (int i = 0; i < times; i++) {
      gate.enter();
      gate.leave();
    }
  }

  @Test
  void aSourceThatIsPolledIsNoReasonToLookOften() {
    CallGate gate = book.guard(ServiceRole.CAPTURE, new ServiceOrigin("org.acme", "EventSource Acme")).gate(CallGate.SAMPLED);
    gate.enter();
    runChecks(1);
    gate.leave();
    gate.enter();
    runChecks(1);
    assertEquals(4 * ServiceRole.CHECK_NANOS, watchdog.pauseNanos());
    runChecks(1);
    assertEquals(ServiceRole.CHECK_NANOS, watchdog.pauseNanos(), "the same poll since the look before");
    gate.leave();
  }

  @Test
  void aCallThatDoesNotReturnIsReportedOnceWithItsStack() throws Exception {
    recordProblems();
    call(this::callEnricher);
    runChecks(1 + ServiceRole.ENRICHER.patience());
    HangingCall hang = watchdog.hangs().getFirst();
    assertEquals(new ServiceOrigin("org.acme", "Enricher Acme"), hang.origin());
    assertTrue(
        hang.problem().startsWith("a call of Enricher Acme of bundle org.acme does not return, on thread loop-test: "),
        hang.problem());
    assertTrue(hang.frames().stream().anyMatch(frame -> frame.contains("WatchdogTest.awaitRelease")), hang.problem());
    runChecks(5);
    assertEquals(List.of(hang.problem()), reported);
    released.countDown();
    loop.join();
    runChecks(1);
    assertEquals(List.of(), watchdog.hangs());
    assertEquals(1, book.counts().getFirst().late());
  }

  @Test
  void twoLooksTakeLessThanASecond() {
    long millis = TimeUnit.NANOSECONDS.toMillis(ServiceRole.CHECK_NANOS) * (1 + ServiceRole.ENRICHER.patience());
    assertTrue(millis < 1_000, millis + " ms");
  }

  @Test
  void callsThatReturnAreNeverReported() {
    released.countDown();
    for (int i = 0; i < 10; i++) {
      callEnricher();
      runChecks(1);
    }
    assertEquals(List.of(), watchdog.hangs());
    assertEquals(List.of(), book.counts());
  }

  private final class Driver implements EventSource {
    private final boolean live;
    private final Runnable event;

    Driver(boolean live, Runnable event) {
      this.live = live;
      this.event = event;
    }

    @Override
    public SourceInfo info() {
      return new SourceInfo("driver", "syscall", live, "");
    }

    @Override
    public Capture open(CaptureRequest wanted) {
      return new QuietCapture() {
        @Override
        public int poll(EventSink sink, int limit) {
          event.run();
          return 0;
        }
      };
    }
  }

  private void poll(boolean live, Runnable event) {
    ServiceGuard guard = book.guard(ServiceRole.SOURCE, new ServiceOrigin("org.driver", "EventSource Driver"));
    try (Capture capture =
        new GuardedSource(new Driver(live, event), guard).open(new CaptureRequest(Set.of(), Map.of()))) {
      capture.poll((_, _, _, _) -> {}, 1);
    } catch (SourceException e) {
      reported.add(e.getMessage());
    }
  }

  @Test
  void aCallThatHangsWithinThePollOfALiveSourceIsReportedInsteadOfTheSource() throws Exception {
    call(() -> poll(true, this::callEnricher));
    runChecks(1 + ServiceRole.ENRICHER.patience());
    assertEquals(List.of("org.acme"), watchdog.hangs().stream().map(hang -> hang.origin().bundle()).toList());
  }

  @Test
  void aLiveSourceThatHangsIsReported() throws Exception {
    call(() -> poll(true, () -> wait(FakeProcess.unknown(1), new Nowhere())));
    runChecks(1 + ServiceRole.CAPTURE.patience());
    assertEquals(List.of("org.driver"), watchdog.hangs().stream().map(hang -> hang.origin().bundle()).toList());
  }

  @Test
  void aReplayMayWaitForItsFile() throws Exception {
    call(() -> poll(false, () -> wait(FakeProcess.unknown(1), new Nowhere())));
    runChecks(20);
    assertEquals(List.of(), watchdog.hangs());
  }

  private void spin() {
    inside.countDown();
    while (released.getCount() > 0) {
      Thread.onSpinWait();
    }
  }

  /** The same, on the thread of a loop that gets no CPU for this many periods. */
  private void starve(Runnable call, int periods) throws InterruptedException {
    AtomicReference<CallerThread> caller = new AtomicReference<>();
    AtomicReference<Starved> machine = new AtomicReference<>();
    loop =
        Thread.ofPlatform()
            .daemon()
            .name("loop-test")
            .start(
                () -> {
                  caller.set(CallerThread.own());
                  machine.set(Starved.own());
                  call.run();
                });
    inside.await();
    try {
      runChecks(1);
      long begin = caller.get().sample().withheldNanos();
      lookInTimeUntil(() -> caller.get().sample().withheldNanos() - begin >= periods * ServiceRole.CHECK_NANOS);
    } finally {
      machine.get().close();
    }
  }

  private void lookInTimeUntil(BooleanSupplier condition) {
    AtomicLong next = new AtomicLong(System.nanoTime());
    ConditionWait.until(
        () -> {
          if (System.nanoTime() - next.get() >= 0) {
            watchdog.checkGates();
            next.addAndGet(ServiceRole.CHECK_NANOS);
          }
          return condition.getAsBoolean();
        });
  }

  @Test
  void aCallThatGetsNoCpuIsNotReported() throws Exception {
    starve(() -> poll(true, this::spin), 5 * ServiceRole.CAPTURE.patience());
    assertEquals(List.of(), watchdog.hangs());
    assertEquals(List.of(), book.counts());
  }

  @Test
  void anEndlessCallThatUsesTheCpuIsReported() throws Exception {
    loop = Thread.ofPlatform().daemon().name("loop-test").start(() -> poll(true, this::spin));
    inside.await();
    lookInTimeUntil(() -> !watchdog.hangs().isEmpty());
    assertEquals("org.driver", watchdog.hangs().getFirst().origin().bundle());
  }

  @Test
  void aCallThatIsLateForLackOfCpuIsNotCounted() throws Exception {
    GuardedEnricher busy =
        new GuardedEnricher(
            (_, _) -> {
              inside.countDown();
              long begin = CallerThread.cpuNanos();
              while (CallerThread.cpuNanos() - begin < 1_000_000) {
                Thread.onSpinWait();
              }
            },
            book.guard(ServiceRole.ENRICHER, new ServiceOrigin("org.busy", "Enricher Busy")));
    loop =
        Thread.ofPlatform()
            .daemon()
            .name("loop-test")
            .start(
                () -> {
                  try (Starved _ = Starved.own()) {
                    while (!hasTakenLong()) {
                      busy.onProcess(FakeProcess.unknown(1), new Nowhere());
                    }
                  }
                });
    ConditionWait.until(() -> !loop.isAlive());
    assertTrue(hasTakenLong());
    assertEquals(List.of(), book.counts());
  }

  private boolean hasTakenLong() {
    return book.callTimes().stream().anyMatch(time -> time.longestNanos() > 2 * FaultPolicy.USUAL.budgetNanos());
  }
}
