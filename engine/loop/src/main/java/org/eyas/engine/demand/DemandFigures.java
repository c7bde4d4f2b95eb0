package org.eyas.engine.demand;

/**
 * The figures about the events that a loop requests from its source.
 *
 * @param mistaken events that a rule matched although the pushdown rejects them
 * @param allBecause the reason why the loop requests all events, as text for people; empty if the loop leaves out some
 */
public record DemandFigures(long mistaken, String allBecause) {}
