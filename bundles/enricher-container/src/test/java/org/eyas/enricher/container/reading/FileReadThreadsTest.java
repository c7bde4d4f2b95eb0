package org.eyas.enricher.container.reading;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eyas.enricher.container.reading.FileReadThreads.Subject;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.FakeOwnHealth;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FileReadThreadsTest {
  private static final Subject ALICE = new Subject(1000L, "files of user 1000");
  private static final Subject BOB = new Subject(1001L, "files of user 1001");

  private final LookupHealth health = new LookupHealth("");
  @AutoClose private final LookupTimer timer = new LookupTimer();
  @AutoClose private final FileReadThreads threads = new FileReadThreads("test-files", 1, timer, health);
  private final CountDownLatch hang = new CountDownLatch(1);
  private final FakeOwnHealth own = new FakeOwnHealth();

  @BeforeEach
  void reportToHealth() {
    health.reportTo(own);
  }

  private void hang() {
    try {
      hang.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the test is over
    }
  }

  @Test
  void aTaskThatHangsIsNamedAndAnotherThreadDoesTheOthers() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(1);
    long start = System.nanoTime();
    threads.run(ALICE, 0, this::hang);
    threads.run(BOB, 0, done::countDown);
    assertTrue(done.await(30, TimeUnit.SECONDS), "the other task waits for the one that hangs");
    assertTrue(System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(FileReadThreads.LIMIT_MILLIS));
    assertTrue(own.problem().contains("files of user 1000"), own.problem());
    hang.countDown();
    ConditionWait.until(() -> own.problem().isEmpty(), () -> own.problem());
  }

  @Test
  void filesThatHungAreNotReadForAMinuteAndThoseOfOthersAre() {
    threads.run(ALICE, 0, this::hang);
    ConditionWait.until(() -> threads.refuses(ALICE), () -> "they are read again at once");
    assertFalse(threads.refuses(BOB));
    hang.countDown();
    ConditionWait.until(() -> own.problem().isEmpty(), () -> own.problem());
    assertTrue(threads.refuses(ALICE));
  }

  @Test
  void onlySomeThreadsCanHang() {
    AtomicInteger begun = new AtomicInteger();
    FileReadThreads impatient = new FileReadThreads("test-impatient", 1, 50, timer, health);
    for (int i = 0; i < 20; i++) {
      impatient.run(new Subject(i, "files of user " + i), 0, () -> {
        begun.incrementAndGet();
        hang();
      });
    }
    ConditionWait.until(() -> impatient.refuses(BOB), () -> begun + " hang, and others are begun");
    assertTrue(begun.get() <= 9, () -> begun + " hang");
    assertTrue(own.problem().contains("more"), own.problem());
    hang.countDown();
    ConditionWait.until(() -> begun.get() == 20 && own.problem().isEmpty(), () -> begun + " " + own.problem());
    assertFalse(impatient.refuses(BOB));
    impatient.close();
  }

  @Test
  void aTaskThatIsInTimeIsNotNamed() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(100);
    for (int i = 0; i < 100; i++) {
      threads.run(ALICE, 0, done::countDown);
    }
    assertTrue(done.await(30, TimeUnit.SECONDS));
    assertEquals("", own.problem());
    assertFalse(threads.refuses(ALICE));
  }

  @Test
  void aCarefulStartIsNamedFromTheBeginning() {
    LookupHealth careful = new LookupHealth("the engine ended three times");
    careful.reportTo(own);
    assertTrue(own.problem().contains("the engine ended three times"), own.problem());
    assertFalse(careful.readsFilesOfUsers());
  }
}
