package org.eyas.core.metric;

import java.util.List;
import org.eyas.api.control.RuleCompleteness;
import org.eyas.engine.loop.JoinFigures;

/**
 * All counters of the engine at one moment.
 *
 * @param nanos the moment, since the epoch
 * @param sources running sources and sources that have ended
 * @param joined the figures of rules over several sources
 * @param incomplete the rules that missed events, or did not decide all events, since their source began
 */
public record EngineReading(
    long nanos, EngineState engine, List<SourceReading> sources, AlertCounts alerts, ResourceUsage resources, JoinFigures joined,
    List<RuleCompleteness> incomplete) {}
