package org.eyas.engine.explain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eyas.api.control.OpenSequence;
import org.eyas.api.control.OpenSequences;
import org.eyas.api.data.VisibleText;
import org.eyas.engine.stateful.condition.TimeSpan;

/** Lists the sequences that are open after the last event. */
final class OpenSequencesText {
  private OpenSequencesText() {}

  static List<String> lines(OpenSequences open, long nowNanos) {
    List<String> lines = new ArrayList<>();
    if (open.count() > 0) {
      lines.add("Open after the last event, the furthest first:");
      open.furthest().forEach(each -> lines.add("  " + VisibleText.line(line(open.by(), each, nowNanos))));
    }
    if (open.count() > open.furthest().size()) {
      lines.add("  ... " + (open.count() - open.furthest().size()) + " more");
    }
    return lines;
  }

  private static String line(List<String> by, OpenSequence open, long nowNanos) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < by.size(); i++) {
      line.append(by.get(i)).append('=').append(open.group().get(i)).append(i == by.size() - 1 ? ": " : " ");
    }
    String left = left(open, nowNanos);
    line.append(String.join(", ", open.matched())).append(" matched; ");
    String awaited = String.join(" and ", open.awaited());
    line.append(open.complete() ? "fires in " + left + " unless " + awaited + " matches" : "waits " + left + " for " + awaited);
    return line.toString();
  }

  /** Whole seconds, or milliseconds if it is less than one. */
  private static String left(OpenSequence open, long nowNanos) {
    long nanos = Duration.between(Instant.ofEpochSecond(0, nowNanos), open.end()).toNanos();
    long second = TimeUnit.SECONDS.toNanos(1);
    return TimeSpan.text(nanos < second ? nanos : nanos - nanos % second);
  }
}
