package org.eyas.api.control;

/**
 * The faults of one service of a bundle since the engine started.
 *
 * @param bundle the bundle's symbolic name
 * @param service the contract and the class: "Enricher org.acme.SlowEnricher"; for a field, its name too
 * @param failures how often a call threw an exception
 * @param late how often a call took longer than its budget, among the calls that were timed
 * @param greedy how often a call allocated more memory than its budget, among the calls that were measured
 * @param last the most recent fault, in one line
 * @param takenOut whether the engine has stopped calling the service
 */
public record FaultCount(
    String bundle, String service, long failures, long late, long greedy, String last, boolean takenOut) {}
