package org.eyas.evidence.report;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A time in which the engine ran, by its journal.
 *
 * @param to the last line of the run
 * @param end how the run ended
 */
record RunningPeriod(Instant from, Instant to, End end) {
  /** A running engine writes a line at least this often, and two minutes are for a busy machine. */
  static final Duration SILENCE = Duration.ofMinutes(12);

  /** The end of a run. */
  enum End {
    STOPPED("stopped in order"),
    UNKNOWN("ended without a line about its end, as after a kill or a loss of power"),
    RUNNING("still ran when this report was made");

    final String text;

    End(String text) {
      this.text = text;
    }
  }

  /** @param made when the report is made */
  static List<RunningPeriod> of(List<RecordLine> journal, Instant made) {
    List<RunningPeriod> periods = new ArrayList<>();
    List<RecordLine> run = new ArrayList<>();
    for (RecordLine line : journal) {
      boolean silent = !run.isEmpty() && run.getLast().time().plus(SILENCE).isBefore(line.time());
      if (!run.isEmpty() && (silent || line.kind().equals("start"))) {
        periods.add(period(run, End.UNKNOWN));
        run.clear();
      }
      run.add(line);
      if (line.kind().equals("stop")) {
        periods.add(period(run, End.STOPPED));
        run.clear();
      }
    }
    if (!run.isEmpty()) {
      boolean recent = run.getLast().time().plus(SILENCE).isAfter(made);
      periods.add(period(run, recent ? End.RUNNING : End.UNKNOWN));
    }
    return periods;
  }

  private static RunningPeriod period(List<RecordLine> run, End end) {
    return new RunningPeriod(run.getFirst().time(), run.getLast().time(), end);
  }

  /** The times between two others in which no record says that the engine ran. */
  static List<Map<String, Object>> gaps(List<RunningPeriod> periods, Instant from, Instant to) {
    List<Map<String, Object>> gaps = new ArrayList<>();
    Instant seen = from;
    String reason = "no record: the engine did not run, or its journal of this time is gone";
    for (RunningPeriod period : periods) {
      if (period.to().isBefore(from)) {
        reason = period.reason();
        continue;
      }
      if (period.from().isAfter(to)) {
        break;
      }
      addGap(gaps, seen, period.from(), reason);
      seen = period.end() == End.RUNNING ? to : period.to();
      reason = period.reason();
    }
    addGap(gaps, seen, to, reason);
    return gaps;
  }

  private String reason() {
    return end == End.STOPPED ? "the engine was stopped" : "no record: the engine " + end.text + "; its last line is of " + to;
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
