package org.eyas.core.metric;

import org.eyas.api.source.CaptureDetails;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.SourceInfo;
import org.eyas.core.engine.LoopFigures;

/** What is known of a source at one moment. */
public record SourceReading(SourceInfo source, CaptureStats stats, CaptureDetails details, LoopFigures loop) {
  private static final String SYSCALL = "syscall";

  boolean isSyscall() {
    return source.eventSource().equals(SYSCALL);
  }

  /** Events the source had, those that it lost included: what Falco counts as n_evts. */
  long all() {
    return stats.events() + stats.dropped();
  }
}
