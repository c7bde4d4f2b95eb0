package org.eyas.engine.guard;

/**
 * The durations of the timed calls of a service.
 *
 * @param p999Nanos 99.9 % of the calls took at most this long
 */
public record CallTimeSummary(ServiceOrigin origin, long p999Nanos, long longestNanos) {}
