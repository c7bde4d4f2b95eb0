package org.eyas.core.metric;

import java.util.Map;
import org.eyas.api.source.CaptureDetails;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.SourceInfo;
import org.eyas.core.engine.LoopFigures;

/** What is known of a source at one moment. */
public record SourceReading(SourceInfo source, CaptureStats stats, CaptureDetails details, LoopFigures loop) {
  private static final String SYSCALL = "syscall";

  /** Drivers that Falco's metrics call otherwise than its key engine.kind. */
  private static final Map<String, String> ENGINES = Map.of("modern_ebpf", "modern_bpf");

  boolean isSyscall() {
    return source.eventSource().equals(SYSCALL);
  }

  /** What Falco's metrics call where the events come from: "modern_bpf"; of what is not system calls "source_plugin". */
  String engine() {
    return isSyscall() ? ENGINES.getOrDefault(source.kind(), source.kind()) : "source_plugin";
  }

  /** Events the source had, those that it lost included: what Falco counts as n_evts. */
  long all() {
    return stats.events() + stats.dropped();
  }
}
