package org.eyas.api.control;

import java.util.List;

/**
 * The events that a rule saw and did not see within a span of time.
 *
 * @param rule its name
 * @param source the event source: "syscall"
 * @param total the sum of all minutes
 * @param minutes each minute, oldest first; the last one is not over. Empty if only the sum was requested
 */
public record RuleCompleteness(String rule, String source, SeenEvents total, List<SeenMinute> minutes) {
  public RuleCompleteness {
    minutes = List.copyOf(minutes);
  }
}
