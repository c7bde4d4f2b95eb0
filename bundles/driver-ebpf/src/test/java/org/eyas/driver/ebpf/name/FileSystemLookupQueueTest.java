package org.eyas.driver.ebpf.name;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.eyas.driver.ebpf.name.SameFileLookup.Answer;
import org.junit.jupiter.api.Test;

class FileSystemLookupQueueTest {
  private static final PathClaim CLAIM = new PathClaim(1, PathClaim.CURRENT_DIRECTORY, "/link", "/file", 3);

  private final ByteBuffer memory = ByteBuffer.allocate(64).order(ByteOrder.nativeOrder());
  private final CountDownLatch release = new CountDownLatch(1);

  private FileSystemLookupQueue questions(Function<PathClaim, Answer> lookup) {
    return new FileSystemLookupQueue(lookup, new ConfirmedPathCache(memory, System.nanoTime()));
  }

  private Answer stuck(PathClaim claim) {
    try {
      assertTrue(release.await(20, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Answer.SAME;
  }

  // On a busy machine, a thread may be too late for one question, but hardly for all.
  @Test
  void theLoopWaitsForAnAnswerThatComesSoon() {
    try (FileSystemLookupQueue questions = questions(claim -> Answer.SAME)) {
      Answer answer = Answer.UNKNOWN;
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (answer == Answer.UNKNOWN && System.nanoTime() < end) {
        questions.newSecond();
        answer = questions.ask(CLAIM);
      }
      assertEquals(Answer.SAME, answer);
      assertEquals(CLAIM.hash(), memory.getLong(3 * Long.BYTES));
    }
  }

  @Test
  void aFileSystemThatDoesNotAnswerCostsOneMomentAndItsAnswerIsKnownLater() throws InterruptedException {
    try (FileSystemLookupQueue questions = questions(this::stuck)) {
      assertEquals(Answer.UNKNOWN, questions.ask(CLAIM));
      long from = System.nanoTime();
      for (int i = 0; i < 1000; i++) {
        assertEquals(Answer.UNKNOWN, questions.ask(CLAIM));
      }
      long each = (System.nanoTime() - from) / 1000;
      assertTrue(each < 500_000, each + " ns per question after the one that waits");

      release.countDown();
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
      while (memory.getLong(3 * Long.BYTES) == 0 && System.nanoTime() < end) {
        Thread.sleep(5);
      }
      assertEquals(CLAIM.hash(), memory.getLong(3 * Long.BYTES));
    }
  }

  @Test
  void whatTheLoopWaitsInASecondIsLimited() throws InterruptedException {
    try (FileSystemLookupQueue questions = questions(FileSystemLookupQueueTest::slow)) {
      assertTrue(shortest(questions, 1) >= 1_000_000, "it does not wait");
      shortest(questions, 30);
      long afterwards = shortest(questions, 20);
      assertTrue(afterwards < 500_000, afterwards + " ns, although 20 ms of this second are gone");
    }
  }

  private static Answer slow(PathClaim claim) {
    try {
      Thread.sleep(3);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Answer.OTHER;
  }

  // The time of the fastest of several questions, each asked after the previous one was answered.
  private static long shortest(FileSystemLookupQueue questions, int count) throws InterruptedException {
    long shortest = Long.MAX_VALUE;
    for (int i = 0; i < count; i++) {
      long from = System.nanoTime();
      questions.ask(CLAIM);
      shortest = Math.min(shortest, System.nanoTime() - from);
      Thread.sleep(6);
    }
    return shortest;
  }
}
