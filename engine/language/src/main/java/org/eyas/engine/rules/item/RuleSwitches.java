package org.eyas.engine.rules.item;

/**
 * The optional keys of a rule that are not texts.
 *
 * @param captureMillis how long to record when the rule fires and {@code capture} is set; 0 for the configured time
 */
public record RuleSwitches(
    boolean enabled, boolean capture, long captureMillis, boolean warnEventTypes, boolean skipIfUnknownFilter) {}
