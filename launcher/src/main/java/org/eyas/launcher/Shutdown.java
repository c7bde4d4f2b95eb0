package org.eyas.launcher;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Ends a run on SIGTERM and SIGINT as Falco does: the main thread is interrupted, its service returns, and the process exits
 * with that result instead of the JVM's 143 or 130.
 *
 * <p>A thread that was started in advance ends the process if that takes too long. After the signal nothing here allocates,
 * so that a full heap cannot keep the process alive.
 */
final class Shutdown extends Thread {
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Thread main;
  private final Thread limit = new Thread(this::limit, "shutdown-limit");
  private volatile boolean begun;
  private volatile boolean finished;
  private volatile int exitCode = 1;

  private Shutdown(Thread main) {
    super("shutdown");
    this.main = main;
  }

  static Shutdown watch(Thread main) {
    Shutdown hook = new Shutdown(main);
    hook.limit.setDaemon(true);
    hook.limit.start();
    Runtime.getRuntime().addShutdownHook(hook);
    return hook;
  }

  /** Reports that the run has ended; everything is flushed and closed. */
  void finished(int code) {
    exitCode = code;
    finished = true;
    LockSupport.unpark(limit);
  }

  @Override
  public void run() {
    if (finished) {
      return; // an ordinary exit
    }
    begun = true;
    LockSupport.unpark(limit);
    main.interrupt();
    while (true) {
      LockSupport.park(); // the other thread halts
    }
  }

  private void limit() {
    while (!begun) {
      LockSupport.park();
    }
    long begin = System.nanoTime();
    for (long left = LIMIT_NANOS; left > 0 && !finished; left = LIMIT_NANOS - (System.nanoTime() - begin)) {
      LockSupport.parkNanos(left);
    }
    Runtime.getRuntime().halt(exitCode);
  }
}
