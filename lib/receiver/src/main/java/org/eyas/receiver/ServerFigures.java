package org.eyas.receiver;

import java.util.Map;

/**
 * The figures of a {@link BatchServer} since its start.
 *
 * @param outcomes the numbers of requests and connections by outcome
 * @param keptBytes the size of the bodies that were kept
 * @param connections clients that are connected now
 */
public record ServerFigures(Map<Outcome, Long> outcomes, long keptBytes, int connections) {}
