package org.eyas.api.control;

/**
 * The content of the journal at one moment.
 *
 * @param recording whether new events are being added
 * @param firstNanos time of the oldest event, in nanoseconds since the epoch; 0 if there are no events
 * @param lastNanos time of the newest event, likewise
 * @param events number of events
 * @param bytes memory in use for events and state
 * @param limitBytes maximum of {@code bytes}; when it is reached, the oldest segment is dropped
 * @param remark why the journal covers little or nothing, in words for people; empty if there is nothing to say
 */
public record JournalSpan(
    boolean recording, long firstNanos, long lastNanos, long events, long bytes, long limitBytes, String remark) {}
