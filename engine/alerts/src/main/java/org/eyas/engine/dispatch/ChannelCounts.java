package org.eyas.engine.dispatch;

/**
 * The counters of one channel since it was added.
 *
 * @param failed attempts to send that failed
 * @param dropped alerts for which the queue had no room
 * @param refused alerts that were put aside, because the receiver accepts other alerts but not these
 * @param waiting alerts in the queue, in memory and on disk, including the alert that is being sent and the alerts that
 *     the channel keeps itself
 * @param recognized alerts that came again after the process was killed, and that the channel had stored before
 */
public record ChannelCounts(
    String name, long sent, long failed, long dropped, long refused, long waiting, long recognized) {}
