package org.eyas.engine.guard;

/**
 * How long the timed calls of a service took.
 *
 * @param p999Nanos 99.9 % of the calls took at most this long
 */
public record CallTime(Origin origin, long p999Nanos, long longestNanos) {}
