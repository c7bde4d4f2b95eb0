package org.eyas.api.control;

import java.time.Instant;

/**
 * The age of the rules that the engine uses, and the reason why it does not use newer ones.
 *
 * @param since when the rules in use were published
 * @param problem why newer rules are not in use, in one line; empty if nothing is known to prevent that
 */
public record RulesInUse(Instant since, String problem) {}
