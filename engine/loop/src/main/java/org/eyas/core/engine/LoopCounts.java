package org.eyas.core.engine;

/**
 * What a loop did.
 *
 * @param events that were looked at
 * @param damaged events that could not be read
 * @param faults exceptions of the state, rules, fields and enrichers
 */
public record LoopCounts(long events, long damaged, long faults) {}
