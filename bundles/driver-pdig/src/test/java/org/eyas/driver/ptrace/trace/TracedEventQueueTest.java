package org.eyas.driver.ptrace.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicLong;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.Test;

class TracedEventQueueTest {
  private static final int MOST = 100_000;

  private final TracedEventQueue queue = new TracedEventQueue();
  private final AtomicLong next = new AtomicLong();

  private void write(int events) {
    ByteBuffer event = ByteBuffer.allocateDirect(MOST + 8).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < events; i++) {
      event.putLong(8, i);
      queue.put(event, 8, length(i), i % 7);
    }
    queue.end();
  }

  private static int length(long i) {
    return 26 + (int) (i * 7919 % (MOST - 26));
  }

  private void read() {
    queue.deliver((cpu, memory, offset, length) -> {
      long i = next.getAndIncrement();
      assertEquals(i, memory.getLong(offset));
      assertEquals(length(i), length);
      assertEquals(i % 7, cpu);
    }, 10);
  }

  @Test
  void everyEventArrivesInOrderAndTheWriterWaitsForRoom() throws InterruptedException {
    Thread writer = Thread.ofPlatform().start(() -> write(2_000)); // many times the size of the queue
    ConditionWait.until(() -> writer.getState() == Thread.State.TIMED_WAITING);
    assertFalse(queue.isOver());
    ConditionWait.until(() -> {
      for (int i = 0; i < 20; i++) {
        read();
      }
      return queue.isOver();
    });
    assertEquals(2_000, next.get());
    assertEquals(2_000, queue.count());
    writer.join();
  }

  @Test
  void aWriterDoesNotWaitForAReaderThatIsGone() throws InterruptedException {
    queue.close();
    Thread writer = Thread.ofPlatform().start(() -> write(2_000));
    writer.join();
    assertEquals(2_000, queue.count());
  }

  @Test
  void theReaderSleepsUntilThereIsAnEvent() throws InterruptedException {
    queue.pause(true);
    Thread writer = Thread.ofPlatform().start(() -> write(1));
    while (queue.count() == 0) {
      queue.pause(true);
    }
    read();
    writer.join();
    assertEquals(1, next.get());
    assertTrue(queue.isOver());
  }
}
