package org.eyas.launcher.start;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The last runs since the boot, and whether the next one must be careful: if three of them in a row did not end cleanly and that
 * happened within a minute, or if the last one was careful and did not last ten minutes. The end of a run is not known; the start of
 * the next one, which follows soon if a supervisor restarts it, stands for it.
 *
 * @param runs the oldest first
 * @param nowMillis since the boot
 */
record StartHistory(List<PastRun> runs, long nowMillis) {
  /** The number of unclean ends in a row that make the next start careful. */
  static final int UNCLEAN_ENDS = 3;

  private static final long WITHIN_MILLIS = TimeUnit.MINUTES.toMillis(1);
  private static final long LASTING_MILLIS = TimeUnit.MINUTES.toMillis(10);

  /** Only runs of this boot count, and none from the future: the record of another machine, or of another container. */
  static StartHistory of(List<PastRun> all, String boot, long nowMillis) {
    List<PastRun> runs = all.stream().filter(run -> run.boot().equals(boot) && run.startMillis() <= nowMillis).toList();
    return new StartHistory(runs, nowMillis);
  }

  /** Whether the last run was killed, crashed, or could not finish its start. */
  boolean lastEndedUncleanly() {
    return !runs.isEmpty() && !runs.getLast().ended();
  }

  /** The reason why the next run is careful, without a full stop; empty if it is not. */
  String reason() {
    if (!lastEndedUncleanly()) {
      return "";
    }
    PastRun last = runs.getLast();
    long lasted = nowMillis - last.startMillis();
    if (last.careful() && lasted < LASTING_MILLIS) {
      return "the last run, which read no such files either, did not end cleanly after " + lasted / 1_000 + " s";
    }
    List<Long> ends = uncleanEnds();
    if (ends.size() < UNCLEAN_ENDS) {
      return "";
    }
    long millis = nowMillis - ends.get(ends.size() - UNCLEAN_ENDS);
    return millis <= WITHIN_MILLIS ? "the last three runs did not end cleanly, within " + millis / 1_000 + " s" : "";
  }

  // The ends of the runs since the last clean end.
  private List<Long> uncleanEnds() {
    List<Long> ends = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      if (runs.get(i).ended()) {
        ends.clear();
      } else {
        ends.add(i + 1 < runs.size() ? runs.get(i + 1).startMillis() : nowMillis);
      }
    }
    return ends;
  }
}
