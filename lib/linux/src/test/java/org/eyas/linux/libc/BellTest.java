package org.eyas.linux.libc;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Memory;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BellTest {
  private static final int LONG_MILLIS = 50_000;

  private final Memory scratch = new Memory(32);
  private final int bell = Libc.createEventFd();
  private final int epoll = Libc.epoll(new int[] {bell});

  private long waitedMillis(int mostMillis) {
    long begin = System.nanoTime();
    Libc.await(epoll, scratch, mostMillis);
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
  }

  @Test
  void eachRingEndsOneWait() throws Exception {
    Thread.ofPlatform().start(() -> Libc.signalEventFd(bell)).join();
    assertTrue(waitedMillis(LONG_MILLIS) < LONG_MILLIS, "it was rung before");
    assertTrue(waitedMillis(20) >= 19, "it was not rung again");
    Thread.ofPlatform().start(() -> Libc.signalEventFd(bell));
    assertTrue(waitedMillis(LONG_MILLIS) < LONG_MILLIS, "it is rung meanwhile");
    Libc.close(epoll);
    Libc.close(bell);
  }
}
