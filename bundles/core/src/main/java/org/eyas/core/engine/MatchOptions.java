package org.eyas.core.engine;

/**
 * How rules are matched and alerts made.
 *
 * @param all whether every rule that an event fulfils gives an alert, or only the first ({@code rule_matching})
 * @param timeField the field under which alerts carry the time: {@code evt.time} or {@code evt.time.iso8601}
 */
public record MatchOptions(boolean all, String timeField) {}
