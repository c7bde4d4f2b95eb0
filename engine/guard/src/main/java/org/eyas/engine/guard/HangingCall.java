package org.eyas.engine.guard;

import java.time.Instant;
import java.util.List;

/**
 * A call that does not return.
 *
 * @param frames the top of the stack of the calling thread
 */
public record HangingCall(ServiceOrigin origin, String thread, Instant since, List<String> frames) {
  /** The description of the call in one line. */
  public String problem() {
    return "a call of " + origin + " does not return, on thread " + thread + ": " + String.join(" < ", frames);
  }
}
