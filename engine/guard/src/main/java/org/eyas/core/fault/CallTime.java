package org.eyas.core.fault;

/**
 * How long calls of a service took, of those that were timed.
 *
 * @param p999Nanos of a thousand calls all but one took so long at the most
 */
public record CallTime(Origin origin, long p999Nanos, long longestNanos) {}
