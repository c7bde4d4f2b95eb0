package org.eyas.api.control;

/**
 * What the journal holds.
 *
 * @param recording whether events are added now
 * @param firstNanos time of the oldest event, nanoseconds since the epoch; 0 where there is none
 * @param lastNanos of the newest
 * @param bytes what they take, state included
 * @param limitBytes what they may take; the oldest segment makes room
 * @param remark what whoever relies on it should know, in words: why it covers so little, or nothing; empty where there is nothing
 *     to say
 */
public record JournalSpan(
    boolean recording, long firstNanos, long lastNanos, long events, long bytes, long limitBytes, String remark) {}
