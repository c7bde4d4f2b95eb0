package org.eyas.engine.dispatch;

import java.util.concurrent.TimeUnit;

/** A thread that regularly checks the channels and reports problems. */
final class OutputCheckThread {
  private static final long PAUSE_MILLIS = 1_000;

  private final Thread thread;

  /** Checks the channels. */
  interface OutputCheck {
    void run() throws InterruptedException;
  }

  OutputCheckThread(OutputCheck look) {
    thread = Thread.ofPlatform().daemon().name("watch-outputs").start(() -> run(look));
  }

  private static void run(OutputCheck look) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        look.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // stop() interrupts the thread
    }
  }

  void stop() {
    thread.interrupt();
  }
}
