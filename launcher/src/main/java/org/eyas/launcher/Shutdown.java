package org.eyas.launcher;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a run on SIGTERM and SIGINT as Falco does: the main thread is interrupted, what it runs returns, and the
 * process exits with that result instead of the JVM's 143 or 130.
 */
final class Shutdown extends Thread {
  private static final long LIMIT_SECONDS = 10;

  private final Thread main;
  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile int exitCode = 1;

  private Shutdown(Thread main) {
    super("shutdown");
    this.main = main;
  }

  static Shutdown watch(Thread main) {
    Shutdown hook = new Shutdown(main);
    Runtime.getRuntime().addShutdownHook(hook);
    return hook;
  }

  /** Says that the run is over; everything is flushed and closed. */
  void finished(int code) {
    exitCode = code;
    finished.countDown();
  }

  @Override
  public void run() {
    if (finished.getCount() == 0) {
      return; // an ordinary exit
    }
    main.interrupt();
    try {
      finished.await(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(exitCode);
  }
}
