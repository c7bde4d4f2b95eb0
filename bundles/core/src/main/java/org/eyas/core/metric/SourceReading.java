package org.eyas.core.metric;

import java.util.Map;
import org.eyas.api.source.CaptureDetails;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.SourceInfo;
import org.eyas.engine.loop.LoopFigures;

/** The figures of a source at one moment. */
public record SourceReading(SourceInfo source, CaptureStats stats, CaptureDetails details, LoopFigures loop) {
  private static final String SYSCALL = "syscall";

  /** Drivers whose name in Falco's metrics differs from their engine.kind. */
  private static final Map<String, String> ENGINES = Map.of("modern_ebpf", "modern_bpf");

  /** Whether the source delivers system calls. */
  public boolean isSyscall() {
    return source.eventSource().equals(SYSCALL);
  }

  /** The name of the capturing engine in Falco's metrics: "modern_bpf"; "source_plugin" for sources other than system calls. */
  String engine() {
    return isSyscall() ? ENGINES.getOrDefault(source.kind(), source.kind()) : "source_plugin";
  }

  /** The number of events of the source, including lost events: Falco's n_evts. */
  long all() {
    return stats.events() + stats.dropped();
  }
}
