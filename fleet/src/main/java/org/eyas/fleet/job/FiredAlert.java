package org.eyas.fleet.job;

/**
 * An alert of the fleet.
 *
 * @param rule the name of the rule, which is the key of the record
 * @param json the alert
 */
public record FiredAlert(String rule, String json) {}
