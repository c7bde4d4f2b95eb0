package org.eyas.engine.loop;

import org.eyas.engine.rules.RuleMute;

/**
 * What a mute hid.
 *
 * @param rule the name of its rule
 * @param hidden alerts since the engine started
 */
public record MutedAlerts(String rule, RuleMute mute, long hidden) {}
