package org.eyas.enricher.session;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eyas.api.data.Text;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.PodExec;
import org.jspecify.annotations.Nullable;

/**
 * The containers that people added to running pods ({@code kubectl debug}). The first program of such a container, and what it starts,
 * belong to the session of the person who added it.
 *
 * <pre>
 *   alice adds "debugger" --> starting --- the status of the pod has its id ---> added --+
 *   first program of each container --> beginnings -------------------------------------+--> session
 * </pre>
 *
 * <p>The request, the id and the first program come in any order, within a minute from the start of the program. A container that shares the process
 * namespace of another container has no process 1, so the first program that enters it counts. This program may also be
 * an exec, so {@link ExecJoiner} gets it at the same time. So no exec waits for a container that does not start.
 *
 * <p>Loops call {@link #entered}, the reader of requests calls {@link #add}, and a separate thread calls
 * {@link #sweep}. Times are in nanoseconds since the epoch, of this machine.
 */
final class AddedContainers {
  /** The maximum time until an added container starts. Its image is pulled first. */
  static final long START_NANOS = 600_000_000_000L;
  /** The maximum time for which a first program waits for the request that added its container. */
  static final long WAIT_NANOS = 60_000_000_000L;

  private static final int MOST = 256;
  private static final int MOST_PROCESSES = 256;

  private record ContainerPath(String namespace, String pod, String container) {}

  private record Starting(PodExec request, long sinceNanos) {}

  /** @param first the first program of the container, once it is known */
  private record Added(PodExec request, @Nullable EnteredProgram first) {
    boolean mayBeginWith(EnteredProgram program) {
      return program.isFirst() || first == null || first.equals(program);
    }
  }

  /** The first program of a container, and the processes that wait for its session. */
  private record Beginning(EnteredProgram program, List<Attachments> processes) {}

  private final ExecJoiner joiner;
  private final Map<ContainerPath, Starting> starting = new LinkedHashMap<>();
  private final Map<Text, Added> added = new LinkedHashMap<>();
  private final Map<Text, Beginning> beginnings = new LinkedHashMap<>();
  private volatile boolean isStarting;

  /** @param joiner gets programs that may be execs */
  AddedContainers(ExecJoiner joiner) {
    this.joiner = joiner;
  }

  /**
   * Records that a person added a container to a pod. If two requests have the same name, the first request added the
   * container.
   */
  synchronized void add(PodExec request, long now) {
    starting.putIfAbsent(new ContainerPath(request.namespace(), request.pod(), request.container()), new Starting(request, now));
    removeOldest(starting);
    isStarting = true;
  }

  private static <K, V> void removeOldest(Map<K, V> map) {
    if (map.size() > MOST) {
      map.remove(map.keySet().iterator().next());
    }
  }

  /** Whether there is a known request for a container that has not started yet. */
  boolean isStarting() {
    return isStarting;
  }

  /** Whether a person may have added this container. If so, its first program waits for the request. */
  boolean expects(Text container) {
    return isStarting || isAdded(container); // the status of the pod can be known before the events of the program are read
  }

  private synchronized boolean isAdded(Text container) {
    return added.containsKey(container);
  }

  /**
   * Registers a process of a program that entered a container. The process gets a session if the program begins an
   * added container.
   */
  synchronized void entered(EnteredProgram program, Attachments process, long now) {
    if (!program.isFirst()) {
      joiner.entered(program, process, now);
    }
    Beginning beginning = beginnings.get(program.container());
    if (beginning == null && beginnings.size() < MOST && mayBegin(program)) {
      beginning = new Beginning(program, new ArrayList<>());
      beginnings.put(program.container(), beginning);
    }
    if (beginning != null && beginning.program().equals(program) && beginning.processes().size() < MOST_PROCESSES) {
      beginning.processes().add(process);
    } else if (program.isFirst()) {
      process.put(SessionTrail.KEY, LoginSession.NONE);
    }
  }

  private boolean mayBegin(EnteredProgram program) {
    Added known = added.get(program.container());
    return isStarting || program.isFirst() || known != null && known.mayBeginWith(program);
  }

  /**
   * Decides all programs that can be decided. Called several times per second.
   *
   * @param directory finds the id of the container that a request added
   */
  synchronized void sweep(long now, Function<PodExec, Optional<String>> directory) {
    for (Iterator<Starting> requests = starting.values().iterator(); requests.hasNext();) {
      Starting next = requests.next();
      Optional<String> id = directory.apply(next.request());
      id.ifPresent(found -> added.putIfAbsent(Text.of(found), new Added(next.request(), null)));
      if (id.isPresent() || now - next.sinceNanos() > START_NANOS) {
        requests.remove();
      }
    }
    removeOldest(added);
    isStarting = !starting.isEmpty();
    beginnings.values().removeIf(beginning -> isDecided(beginning, now));
  }

  private boolean isDecided(Beginning beginning, long now) {
    EnteredProgram program = beginning.program();
    Added known = added.get(program.container());
    if (known != null && known.mayBeginWith(program)) {
      joiner.forget(program, now);
      added.put(program.container(), new Added(known.request(), program));
      LoginSession session = session(program, known.request());
      beginning.processes().forEach(process -> process.put(SessionTrail.KEY, session));
      return true;
    }
    boolean isOther = program.isPending() && !isStarting || now - program.login().startNanos() > WAIT_NANOS;
    if (isOther) {
      giveUp(beginning);
    }
    return isOther;
  }

  // The joiner decides about the others.
  private static void giveUp(Beginning beginning) {
    if (beginning.program().isFirst()) {
      beginning.processes().forEach(process -> process.put(SessionTrail.KEY, LoginSession.NONE));
    }
  }

  // Another person may attach to the container and type there, which no program shows.
  private static LoginSession session(EnteredProgram program, PodExec request) {
    LoginSession.Login login = new LoginSession.Login(SessionKind.DEBUG, program.login().pid(), program.login().startNanos());
    LoginConnection client = new LoginConnection(request.address(), 0, LoginConnection.Source.REQUEST);
    return new LoginSession(login, SessionUser.named(request.user()), client, program.tty(), SessionConfidence.LIKELY, null);
  }

  /** Ends the waiting of all programs. */
  synchronized void close() {
    beginnings.values().forEach(AddedContainers::giveUp);
    beginnings.clear();
  }
}
