package org.eyas.console.page.alert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.eyas.console.access.ClientNetwork;

/**
 * The browsers that receive streams of alerts. Their number is limited for one user, for one network, and in all. Any
 * thread may call it.
 */
final class AlertStreamViewers {
  private static final int MOST = 16;
  private static final int MOST_OF_ONE_USER = 4;
  private static final int MOST_OF_ONE_NETWORK = 8;

  /** A browser that receives a stream, with its user and its network. */
  static final class Viewer {
    private final String user;
    private final ClientNetwork network;
    private volatile boolean leaves;

    private Viewer(String user, ClientNetwork network) {
      this.user = user;
      this.network = network;
    }

    /** Whether its stream must end, because a newer one of the same user began. */
    boolean mustLeave() {
      return leaves;
    }
  }

  private final Map<Thread, Viewer> viewers = new LinkedHashMap<>();

  /**
   * Starts the thread of a stream if there may be one more.
   *
   * @param stream makes the thread, which calls {@link #remove} at its end
   * @return whether it was started
   */
  synchronized boolean add(String user, ClientNetwork network, Function<Viewer, Thread> stream) {
    Viewer viewer = new Viewer(user, network);
    if (!makeRoom(viewer)) {
      return false;
    }
    Thread thread = stream.apply(viewer);
    viewers.put(thread, viewer);
    thread.start();
    return true;
  }

  // The oldest stream of the same user ends: it may be of a page that was reloaded. Through a tunnel all streams come from
  // the loopback address.
  private boolean makeRoom(Viewer viewer) {
    List<Viewer> own = viewers.values().stream().filter(other -> other.user.equals(viewer.user)).toList();
    List<Viewer> ownStaying = own.stream().filter(other -> !other.leaves).toList();
    Optional<Viewer> leaver = ownStaying.size() < MOST_OF_ONE_USER ? Optional.empty() : Optional.of(ownStaying.getFirst());
    List<Viewer> others = viewers.values().stream().filter(other -> !other.leaves && other != leaver.orElse(null)).toList();
    long ofNetwork = others.stream().filter(other -> other.network.equals(viewer.network)).count();
    boolean room =
        others.size() < MOST
            && own.size() < 2 * MOST_OF_ONE_USER
            && (viewer.network.isLoopback() || ofNetwork < MOST_OF_ONE_NETWORK);
    leaver.filter(_ -> room).ifPresent(other -> other.leaves = true);
    return room;
  }

  synchronized void remove(Thread stream) {
    viewers.remove(stream);
  }

  /** Ends all streams. */
  synchronized void interrupt() {
    viewers.keySet().forEach(Thread::interrupt);
  }
}
