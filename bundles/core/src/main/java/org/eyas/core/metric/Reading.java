package org.eyas.core.metric;

import java.util.List;

/**
 * Everything the engine counts, at one moment.
 *
 * @param nanos the moment, since the epoch
 * @param sources whose events are looked at, or were
 */
public record Reading(
    long nanos, EngineState engine, List<SourceReading> sources, AlertCounts alerts, Resources resources) {}
