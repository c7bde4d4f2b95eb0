package org.eyas.api.alert;

/**
 * How one output channel is.
 *
 * @param name its {@code output.name}
 * @param up whether the last thing that it was asked to do went well; one that was not asked yet is up
 * @param lastError in one line, what went wrong last, also when it is up again; empty where nothing ever did
 */
public record ChannelState(String name, boolean up, String lastError) {}
