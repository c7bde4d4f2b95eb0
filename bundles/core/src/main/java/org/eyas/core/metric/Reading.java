package org.eyas.core.metric;

import java.util.List;

/**
 * All counters of the engine at one moment.
 *
 * @param nanos the moment, since the epoch
 * @param sources running sources and sources that have ended
 */
public record Reading(
    long nanos, EngineState engine, List<SourceReading> sources, AlertCounts alerts, Resources resources) {}
