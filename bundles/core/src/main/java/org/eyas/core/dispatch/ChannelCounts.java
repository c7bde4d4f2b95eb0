package org.eyas.core.dispatch;

/**
 * What became of the alerts of one channel since it was bound.
 *
 * @param failed calls that threw
 * @param dropped alerts for which the queue had no room
 */
public record ChannelCounts(String name, long sent, long failed, long dropped) {}
