package org.eyas.api.control;

import org.eyas.api.alert.ChannelState;

/**
 * How one output and its queue are. Counts are since the output came.
 *
 * @param capacity how many alerts the queue holds
 */
public record OutputStatus(ChannelState channel, long sent, long failed, long dropped, long waiting, long capacity) {}
