package org.eyas.spool.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eyas.common.ExponentialBackoff;
import org.eyas.spool.Spool;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class DeliveryThreadTest {
  private static final ExponentialBackoff QUICK = new ExponentialBackoff(1, 4);

  /** Texts; the first ones are unreadable for as often as {@code failures} says. */
  private record TextFormat(AtomicInteger failures) implements EntryFormat<String> {
    @Override
    public byte[] bytes(String entry) {
      return entry.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String read(byte[] bytes) {
      if (failures.getAndDecrement() > 0) {
        throw new UncheckedIOException(new IOException("no memory"));
      }
      return new String(bytes, StandardCharsets.UTF_8);
    }
  }

  /** Records all calls, and answers as the test says. */
  private static final class Receiving implements EntryRecipient<String> {
    final List<String> calls = Collections.synchronizedList(new ArrayList<>());
    private volatile Function<String, SendAttempt> answers = entry -> SendAttempt.ACCEPTED;
    private volatile CountDownLatch open = new CountDownLatch(0);

    @Override
    public SendAttempt send(String entry, boolean last) throws InterruptedException {
      open.await();
      SendAttempt attempt = answers.apply(entry);
      calls.add(entry + " " + attempt.result());
      return attempt;
    }

    @Override
    public void putAside(String entry) {
      calls.add(entry + " put aside");
    }

    @Override
    public void failed(Exception failure) {
      calls.add(failure.getClass().getSimpleName());
    }

    List<String> copy() {
      synchronized (calls) {
        return List.copyOf(calls);
      }
    }
  }

  @TempDir private Path folder;
  private final Receiving receiver = new Receiving();
  private final AtomicInteger failures = new AtomicInteger();
  private DeliveryBacklog<String> backlog = new DeliveryBacklog<>(new TextFormat(failures));
  private DeliveryThread<String> thread = new DeliveryThread<>("delivery-none", backlog, receiver, QUICK);

  private Spool spool() throws IOException {
    return Spool.open(folder.resolve("spool"), 1 << 20, false);
  }

  @BeforeEach
  void onDisk() throws Exception {
    start(spool());
  }

  private void start(Spool spool) throws Exception {
    start(0, spool);
  }

  private void start(int capacity, Spool spool) throws Exception {
    thread.stop(1_000);
    backlog = new DeliveryBacklog<>(new TextFormat(failures));
    backlog.configure(capacity, false, spool);
    thread = new DeliveryThread<>("delivery-test", backlog, receiver, QUICK);
  }

  @AfterEach
  void stop() throws Exception {
    thread.stop(0);
  }

  // The receiver answers when all of them wait.
  private void offer(String... entries) throws IOException {
    receiver.open = new CountDownLatch(1);
    for (String entry : entries) {
      assertTrue(backlog.addIfRoom(entry));
    }
    receiver.open.countDown();
  }

  private void awaitEmpty() {
    ConditionWait.until(() -> backlog.waiting() == 0);
  }

  @Test
  void anEndKnowsTheResultOfTheLastEntryThatWasSent() throws Exception {
    AtomicInteger sent = new AtomicInteger();
    receiver.answers = entry -> {
      sent.incrementAndGet();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      return SendAttempt.ACCEPTED;
    };
    for (int i = 0; i < 1_000; i++) {
      assertTrue(backlog.addIfRoom("entry"));
    }
    long left = thread.stop(4_000).onDisk();
    assertEquals(1_000, sent.get() + left);
    assertTrue(left > 0, "some have to be left");
  }

  @Test
  void aRefusedEntryIsPutAsideAtOnce() throws Exception {
    receiver.answers = entry -> entry.equals("a") ? SendAttempt.REFUSED : SendAttempt.ACCEPTED;
    offer("a", "b");
    awaitEmpty();
    assertEquals(List.of("a REFUSED", "a put aside", "b ACCEPTED"), receiver.copy());
  }

  @Test
  void anEntryThatKeepsFailingWhileTheNextIsAcceptedIsPutAside() throws Exception {
    receiver.answers = entry -> entry.equals("a") ? SendAttempt.FAILED : SendAttempt.ACCEPTED;
    offer("a", "b", "c");
    awaitEmpty();
    assertEquals(
        List.of(
            "a FAILED", "a FAILED", "a FAILED", "a FAILED", "b ACCEPTED", "a FAILED", "a FAILED", "a FAILED", "a put aside",
            "c ACCEPTED"),
        receiver.copy());
  }

  @Test
  void noEntryOvertakesAnotherWhileTheReceiverIsUnavailable() throws Exception {
    receiver.answers = entry -> receiver.calls.size() < 20 ? SendAttempt.unavailable(0, "away") : SendAttempt.ACCEPTED;
    offer("a", "b");
    awaitEmpty();
    List<String> calls = receiver.copy();
    assertEquals(Collections.nCopies(20, "a UNAVAILABLE"), calls.subList(0, 20));
    assertEquals(List.of("a ACCEPTED", "b ACCEPTED"), calls.subList(20, calls.size()));
  }

  @Test
  void theTimeForWhichTheReceiverAskedIsWaited() throws Exception {
    receiver.answers = entry -> receiver.calls.isEmpty() ? SendAttempt.unavailable(300, "away") : SendAttempt.ACCEPTED;
    long start = System.nanoTime();
    offer("a");
    awaitEmpty();
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    assertTrue(millis >= 300, () -> millis + " ms");
  }

  @Test
  void aFailureOfTheDiskIsReportedAndTheDeliveryContinues() throws Exception {
    failures.set(1);
    offer("a", "b");
    awaitEmpty();
    assertEquals(List.of("UncheckedIOException", "a ACCEPTED", "b ACCEPTED"), receiver.copy());
  }

  @Test
  void noEntryIsLostWhileAcknowledgementsFail() throws Exception {
    String text = "x".repeat(200); // more than an eighth of the spool: each entry has its own file
    thread.stop(1_000);
    start(Spool.open(folder.resolve("spool"), 1 << 10, false));
    receiver.open = new CountDownLatch(1);
    for (int i = 0; i < 3; i++) {
      assertTrue(backlog.addIfRoom(i + text));
    }
    for (Path file : entryFiles()) {
      Files.delete(file);
      Files.createFile(Files.createDirectory(file).resolve("prevents that it is deleted"));
    }
    receiver.open.countDown();
    awaitEmpty();
    assertEquals(
        List.of("0", "DirectoryNotEmptyException", "1", "DirectoryNotEmptyException", "2", "DirectoryNotEmptyException"),
        receiver.copy().stream().map(call -> call.replace(text + " ACCEPTED", "")).toList());
  }

  private List<Path> entryFiles() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("spool"))) {
      return files.filter(path -> path.toString().endsWith(".spool")).toList();
    }
  }

  @Test
  void aDamagedEntryDoesNotBlockLaterOnes() throws Exception {
    thread.stop(1_000);
    Spool spool = spool();
    spool.append("damaged".getBytes(StandardCharsets.UTF_8));
    try (Stream<Path> files = Files.list(folder.resolve("spool"))) {
      Path file = files.filter(path -> path.toString().endsWith(".spool")).findFirst().orElseThrow();
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length - 1]++;
      Files.write(file, bytes);
    }
    start(spool);
    ConditionWait.until(() -> backlog.waiting() == 0);
    offer("b");
    awaitEmpty();
    assertEquals(List.of("b ACCEPTED"), receiver.copy());
  }

  @Test
  void aStopWaitsForEntriesThatTheReceiverAcceptsButNotForAFailingOne() throws Exception {
    receiver.answers = entry -> entry.equals("b") ? SendAttempt.unavailable(60_000, "away") : SendAttempt.ACCEPTED;
    offer("a", "b", "c");
    assertEquals(new DeliveryBacklog.Left<String>(List.of(), 2, null), thread.stop(60_000));
    receiver.answers = entry -> SendAttempt.ACCEPTED;
    start(spool());
    awaitEmpty();
    assertEquals(List.of("a ACCEPTED", "b UNAVAILABLE", "b ACCEPTED", "c ACCEPTED"), receiver.copy());
  }

  @Test
  void entriesInMemoryMoveToDiskAtAStop() throws Exception {
    thread.stop(1_000);
    receiver.answers = entry -> SendAttempt.FAILED;
    start(10, spool());
    offer("a", "b");
    assertEquals(new DeliveryBacklog.Left<String>(List.of(), 2, null), thread.stop(60_000));
  }

  @Test
  void entriesInMemoryAreReturnedIfTheDiskFailsAtAStop() throws Exception {
    receiver.answers = entry -> SendAttempt.unavailable(60_000, "away");
    thread.stop(1_000);
    start(10, spool());
    offer("a", "b");
    ConditionWait.until(() -> receiver.copy().contains("a UNAVAILABLE"));
    try (Stream<Path> files = Files.walk(folder.resolve("spool"))) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(file -> assertTrue(file.delete()));
    }
    Files.writeString(folder.resolve("spool"), "a file where the directory was");
    DeliveryBacklog.Left<String> left = thread.stop(60_000);
    assertEquals(List.of("a", "b"), left.unsent());
    assertEquals(0, left.onDisk());
    assertEquals(
        "cannot keep alerts in " + folder.resolve("spool") + ": " + folder.resolve("spool") + " is not a directory",
        Objects.requireNonNull(left.failure()).getMessage());
  }

  @Test
  void anotherThreadContinuesWithTheEntryThatWasNotSent() throws Exception {
    receiver.answers = entry -> entry.equals("b") ? SendAttempt.unavailable(60_000, "away") : SendAttempt.ACCEPTED;
    offer("a", "b", "c");
    ConditionWait.until(() -> receiver.copy().contains("b UNAVAILABLE"));
    thread.leave(60_000);
    receiver.answers = entry -> SendAttempt.ACCEPTED;
    thread = new DeliveryThread<>("delivery-test", backlog, receiver, QUICK);
    awaitEmpty();
    assertEquals(List.of("a ACCEPTED", "b UNAVAILABLE", "b ACCEPTED", "c ACCEPTED"), receiver.copy());
  }

  @Test
  void aThreadThatLeftLateTakesNothingFromItsSuccessor() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch hangs = new CountDownLatch(1);
    receiver.answers =
        entry -> {
          begun.countDown();
          awaitWithoutInterrupts(hangs);
          return SendAttempt.ACCEPTED;
        };
    offer("a", "b");
    begun.await();
    thread.leave(1);
    Receiving successor = new Receiving();
    thread = new DeliveryThread<>("delivery-successor", backlog, successor, QUICK);
    awaitEmpty();
    hangs.countDown();
    ConditionWait.until(() -> receiver.copy().size() == 1);
    offer("c");
    ConditionWait.until(() -> successor.copy().size() == 3);
    assertEquals(List.of("a ACCEPTED", "b ACCEPTED", "c ACCEPTED"), successor.copy());
    assertEquals(List.of("a ACCEPTED"), receiver.copy());
  }

  private static void awaitWithoutInterrupts(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        Thread.onSpinWait(); // such a receiver exists, too
      }
    }
  }
}
