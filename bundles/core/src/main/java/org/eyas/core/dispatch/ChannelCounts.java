package org.eyas.core.dispatch;

/**
 * What became of the alerts of one channel since it was bound.
 *
 * @param failed calls that threw
 * @param dropped alerts for which the queue had no room
 * @param waiting alerts in the queue now, with the one that is being sent
 */
public record ChannelCounts(String name, long sent, long failed, long dropped, long waiting) {}
