package org.eyas.console.page.engine;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eyas.api.control.RuleCompleteness;
import org.eyas.api.control.SourceControl;
import org.eyas.api.control.SourceStatus;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.EngineSamples;
import org.eyas.console.page.FigureFormat;
import org.eyas.console.page.TimeElement;

/**
 * A source as tables show it.
 *
 * @param lost since the source was opened
 * @param coverage the events that its rules saw or lost in the last half hour
 */
record SourceRow(
    String source, String kind, String state, String level, String reason, String rate, String events, String lost,
    boolean losing,
    SourceCoverage coverage, TimeElement since) {
  static List<SourceRow> all(ConsoleServices services, EngineSamples samples) {
    List<SourceStatus> sources = services.sourceControl().map(SourceControl::sources).orElse(List.of());
    List<RuleCompleteness> figures = SourceCoverage.figures(services);
    return sources.stream().map(source -> of(source, samples, SourceCoverage.of(source.source(), figures))).toList();
  }

  private static SourceRow of(SourceStatus source, EngineSamples samples, SourceCoverage coverage) {
    String level = switch (source.state()) {
      case RUNNING, ENDED -> "good";
      case WAITING -> "warn";
      case FAILED -> "bad";
    };
    return new SourceRow(
        source.source(),
        source.kind(),
        source.state().name().toLowerCase(Locale.ROOT),
        level,
        source.reason(),
        samples.rate(source).map(rate -> FigureFormat.rough(rate) + "/s").orElse(""),
        FigureFormat.count(source.events()),
        FigureFormat.count(source.lost()),
        source.lost() > 0,
        coverage,
        TimeElement.ago(source.since(), Instant.now()));
  }
}
