package org.eyas.core.source;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eyas.api.launch.LauncherProperties;

/**
 * A line on a terminal with the progress of a long task, updated twice per second. Nothing is printed if standard error
 * is not a terminal. The cursor stays at the beginning of the line, so that other output overwrites it.
 */
public final class ProgressLine implements AutoCloseable {
  private static final long FIRST_MILLIS = 700;
  private static final long NEXT_MILLIS = 500;
  private static final String ERASE = "\033[K";

  private final Runnable end;

  private ProgressLine(Runnable end) {
    this.end = end;
  }

  static ProgressLine none() {
    return new ProgressLine(() -> {});
  }

  /** @param state describes the progress, such as {@code 1,234 events} */
  public static ProgressLine on(PrintStream err, Supplier<String> state) {
    if (!Boolean.getBoolean(LauncherProperties.TERMINAL)) {
      return none();
    }
    long startNanos = System.nanoTime();
    ScheduledExecutorService timer =
        Executors.newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("progress").factory());
    Runnable print = () -> print(err, line(state.get(), System.nanoTime() - startNanos));
    timer.scheduleAtFixedRate(print, FIRST_MILLIS, NEXT_MILLIS, TimeUnit.MILLISECONDS);
    return new ProgressLine(
        () -> {
          timer.shutdownNow();
          print(err, "");
        });
  }

  private static String line(String state, long nanos) {
    return String.format(Locale.ROOT, "%s, %.1f s", state, nanos / 1e9);
  }

  private static void print(PrintStream err, String text) {
    err.print(ERASE + text + "\r");
    err.flush();
  }

  @Override
  public void close() {
    end.run();
  }
}
