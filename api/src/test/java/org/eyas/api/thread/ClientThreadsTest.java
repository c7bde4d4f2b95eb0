package org.eyas.api.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClientThreadsTest {
  private final List<Error> refused = new ArrayList<>();
  private final BlockingQueue<String> served = new LinkedBlockingQueue<>();
  private boolean refuses;
  @AutoClose private final ClientThreads threads = new ClientThreads(this::start, "spare", refused::add);

  private void start(Runnable task) {
    if (refuses) {
      throw new OutOfMemoryError("unable to create native thread: of the test");
    }
    Thread.ofPlatform().daemon().name("own").start(task);
  }

  private void serve() {
    served.add(Thread.currentThread().getName());
  }

  @Test
  void eachTaskHasItsOwnThread() throws Exception {
    threads.execute(this::serve);
    assertEquals("own", served.take());
    assertEquals(List.of(), refused);
  }

  @Test
  void theSpareThreadServesIfAThreadIsRefused() throws Exception {
    refuses = true;
    threads.execute(this::serve);
    assertEquals("spare", served.take());
    threads.execute(() -> {
      throw new IllegalStateException("of the test");
    });
    threads.execute(this::serve);
    assertEquals("spare", served.take());
    refuses = false;
    threads.execute(this::serve);
    assertEquals("own", served.take());
  }

  @Test
  void aTaskIsRejectedWhileTheSpareThreadIsBusy() throws Exception {
    refuses = true;
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    threads.execute(() -> {
      begun.countDown();
      try {
        end.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    });
    begun.await();
    assertThrows(RejectedExecutionException.class, () -> threads.execute(this::serve));
    end.countDown();
    threads.execute(this::serve);
    assertEquals("spare", served.take());
  }
}
