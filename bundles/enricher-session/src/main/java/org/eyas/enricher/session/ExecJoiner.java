package org.eyas.enricher.session;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Text;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.PodExec;

/**
 * Joins the programs that entered a container with the requests that explain them, by container, command and time.
 * Programs and requests may arrive in any order: nothing is decided until no program and no request has arrived for
 * {@link #QUIET_NANOS}.
 *
 * <p>Loops call {@link #entered} for each process of a program that entered a container. The reader of requests calls
 * {@link #requested}. A separate thread calls {@link #sweep} several times per second. Times are in nanoseconds since
 * the epoch.
 */
final class ExecJoiner {
  /** The time without arrivals before a decision. A process starts at most this long after its request. */
  static final long QUIET_NANOS = 1_000_000_000L;
  /** The maximum time for which a program waits for its request. The API server sends its audit events in batches. */
  static final long LIMIT_NANOS = 60_000_000_000L;

  /** The key of equal commands in one container. Each of these commands belongs to one of their requests. */
  private record CommandKey(Text container, Text command) {}

  private static final int MOST_PLACES = 4_096;
  private final Map<CommandKey, ExecGroup> groups = new LinkedHashMap<>();

  /**
   * Registers a process that has entered a container, or that descends from such a process. Its session is attached
   * later.
   */
  synchronized void entered(EnteredProgram program, Attachments process, long now) {
    if (now - program.login().startNanos() > LIMIT_NANOS) {
      process.put(SessionTrail.KEY, LoginSession.NONE);
    } else {
      group(new CommandKey(program.container(), program.command()), now).addProgram(program, process, now);
    }
  }

  /** Registers a request for a program in a container. */
  synchronized void requested(Text container, PodExec exec, long now) {
    ByteBuilder command = new ByteBuilder();
    exec.command().forEach(word -> command.append(word).append(0));
    group(new CommandKey(container, EnteredProgram.cut(command.toText())), now).addRequest(exec, now);
  }

  private ExecGroup group(CommandKey place, long now) {
    if (groups.size() >= MOST_PLACES && !groups.containsKey(place)) {
      Iterator<ExecGroup> oldest = groups.values().iterator();
      oldest.next().giveUp();
      oldest.remove();
    }
    return groups.computeIfAbsent(place, key -> new ExecGroup(now));
  }

  /**
   * Removes a program that did not come from an exec. Its processes have their session, which no request may change.
   */
  synchronized void forget(EnteredProgram program, long now) {
    ExecGroup group = groups.get(new CommandKey(program.container(), program.command()));
    if (group != null) {
      group.forget(program, now);
    }
  }

  /** Decides all programs that can be decided, and ends the waiting of programs that no request explains. */
  synchronized void sweep(long now) {
    groups.values().forEach(group -> group.decide(now));
    groups.values().removeIf(group -> group.expire(now));
  }

  /** Ends the waiting of all programs. */
  synchronized void close() {
    groups.values().forEach(ExecGroup::giveUp);
    groups.clear();
  }
}
