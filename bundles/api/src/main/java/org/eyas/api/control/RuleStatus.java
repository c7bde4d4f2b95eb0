package org.eyas.api.control;

import org.eyas.api.rule.RuleSetView;

/**
 * How one rule is.
 *
 * @param document the name of the document where it is defined
 * @param line where it begins there, from 1
 * @param hits how often it fired since the start
 * @param tested how often its condition was asked since the start, an estimate from samples
 * @param nanos what that took, in nanoseconds, an estimate from samples
 */
public record RuleStatus(
    RuleSetView.RuleView rule, String document, int line, long hits, long tested, long nanos) {}
