package org.eyas.api.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HttpClientThreadsTest {
  @Test
  void theCallerDoesTheWorkIfAThreadIsRefused() {
    List<Thread> workers = new ArrayList<>();
    List<Error> refused = new ArrayList<>();
    OutOfMemoryError error = new OutOfMemoryError("unable to create native thread: of the test");
    HttpClientThreads threads =
        new HttpClientThreads(
            _ -> {
              throw error;
            },
            refused::add);
    threads.execute(() -> workers.add(Thread.currentThread()));
    assertSame(Thread.currentThread(), workers.getFirst());
    assertEquals(List.of(error), refused);
  }
}
