package org.eyas.enricher.session;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Text;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.PodExec;

/**
 * Joins the programs that entered a container with the requests that explain them, by container, command and time. The order in
 * which both arrive does not matter: nothing is decided until both have been quiet for {@link #QUIET_NANOS}.
 *
 * <p>Loops call {@link #entered} for each process of a program that entered a container; whoever reads requests calls
 * {@link #requested}. A thread of its own calls {@link #sweep} several times per second. Times are in nanoseconds since the epoch.
 */
final class ExecJoiner {
  /** How long nothing new must arrive before a decision: a process starts this long after its request at most. */
  static final long QUIET_NANOS = 1_000_000_000L;
  /** How long a program waits for its request: the API server sends its audit events in batches. */
  static final long LIMIT_NANOS = 60_000_000_000L;

  /** One of several equal commands in one container belongs to one of their requests. */
  private record Place(Text container, Text command) {}

  private static final int MOST_PLACES = 4_096;
  private final Map<Place, ExecGroup> groups = new LinkedHashMap<>();

  /** A process began that has entered a container, or comes from one that has. Its session is attached later. */
  synchronized void entered(Entered program, Attachments process, long now) {
    if (now - program.login().startNanos() > LIMIT_NANOS) {
      process.put(Trail.KEY, Session.NONE);
    } else {
      group(new Place(program.container(), program.command()), now).enter(program, process, now);
    }
  }

  /** Somebody requested a program in a container. */
  synchronized void requested(Text container, PodExec exec, long now) {
    ByteBuilder command = new ByteBuilder();
    exec.command().forEach(word -> command.append(word).append(0));
    group(new Place(container, Entered.cut(command.toText())), now).request(exec, now);
  }

  private ExecGroup group(Place place, long now) {
    if (groups.size() >= MOST_PLACES && !groups.containsKey(place)) {
      Iterator<ExecGroup> oldest = groups.values().iterator();
      oldest.next().giveUp();
      oldest.remove();
    }
    return groups.computeIfAbsent(place, key -> new ExecGroup(now));
  }

  /** A program did not come from an exec: its processes have their session, which no request may change. */
  synchronized void forget(Entered program, long now) {
    ExecGroup group = groups.get(new Place(program.container(), program.command()));
    if (group != null) {
      group.forget(program, now);
    }
  }

  /** Decides what can be decided, and ends the waiting of programs that nothing explains. */
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
