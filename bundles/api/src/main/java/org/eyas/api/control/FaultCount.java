package org.eyas.api.control;

/**
 * What one service of a bundle did wrong since the start.
 *
 * @param bundle its symbolic name
 * @param service what it offers and its class: "Enricher org.acme.SlowEnricher"; of a field its name too
 * @param failures how often it threw
 * @param late how often a call took longer than its budget, as far as calls were timed
 * @param greedy how often a call allocated more memory than its budget, as far as calls were measured
 * @param last the last one, in one line
 * @param takenOut whether it is not called any more
 */
public record FaultCount(
    String bundle, String service, long failures, long late, long greedy, String last, boolean takenOut) {}
