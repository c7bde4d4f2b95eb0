package org.eyas.core.osgi;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * One line on a terminal that says how far a long task is, written anew twice a second; nothing where standard error is
 * no terminal. The cursor stays at the line's beginning, so whatever else is printed takes its place.
 */
final class Progress implements AutoCloseable {
  /** Set by the start script, which can ask. */
  private static final String TERMINAL = "eyas.terminal";

  private static final long FIRST_MILLIS = 700;
  private static final long NEXT_MILLIS = 500;
  private static final String ERASE = "\033[K";

  private final ScheduledExecutorService timer;
  private final Runnable erase;

  private Progress(ScheduledExecutorService timer, Runnable erase) {
    this.timer = timer;
    this.erase = erase;
  }

  static Progress none() {
    ScheduledExecutorService idle = Executors.newScheduledThreadPool(0);
    return new Progress(idle, () -> {});
  }

  static Progress on(PrintStream err, LongSupplier done, String what) {
    if (!Boolean.getBoolean(TERMINAL)) {
      return none();
    }
    long startNanos = System.nanoTime();
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("progress").factory());
    Runnable print = () -> print(err, line(done.getAsLong(), what, System.nanoTime() - startNanos));
    timer.scheduleAtFixedRate(print, FIRST_MILLIS, NEXT_MILLIS, TimeUnit.MILLISECONDS);
    return new Progress(timer, () -> print(err, ""));
  }

  static String line(long done, String what, long nanos) {
    return String.format(Locale.ROOT, "%,d %s in %.1f s", done, what, nanos / 1e9);
  }

  private static void print(PrintStream err, String text) {
    err.print(ERASE + text + "\r");
    err.flush();
  }

  @Override
  public void close() {
    timer.shutdownNow();
    erase.run();
  }
}
