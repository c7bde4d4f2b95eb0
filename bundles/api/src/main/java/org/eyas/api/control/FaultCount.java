package org.eyas.api.control;

/**
 * What one service of a bundle did wrong since it came.
 *
 * @param bundle its symbolic name
 * @param service what it offers and its class: "Enricher org.acme.SlowEnricher"
 * @param failures how often it threw
 * @param late how often a call took longer than its budget
 * @param last the last one, in one line
 * @param takenOut whether it is not called any more
 */
public record FaultCount(String bundle, String service, long failures, long late, String last, boolean takenOut) {}
