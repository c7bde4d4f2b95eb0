package org.eyas.engine.memory;

/**
 * What must not happen after the last step of a sequence.
 *
 * @param step its events prevent the alert of their group
 * @param nanos how long it must not happen
 */
public record Absence(Step step, long nanos) {}
