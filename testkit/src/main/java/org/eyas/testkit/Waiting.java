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
 * How tests wait for what other threads and programs do: as long as a machine needs that has much else to do. A condition is
 * asked on the thread of the test; an {@link IOException} says that it does not hold yet, for the file or the server is not there.
 */
public final class Waiting {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int LONGEST_PAUSE_MILLIS = 50;

  private Waiting() {}

  /** Waits until a condition holds. */
  public static void until(Callable<Boolean> condition) {
    until(condition, () -> "it does not come about");
  }

  /** @param otherwise what the test says where it does not come to hold: the log of a program, say */
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

  /** The same of what a program does: nobody waits for one that has ended. */
  public static void until(Process program, Callable<Boolean> condition, Supplier<String> otherwise) {
    AtomicBoolean held = new AtomicBoolean();
    until(
        () -> {
          boolean ended = !program.isAlive(); // asked first: what it did last counts
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
