package org.eyas.enricher.session;

import java.util.ArrayList;
import java.util.List;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.PodExec;
import org.jspecify.annotations.Nullable;

/**
 * A program that entered a container: the processes that wait for its session, and the session once it is known. {@link ExecJoiner}
 * calls it, one thread at a time.
 */
final class WaitingProgram {
  private static final int MOST_PROCESSES = 1_024;

  private final List<Attachments> processes = new ArrayList<>();
  private @Nullable LoginSession session;
  private boolean settled;

  /** Adds a process of the program; returns false if there are too many. */
  boolean add(Attachments process) {
    if (processes.size() >= MOST_PROCESSES) {
      return false;
    }
    if (!settled) {
      processes.add(process);
    }
    if (session != null) {
      process.put(SessionTrail.KEY, session);
    }
    return true;
  }

  /** Decides the session by the requests that may have started the program. A settled decision stays. */
  void decide(EnteredProgram program, List<PodExec> possible) {
    decide(session(program, possible));
  }

  private void decide(LoginSession next) {
    if (!settled && !next.equals(session)) {
      session = next;
      processes.forEach(process -> process.put(SessionTrail.KEY, next));
    }
  }

  /** Ends the waiting. If the program has no session so far, it gets none. */
  void settle() {
    if (session == null) {
      decide(LoginSession.NONE);
    }
    settled = true;
    processes.clear();
  }

  private static LoginSession session(EnteredProgram program, List<PodExec> possible) {
    PodExec first = possible.getFirst();
    boolean isOnePerson = possible.stream().allMatch(each -> isSamePerson(each, first));
    LoginConnection client =
        isOnePerson ? new LoginConnection(first.address(), 0, LoginConnection.Source.REQUEST) : LoginConnection.SEVERAL;
    return new LoginSession(
        program.login(),
        isOnePerson ? SessionUser.named(first.user()) : SessionUser.UNKNOWN,
        client,
        program.tty(),
        isOnePerson ? SessionConfidence.EXACT : SessionConfidence.AMBIGUOUS,
        null);
  }

  private static boolean isSamePerson(PodExec one, PodExec other) {
    return one.user().equals(other.user()) && one.address().equals(other.address());
  }
}
