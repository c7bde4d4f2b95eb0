package org.eyas.engine.guard;

import java.time.Instant;
import java.util.List;

/**
 * A call that does not return.
 *
 * @param frames the top of its thread's stack
 */
public record Hang(Origin origin, String thread, Instant since, List<String> frames) {
  /** One line about it. */
  public String problem() {
    return "a call of " + origin + " does not return, on thread " + thread + ": " + String.join(" < ", frames);
  }
}
