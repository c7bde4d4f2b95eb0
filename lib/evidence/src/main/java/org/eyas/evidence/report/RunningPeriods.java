package org.eyas.evidence.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The times in which the engine ran, by the lines of its journal, and the gaps between them. */
final class RunningPeriods {
  /** A running engine writes a line at least every ten minutes, and two minutes are for a busy machine. */
  static final Duration SILENCE = Duration.ofMinutes(12);

  private static final String STOPPED = "stopped in order";
  private static final String UNKNOWN = "ended without a line about its end, as after a kill or a loss of power";
  private static final String RUNNING = "still ran when this report was made";

  /** A time in which the engine ran, from its first line to its last one. */
  private record Period(Instant from, Instant to, String end) {
    String reason() {
      return end.equals(STOPPED) ? "the engine was stopped" : "no record: the engine " + end + "; its last line is of " + to;
    }
  }

  private final List<Period> periods = new ArrayList<>();
  private @Nullable Instant begin; // null between two runs
  private Instant last = Instant.MIN;

  /** Adds the next line of the journal. */
  void add(RecordLine line) {
    Instant from = begin;
    if (from != null && (line.kind().equals("start") || last.plus(SILENCE).isBefore(line.time()))) {
      periods.add(new Period(from, last, UNKNOWN));
      from = null;
    }
    begin = from == null ? line.time() : from;
    last = line.time();
    if (line.kind().equals("stop")) {
      periods.add(new Period(begin, last, STOPPED));
      begin = null;
    }
  }

  /**
   * Ends the last run. Called after the last line.
   *
   * @param made when the report is made
   */
  void end(Instant made) {
    Instant from = begin;
    if (from != null) {
      periods.add(new Period(from, last, last.plus(SILENCE).isAfter(made) ? RUNNING : UNKNOWN));
    }
  }

  /** The runs that overlap a time. */
  List<Map<String, Object>> rows(Instant from, Instant to) {
    List<Map<String, Object>> rows = new ArrayList<>();
    for (Period period : periods) {
      if (!period.to.isBefore(from) && !period.from.isAfter(to)) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("from", period.from);
        row.put("to", period.to);
        row.put("end", period.end);
        rows.add(row);
      }
    }
    return rows;
  }

  /** The times between two others in which no record says that the engine ran. */
  List<Map<String, Object>> gaps(Instant from, Instant to) {
    List<Map<String, Object>> gaps = new ArrayList<>();
    Instant known = from;
    String reason = "no record: the engine did not run, or its journal of this time is gone";
    for (Period period : periods) {
      if (period.from.isAfter(to)) {
        break;
      }
      if (!period.to.isBefore(from)) {
        addGap(gaps, known, period.from, reason);
        known = period.end.equals(RUNNING) ? to : period.to;
      }
      reason = period.reason();
    }
    addGap(gaps, known, to, reason);
    return gaps;
  }

  private static void addGap(List<Map<String, Object>> gaps, Instant from, Instant to, String reason) {
    if (from.isBefore(to)) {
      Map<String, Object> gap = new LinkedHashMap<>();
      gap.put("from", from);
      gap.put("to", to);
      gap.put("seconds", Duration.between(from, to).toSeconds());
      gap.put("reason", reason);
      gaps.add(gap);
    }
  }
}
