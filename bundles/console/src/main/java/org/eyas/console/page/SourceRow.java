package org.eyas.console.page;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eyas.api.control.SourceStatus;

/** A source as tables show it. */
record SourceRow(
    String source, String kind, String state, String level, String reason, String rate, String events, String lost,
    boolean losing, Moment since) {
  static List<SourceRow> of(List<SourceStatus> sources, Samples samples) {
    Instant now = Instant.now();
    return sources.stream().map(source -> of(source, samples, now)).toList();
  }

  private static SourceRow of(SourceStatus source, Samples samples, Instant now) {
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
        Moment.ago(source.since(), now));
  }
}
