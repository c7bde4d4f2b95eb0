package org.eyas.engine.statistics;

import java.util.SortedSet;
import org.eyas.api.alert.Priority;

/**
 * The number of times that a rule fired since the engine started.
 *
 * @param source the event source of the rule
 * @param repeats how many of these times no alert was sent, because it was a repeat
 * @param signal whether the rule is a signal, which raises no alerts
 */
public record RuleHits(String rule, Priority priority, String source, SortedSet<String> tags, long hits, long repeats,
    boolean signal) {}
