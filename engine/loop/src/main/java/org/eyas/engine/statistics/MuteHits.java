package org.eyas.engine.statistics;

import org.eyas.engine.rules.RuleMute;

/**
 * The number of alerts that a mute hid.
 *
 * @param rule the name of the muted rule
 * @param hidden the number of hidden alerts since the engine started
 */
public record MuteHits(String rule, RuleMute mute, long hidden) {}
