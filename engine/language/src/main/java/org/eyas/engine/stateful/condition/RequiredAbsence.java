package org.eyas.engine.stateful.condition;

/**
 * A step that must not happen after the last step of a sequence.
 *
 * @param step an event of this step prevents the alert of its group
 * @param nanos the time during which the step must not happen
 */
public record RequiredAbsence(ConditionStep step, long nanos) {}
