package org.eyas.console.page;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eyas.api.control.RuleCompleteness;
import org.eyas.api.control.SourceControl;
import org.eyas.api.control.SourceStatus;

/**
 * A source as tables show it.
 *
 * @param lost since the source was opened
 * @param coverage the events that its rules saw or lost in the last half hour
 */
record SourceRow(
    String source, String kind, String state, String level, String reason, String rate, String events, String lost,
    boolean losing,
    SourceCoverage coverage, Moment since) {
  static List<SourceRow> all(Services services, Samples samples) {
    List<SourceStatus> sources = services.sourceControl().map(SourceControl::sources).orElse(List.of());
    List<RuleCompleteness> figures = SourceCoverage.figures(services);
    return sources.stream().map(source -> of(source, samples, SourceCoverage.of(source.source(), figures))).toList();
  }

  private static SourceRow of(SourceStatus source, Samples samples, SourceCoverage coverage) {
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
        samples.rate(source).map(rate -> Figures.rough(rate) + "/s").orElse(""),
        Figures.count(source.events()),
        Figures.count(source.lost()),
        source.lost() > 0,
        coverage,
        Moment.ago(source.since(), Instant.now()));
  }
}
