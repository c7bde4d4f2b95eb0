package org.eyas.testkit;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.opentest4j.AssertionFailedError;

/**
 * Waits in tests for other threads and programs. The wait is long enough for a busy machine, on which a broker or a
 * cluster can need more than a minute to start. Conditions are evaluated on the test's thread. A condition that throws
 * an {@link IOException}, for example because a file or server does not exist yet, counts as not met.
 */
public final class ConditionWait {
  private static final Duration LIMIT = Duration.ofMinutes(3);
  private static final int LONGEST_PAUSE_MILLIS = 50;

  private ConditionWait() {}

  /** Waits until a condition holds. */
  public static void until(Callable<Boolean> condition) {
    until(condition, () -> "the condition did not become true in time");
  }

  /**
   * Waits until a condition holds.
   *
   * @param otherwise the message if it does not hold in time, for example the log of a program
   */
  public static void until(Callable<Boolean> condition, Supplier<String> otherwise) {
    try {
      Awaitility.await()
          .atMost(LIMIT)
          .pollDelay(Duration.ZERO)
          .pollInterval((polls, before) -> Duration.ofMillis(Math.min(polls, LONGEST_PAUSE_MILLIS)))
          .pollInSameThread()
          .ignoreExceptionsInstanceOf(IOException.class)
          .until(condition);
    } catch (ConditionTimeoutException e) {
      throw new AssertionFailedError(otherwise.get(), e);
    }
  }

  /** Waits until a program has made a condition true. Fails at once if the program has ended without it. */
  public static void until(Process program, Callable<Boolean> condition, Supplier<String> otherwise) {
    AtomicBoolean held = new AtomicBoolean();
    until(
        () -> {
          boolean ended = !program.isAlive(); // read first: its last action may have made the condition true
          held.set(holds(condition));
          return held.get() || ended;
        },
        otherwise);
    if (!held.get()) {
      throw new AssertionFailedError("the program ended with " + program.exitValue() + ": " + otherwise.get());
    }
  }

  private static boolean holds(Callable<Boolean> condition) throws Exception {
    try {
      return condition.call();
    } catch (IOException e) {
      return false;
    }
  }
}
