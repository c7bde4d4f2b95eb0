package org.eyas.api.alert;

/**
 * The state of one output channel.
 *
 * @param name the channel's {@code output.name}
 * @param up whether the last call of the channel succeeded; true before the first call
 * @param lastError the last error in one line; it stays after the channel is up again and is empty if no call ever failed
 */
public record ChannelState(String name, boolean up, String lastError) {}
