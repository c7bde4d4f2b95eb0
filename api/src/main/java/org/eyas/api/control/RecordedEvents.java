package org.eyas.api.control;

/**
 * The events of system calls that the kernel recorded between the end of an earlier process of the engine and the start of this one.
 *
 * @param events how many were read; 0 until all of them are read
 * @param lost how many were lost
 */
public record RecordedEvents(long events, long lost) {}
