package org.eyas.engine.loop;

/**
 * Which events a loop requests from its source.
 *
 * @param mistaken events that a rule matched although the pushdown rejects them
 * @param allBecause why the loop requests all events, for people; empty if it leaves out some
 */
public record DemandFigures(long mistaken, String allBecause) {}
