package org.eyas.launcher;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * An engine that is ending.
 *
 * @param start the start of its process; a process with the same id and another start is a different one, in another
 *     pid namespace
 */
record EndingProcess(long pid, Instant start) {
  /** The time for which to wait: longer than the limit within which an engine ends. */
  private static final Duration LIMIT = Duration.ofSeconds(15);

  /** Reads the text {@code PID START}, with the start in ISO 8601. */
  static EndingProcess of(String text) {
    String[] parts = text.split(" ", 2);
    return new EndingProcess(Long.parseLong(parts[0]), Instant.parse(parts[1]));
  }

  /**
   * Waits until the process has ended.
   *
   * @return the exit code
   */
  int await() throws CommandFailureException {
    Optional<ProcessHandle> process =
        ProcessHandle.of(pid).filter(found -> found.info().startInstant().filter(start::equals).isPresent());
    try {
      if (process.isPresent()) {
        process.get().onExit().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
      }
      return 0;
    } catch (TimeoutException e) {
      throw new CommandFailureException(
          "the engine (process " + pid + ") has not ended within " + LIMIT.toSeconds() + " s; see its log");
    } catch (InterruptedException | ExecutionException e) {
      return 1;
    }
  }
}
