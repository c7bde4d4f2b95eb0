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
 */
public record CaptureRequest(Set<Integer> eventCodes, Set<String> genericCalls, Map<String, String> options) {
  public CaptureRequest {
    eventCodes = Set.copyOf(eventCodes);
    genericCalls = Set.copyOf(genericCalls);
    options = Map.copyOf(options);
  }

  /** A request that does not tell system calls without an event of their own apart. */
  public CaptureRequest(Set<Integer> eventCodes, Map<String, String> options) {
    this(eventCodes, Set.of(), options);
  }
}
