package org.eyas.fields.hash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HashLaneTest {
  private final HashLane lane = new HashLane("test", 4, TimeUnit.MILLISECONDS.toNanos(20));
  private final CountDownLatch answers = new CountDownLatch(1);
  private final AtomicInteger givenUp = new AtomicInteger();

  @AfterEach
  void close() {
    answers.countDown();
    lane.close();
  }

  private HashLane.LaneTask task(Runnable run) {
    return new HashLane.LaneTask() {
      @Override
      public void run() {
        run.run();
      }

      @Override
      public void giveUp() {
        givenUp.incrementAndGet();
      }
    };
  }

  private void hang() {
    try {
      answers.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aFileSystemThatDoesNotAnswerDelaysNoOtherFile() {
    lane.start();
    CountDownLatch done = new CountDownLatch(1);
    assertTrue(lane.offer(task(this::hang)));
    assertTrue(lane.offer(task(done::countDown)));
    ConditionWait.until(() -> {
      lane.replaceHanging();
      return done.getCount() == 0;
    });
    assertEquals(1, givenUp.get());
    assertEquals(1, lane.hanging());
    answers.countDown();
    ConditionWait.until(() -> lane.hanging() == 0);
  }

  @Test
  void atMostEightThreadsHang() {
    lane.start();
    for (int i = 1; i <= 8; i++) {
      int hanging = i;
      assertTrue(lane.offer(task(this::hang)));
      ConditionWait.until(() -> {
        lane.replaceHanging();
        return lane.hanging() == hanging;
      });
    }
    assertTrue(lane.offer(task(this::hang)));
    ConditionWait.until(() -> lane.waiting() == 0);
    for (int i = 0; i < 4; i++) {
      lane.replaceHanging();
      assertTrue(lane.offer(task(() -> {})));
    }
    assertFalse(lane.offer(task(() -> {})));
    assertEquals(8, lane.hanging());
  }
}
