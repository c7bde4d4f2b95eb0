package org.eyas.engine.loop;

/**
 * The counters of a loop.
 *
 * @param events processed events
 * @param damaged events that could not be read
 * @param faults exceptions of the state, rules, fields and enrichers
 */
public record LoopCounts(long events, long damaged, long faults) {}
