package org.eyas.engine.relay;

/**
 * The events that a capture recorded while no process read it.
 *
 * @param firstNanos the time of the first of them; 0 if there are none
 * @param untilNanos the time at which this process began to read
 * @param events how many were read
 * @param lost how many were lost, as far as that was known when this process began to read
 */
public record RecordedMeanwhile(long firstNanos, long untilNanos, long events, long lost) {}
