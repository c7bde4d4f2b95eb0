package org.eyas.api.control;

/**
 * A mute that the engine uses.
 *
 * @param document the rule file in which it is written
 * @param hidden alerts that it hid since the engine started
 */
public record MuteStatus(Mute mute, String document, long hidden) {}
