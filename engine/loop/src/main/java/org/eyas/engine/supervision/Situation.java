package org.eyas.engine.supervision;

import org.eyas.api.source.SourceInfo;

/**
 * The situation of a source in which its plan decides what is next.
 *
 * @param source the source whose capture is or was read
 * @param leavingNanos since when its bundle has left, if it is leaving
 * @param isRetryDue whether the pause after the last failure is over
 */
public record Situation(SourceState state, SourceInfo source, long leavingNanos, boolean isRetryDue) {}
