package org.eyas.api.source;

/**
 * Counters of a capture since it was opened.
 *
 * @param events events handed on
 * @param dropped events the source knows it lost
 */
public record CaptureStats(long events, long dropped) {}
