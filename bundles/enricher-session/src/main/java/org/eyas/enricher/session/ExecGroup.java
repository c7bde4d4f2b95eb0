package org.eyas.enricher.session;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.PodExec;
import org.jspecify.annotations.Nullable;

/**
 * The programs that entered one container with the same command, and the requests for it, within a minute. {@link ExecJoiner} calls
 * it, one thread at a time.
 */
final class ExecGroup {
  /** The clocks of the API server and of this machine may differ by this much. */
  private static final long CLOCKS_NANOS = 1_000_000_000L;
  /** How long after its request a program may start. */
  private static final long START_NANOS = 10_000_000_000L;

  private static final int MOST_PROCESSES = 1_024;
  /** The most programs, and the most requests. A decision takes time by their product. */
  private static final int MOST = 256;

  /** A program, the processes that wait for its session, and the session once it is known. */
  private static final class Waiting {
    private final List<Attachments> processes = new ArrayList<>();
    private @Nullable Session session;

    private void giveUp() {
      if (session == null) {
        processes.forEach(process -> process.put(Trail.KEY, Session.NONE));
      }
    }
  }

  private final Map<Entered, Waiting> programs = new LinkedHashMap<>();
  private final List<PodExec> requests = new ArrayList<>();
  private long lastNews;
  private boolean changed;
  private boolean overflowed; // something is missing, so that nobody may be named

  ExecGroup(long now) {
    lastNews = now;
  }

  void enter(Entered program, Attachments process, long now) {
    Waiting waiting = programs.get(program);
    if (waiting == null) {
      waiting = add(program, now);
    }
    if (waiting == null || waiting.processes.size() >= MOST_PROCESSES) {
      process.put(Trail.KEY, Session.NONE);
      return;
    }
    waiting.processes.add(process);
    if (waiting.session != null) {
      process.put(Trail.KEY, waiting.session);
    }
  }

  // Null if there are too many.
  private @Nullable Waiting add(Entered program, long now) {
    if (programs.size() >= MOST) {
      overflowed = true;
      return null;
    }
    Waiting waiting = new Waiting();
    programs.put(program, waiting);
    news(now);
    return waiting;
  }

  void request(PodExec exec, long now) {
    if (requests.size() >= MOST) {
      overflowed = true;
      return;
    }
    requests.add(exec);
    news(now);
  }

  private void news(long now) {
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
      programs.forEach(this::decide);
    }
  }

  // With fewer requests than programs, one of the programs has another origin, such as a probe: nobody knows which.
  private void decide(Entered program, Waiting waiting) {
    List<PodExec> possible = requests.stream().filter(request -> canExplain(request, program)).toList();
    long rivals = programs.keySet().stream().filter(other -> possible.stream().anyMatch(each -> canExplain(each, other))).count();
    if (possible.isEmpty() || possible.size() < rivals) {
      return;
    }
    Session session = session(program, possible);
    if (!session.equals(waiting.session)) {
      waiting.session = session;
      waiting.processes.forEach(process -> process.put(Trail.KEY, session));
    }
  }

  private static boolean canExplain(PodExec request, Entered program) {
    long after = program.login().startNanos() - request.timeNanos();
    return after >= -CLOCKS_NANOS && after <= START_NANOS;
  }

  private static Session session(Entered program, List<PodExec> possible) {
    PodExec first = possible.getFirst();
    boolean isOnePerson = possible.stream().allMatch(each -> isSamePerson(each, first));
    Connection client = isOnePerson ? new Connection(first.address(), 0, Connection.Source.REQUEST) : Connection.SEVERAL;
    return new Session(
        program.login(),
        isOnePerson ? Person.named(first.user()) : Person.UNKNOWN,
        client,
        program.tty(),
        isOnePerson ? Confidence.EXACT : Confidence.AMBIGUOUS,
        null);
  }

  private static boolean isSamePerson(PodExec one, PodExec other) {
    return one.user().equals(other.user()) && one.address().equals(other.address());
  }

  /** Forgets what is too old to be joined, and ends the waiting of programs that nothing explains. Returns whether nothing is left. */
  boolean expire(long now) {
    requests.removeIf(request -> now - request.timeNanos() > ExecJoiner.LIMIT_NANOS);
    programs.entrySet().removeIf(entry -> {
      boolean old = now - entry.getKey().login().startNanos() > ExecJoiner.LIMIT_NANOS;
      if (old) {
        entry.getValue().giveUp();
      }
      return old;
    });
    return requests.isEmpty() && programs.isEmpty();
  }

  /** Ends the waiting of all programs without a session. */
  void giveUp() {
    programs.values().forEach(Waiting::giveUp);
  }
}
