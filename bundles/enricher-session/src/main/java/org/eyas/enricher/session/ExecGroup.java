package org.eyas.enricher.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.PodExec;
import org.jspecify.annotations.Nullable;

/**
 * The programs that entered one container with the same command, and the requests for it, within a minute. {@link ExecJoiner} calls
 * it, one thread at a time.
 */
final class ExecGroup {
  /** The maximum number of programs, and of requests. The time of a decision grows with their product. */
  private static final int MOST = 256;

  /** The time for which requests stay: until all programs that they can explain are decided. */
  private static final long REQUEST_NANOS = ExecJoiner.LIMIT_NANOS + ExecRequestRun.START_NANOS;
  /**
   * The time for which programs stay: longer than their requests. Otherwise, the requests would seem to be free to explain
   * other programs.
   */
  private static final long PROGRAM_NANOS = REQUEST_NANOS + 2 * ExecRequestRun.CLOCKS_NANOS;

  private final Map<EnteredProgram, WaitingProgram> programs = new LinkedHashMap<>();
  private final List<PodExec> requests = new ArrayList<>();
  private long lastNews;
  private boolean changed;
  private boolean overflowed; // a program or request is missing, so no person may be named

  ExecGroup(long now) {
    lastNews = now;
  }

  void addProgram(EnteredProgram program, Attachments process, long now) {
    WaitingProgram waiting = programs.get(program);
    if (waiting == null) {
      waiting = add(program, now);
    }
    if (waiting == null || !waiting.add(process)) {
      process.put(SessionTrail.KEY, LoginSession.NONE);
    }
  }

  // Null if there are too many.
  private @Nullable WaitingProgram add(EnteredProgram program, long now) {
    if (programs.size() >= MOST) {
      overflowed = true;
      return null;
    }
    WaitingProgram waiting = new WaitingProgram();
    programs.put(program, waiting);
    noteChange(now);
    return waiting;
  }

  void addRequest(PodExec exec, long now) {
    if (requests.size() >= MOST) {
      overflowed = true;
      return;
    }
    requests.add(exec);
    noteChange(now);
  }

  void forget(EnteredProgram program, long now) {
    programs.remove(program);
    noteChange(now);
  }

  private void noteChange(long now) {
    lastNews = now;
    changed = true;
  }

  /** Decides all programs, also those that were decided with fewer requests. */
  void decide(long now) {
    if (changed && now - lastNews >= ExecJoiner.QUIET_NANOS) {
      changed = false;
      decideAll();
    }
  }

  private void decideAll() {
    if (!requests.isEmpty() && !overflowed) {
      for (ExecRequestRun run : ExecRequestRun.of(new ArrayList<>(programs.keySet()), requests)) {
        if (run.isExplained()) {
          run.forEach(this::decide);
        }
      }
    }
  }

  private void decide(EnteredProgram program, List<PodExec> possible) {
    Objects.requireNonNull(programs.get(program)).decide(program, possible);
  }

  /**
   * Drops programs and requests that are too old to be joined, and ends the waiting of programs that no request
   * explains. Returns whether the group is empty.
   */
  boolean expire(long now) {
    requests.removeIf(request -> now - request.timeNanos() > REQUEST_NANOS);
    programs.forEach((program, waiting) -> {
      if (now - program.login().startNanos() > ExecJoiner.LIMIT_NANOS) {
        waiting.settle();
      }
    });
    programs.keySet().removeIf(program -> now - program.login().startNanos() > PROGRAM_NANOS);
    return requests.isEmpty() && programs.isEmpty();
  }

  /** Ends the waiting of all programs without a session. */
  void giveUp() {
    programs.values().forEach(WaitingProgram::settle);
  }
}
