package org.eyas.api.control;

import org.eyas.api.rule.RuleSetView;

/**
 * The state and the cost of one rule.
 *
 * @param rule its definition and whether it is enabled
 * @param document name of the document that defines the rule
 * @param line the line on which the rule begins, from 1
 * @param hits how often the rule fired since the engine started
 * @param tested how often the condition was evaluated since the engine started, estimated from samples
 * @param nanos the total time of these evaluations in nanoseconds, estimated from samples
 */
public record RuleStatus(
    RuleSetView.RuleView rule, String document, int line, long hits, long tested, long nanos) {}
