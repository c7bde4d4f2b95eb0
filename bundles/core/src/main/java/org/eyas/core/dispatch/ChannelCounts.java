package org.eyas.core.dispatch;

/**
 * What became of the alerts of one channel since it was bound.
 *
 * @param failed attempts to send that threw
 * @param dropped alerts for which the queue had no room
 * @param refused alerts that were put aside, because the receiver takes others but not them
 * @param waiting alerts in the queue, in memory and on disk, with the one that is being sent and those that the channel keeps
 */
public record ChannelCounts(
    String name, long sent, long failed, long dropped, long refused, long waiting) {}
