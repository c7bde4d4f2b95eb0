package org.eyas.api.source;

import java.util.Map;
import java.util.Set;

/**
 * What the engine wants from a capture.
 *
 * @param eventCodes the codes the rules and the state need; empty means all. A source may deliver more
 * @param genericCalls where the generic event is wanted, the names of the system calls that it is wanted for; empty means
 *     all that have no event of their own
 * @param options settings of the source by their configuration names, such as {@code capture_file}
 * @param bootNanos the boot time, in nanoseconds since the epoch, that a live source of system calls adds to the kernel's
 *     boot clock, and tells as that of the host: what the capture before it added, so that one moment has one time in both.
 *     0 where none was before it
 */
public record CaptureRequest(
    Set<Integer> eventCodes, Set<String> genericCalls, Map<String, String> options, long bootNanos) {
  public CaptureRequest {
    eventCodes = Set.copyOf(eventCodes);
    genericCalls = Set.copyOf(genericCalls);
    options = Map.copyOf(options);
  }

  /** A request of a first capture. */
  public CaptureRequest(Set<Integer> eventCodes, Set<String> genericCalls, Map<String, String> options) {
    this(eventCodes, genericCalls, options, 0);
  }

  /** A request that does not tell system calls without an event of their own apart. */
  public CaptureRequest(Set<Integer> eventCodes, Map<String, String> options) {
    this(eventCodes, Set.of(), options);
  }

  /** The same with the clock of the capture that it follows. */
  public CaptureRequest after(long earlierBootNanos) {
    return new CaptureRequest(eventCodes, genericCalls, options, earlierBootNanos);
  }
}
