package org.eyas.api.control;

import java.time.Instant;

/**
 * The events that a rule saw and did not see within one minute.
 *
 * @param begin when the minute began, by the clock of the machine
 * @param rulesChanged whether the rules that are in use now were published in this minute or later: the figures are
 *     those of the rule's event types, but the rule may have been another one, or none
 */
public record SeenMinute(Instant begin, boolean rulesChanged, SeenEvents events) {}
