package org.eyas.api.control;

import org.eyas.api.alert.ChannelState;

/**
 * The state of one output and its queue. Counts are since the output started.
 *
 * @param channel the name and state of the channel
 * @param sent alerts that were sent
 * @param failed alerts that could not be sent
 * @param dropped alerts that were dropped because the queue was full
 * @param waiting alerts in the queue
 * @param capacity maximum of {@code waiting}
 */
public record OutputStatus(ChannelState channel, long sent, long failed, long dropped, long waiting, long capacity) {}
