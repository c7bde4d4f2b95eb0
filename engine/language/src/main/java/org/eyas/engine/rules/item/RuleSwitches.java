package org.eyas.engine.rules.item;

import org.jspecify.annotations.Nullable;

/**
 * The optional keys of a rule that are not texts.
 *
 * @param captureMillis how long to record when the rule fires and {@code capture} is set; 0 for the configured time
 * @param repeats which alerts are not sent; null: every alert is sent
 */
public record RuleSwitches(
    boolean enabled, boolean capture, long captureMillis, boolean warnEventTypes, boolean skipIfUnknownFilter,
    @Nullable WrittenRepeatLimit repeats) {}
