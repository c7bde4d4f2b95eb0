package org.eyas.engine.supervision;

import org.eyas.api.source.SourceInfo;

/**
 * The situation of a source, from which its plan decides the next step.
 *
 * @param source the source whose capture is or was read
 * @param leavingNanos the time since the bundle of the source left, if the source is leaving
 * @param isRetryDue whether the pause after the last failure is over
 */
public record SourceSituation(SourceState state, SourceInfo source, long leavingNanos, boolean isRetryDue) {}
