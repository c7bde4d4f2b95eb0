package org.eyas.core.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eyas.api.source.CaptureDetails.ProgramCounts;
import org.eyas.api.source.LossCause;
import org.eyas.engine.state.process.StateCounts;

/** The counters of a source of system calls, under Falco's names. */
final class SourceFigures {
  /** The figures of the state that can also decrease. */
  private static final Set<String> PRESENT = Set.of("n_threads", "n_fds");

  private SourceFigures() {}

  /** The sizes of the state. */
  static List<MetricFigure> state(StateCounts counts) {
    List<MetricFigure> figures = new ArrayList<>();
    counts.byName().forEach(
        (name, value) -> figures
            .add(new MetricFigure(MetricGroup.STATE, name, MetricUnit.COUNT, !PRESENT.contains(name), value)));
    return figures;
  }

  /**
   * The figures of events and losses. Losses due to full buffers are omitted, because they have labels in Prometheus.
   */
  static List<MetricFigure> kernel(SourceReading source) {
    List<MetricFigure> figures = new ArrayList<>();
    figures.add(kernel("n_evts", source.all()));
    figures.add(kernel("n_drops", source.stats().dropped()));
    for (LossCause cause : LossCause.values()) {
      if (!cause.isBuffer()) {
        figures.add(kernel("n_drops_" + cause.label(), source.stats().lost(cause)));
      }
    }
    return figures;
  }

  static MetricFigure kernel(String name, long value) {
    return MetricFigure.counter(MetricGroup.KERNEL, name, value);
  }

  /** The run time of the source's programs in the kernel; empty if the kernel does not measure it. */
  static List<MetricFigure> programs(SourceReading source) {
    List<MetricFigure> figures = new ArrayList<>();
    for (ProgramCounts program : source.details().programs()) {
      String name = program.name() + ".";
      long average = program.runs() == 0 ? 0 : program.nanos() / program.runs();
      figures.add(MetricFigure.counter(MetricGroup.PROGRAMS, name + "run_cnt", program.runs()));
      figures.add(new MetricFigure(MetricGroup.PROGRAMS, name + "run_time", MetricUnit.NANOSECONDS_SUM, true, program.nanos()));
      figures.add(MetricFigure.gauge(MetricGroup.PROGRAMS, name + "avg_time", MetricUnit.NANOSECONDS, average));
    }
    return figures;
  }
}
