package org.eyas.api.source;

import java.util.Map;
import java.util.Set;

/**
 * What the engine wants from a capture.
 *
 * @param eventCodes the codes the rules and the state need; empty means all. A source may deliver more
 * @param options settings of the source by their configuration names, such as {@code capture_file}
 */
public record CaptureRequest(Set<Integer> eventCodes, Map<String, String> options) {
  public CaptureRequest {
    eventCodes = Set.copyOf(eventCodes);
    options = Map.copyOf(options);
  }
}
