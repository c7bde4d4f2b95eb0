package org.eyas.api.control;

/**
 * The number of alerts that several mutes of one rule would have hidden together. An alert that two of them hide counts
 * once.
 *
 * @param hidden alerts in the history that at least one of them hides
 * @param alerts all alerts of the rule in the history
 * @param complete whether the whole history was searched
 */
public record MuteSum(long hidden, long alerts, boolean complete) {}
