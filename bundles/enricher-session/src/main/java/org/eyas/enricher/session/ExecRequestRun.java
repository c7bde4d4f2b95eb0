package org.eyas.enricher.session;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.BiConsumer;
import org.eyas.api.process.PodExec;

/**
 * Programs with the same command in one container, and the requests that can explain them by time. Every program that
 * one of the requests can explain is in the run, so other programs do not matter. In the order of time, the requests of
 * each program are adjacent:
 *
 * <pre>
 *   requests   R0   R1 R2          R3
 *   programs     P0    P1 P2            P3      one run, if R0 to R2 can explain P0 to P2; another one
 * </pre>
 */
final class ExecRequestRun {
  /** The largest difference between the clocks of the API server and of this machine. */
  static final long CLOCKS_NANOS = 1_000_000_000L;
  /** The maximum time from a request to the start of its program. */
  static final long START_NANOS = 10_000_000_000L;

  /** The requests from {@code from} to before {@code to} can explain a program. */
  private record Choice(EnteredProgram program, int from, int to) {}

  private final List<PodExec> requests;
  private final List<Choice> choices = new ArrayList<>();

  private ExecRequestRun(List<PodExec> requests) {
    this.requests = requests;
  }

  /** All runs; a program that no request can explain is in none. */
  static List<ExecRequestRun> of(List<EnteredProgram> programs, List<PodExec> requests) {
    List<PodExec> ordered = new ArrayList<>(requests);
    ordered.sort(Comparator.comparingLong(PodExec::timeNanos));
    programs.sort(Comparator.comparingLong(program -> program.login().startNanos()));
    List<ExecRequestRun> runs = new ArrayList<>();
    int from = 0;
    int to = 0;
    for (EnteredProgram program : programs) {
      long start = program.login().startNanos();
      from = firstAfter(ordered, from, start - START_NANOS - 1);
      int before = to;
      to = firstAfter(ordered, to, start + CLOCKS_NANOS);
      if (from < to) {
        if (runs.isEmpty() || from >= before) {
          runs.add(new ExecRequestRun(ordered));
        }
        runs.getLast().choices.add(new Choice(program, from, to));
      }
    }
    return runs;
  }

  private static int firstAfter(List<PodExec> requests, int from, long nanos) {
    int at = from;
    while (at < requests.size() && requests.get(at).timeNanos() <= nanos) {
      at++;
    }
    return at;
  }

  /** Passes on each program with the requests that can explain it. */
  void forEach(BiConsumer<EnteredProgram, List<PodExec>> action) {
    choices.forEach(choice -> action.accept(choice.program(), requests.subList(choice.from(), choice.to())));
  }

  /**
   * Whether each program can have a request of its own. If not, one of the programs has another origin, such as a
   * probe, or its request was lost. It is unknown which program that is.
   */
  boolean isExplained() {
    int next = 0;
    for (Choice choice : choices) {
      next = Math.max(next, choice.from());
      if (next++ >= choice.to()) {
        return false;
      }
    }
    return true;
  }
}
