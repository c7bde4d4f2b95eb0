package org.eyas.core.engine;

import org.eyas.core.state.StateCounts;

/** What a loop had counted at the end of one batch. */
public record LoopFigures(LoopCounts counts, StateCounts state) {}
