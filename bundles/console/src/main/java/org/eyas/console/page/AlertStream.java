package org.eyas.console.page;

import java.io.IOException;
import java.io.Writer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.eyas.api.control.AlertHistory;
import org.eyas.api.control.PastAlert;
import org.eyas.console.access.ClientNetwork;
import org.eyas.console.access.Session;
import org.eyas.console.access.Sessions;

/**
 * Sends new alerts to browsers that keep a connection open (server-sent events): each event is a row of the page. A browser
 * that reads too slowly misses some, and the page shows how many. A stream ends with its session, or when its user opens too
 * many others. While the engine is updated the stream waits, and then sends the alerts that came meanwhile.
 */
public final class AlertStream implements AutoCloseable {
  private static final int MOST_STREAMS = 16;
  private static final int MOST_OF_ONE_USER = 4;
  private static final int MOST_OF_ONE_NETWORK = 8;
  private static final int MOST_WAITING = 500;
  private static final long NOBODY_FOLLOWED = -1;
  private static final int BEAT_SECONDS = 10;
  private static final long SUCCESSOR_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final Services services;
  private final Templates templates;
  private final Sessions sessions;
  private final Map<Thread, Viewer> viewers = new LinkedHashMap<>();

  /** A reader of a stream: its session and address, and whether it must end because a newer stream began. */
  private record Viewer(String user, ClientNetwork network, AtomicBoolean leaves) {}

  AlertStream(Services services, Templates templates, Sessions sessions) {
    this.services = services;
    this.templates = templates;
    this.sessions = sessions;
  }

  /**
   * Writes alerts to a browser until it disconnects, on its own thread.
   *
   * @param address the address of the browser
   * @param end called then
   * @return false if there are too many streams
   */
  public synchronized boolean open(Session session, String address, Writer out, Runnable end) {
    Viewer viewer = new Viewer(session.user(), ClientNetwork.of(address), new AtomicBoolean());
    if (!makeRoom(viewer)) {
      return false;
    }
    BooleanSupplier lasts = () -> !viewer.leaves().get() && sessions.lasts(session);
    Thread thread = Thread.ofVirtual().name("console-alerts").unstarted(() -> run(lasts, out, end));
    viewers.put(thread, viewer);
    thread.start();
    return true;
  }

  // The oldest stream of the same user ends: it may be of a page that was reloaded. Through a tunnel all streams come from
  // the loopback address.
  private boolean makeRoom(Viewer viewer) {
    List<Viewer> own = viewers.values().stream().filter(other -> other.user().equals(viewer.user())).toList();
    List<Viewer> ownStaying = own.stream().filter(other -> !other.leaves().get()).toList();
    Optional<Viewer> leaver = ownStaying.size() < MOST_OF_ONE_USER ? Optional.empty() : Optional.of(ownStaying.getFirst());
    List<Viewer> others =
        viewers.values().stream().filter(other -> !other.leaves().get() && other != leaver.orElse(null)).toList();
    long ofNetwork = others.stream().filter(other -> other.network().equals(viewer.network())).count();
    boolean room =
        others.size() < MOST_STREAMS
            && own.size() < 2 * MOST_OF_ONE_USER
            && (viewer.network().isLoopback() || ofNetwork < MOST_OF_ONE_NETWORK);
    leaver.filter(_ -> room).ifPresent(other -> other.leaves().set(true));
    return room;
  }

  private synchronized void leave(Thread thread) {
    viewers.remove(thread);
  }

  private void run(BooleanSupplier lasts, Writer out, Runnable end) {
    try {
      Optional<AlertHistory> history = services.alerts();
      out.write("retry: 3000\n\n");
      out.flush();
      long last = NOBODY_FOLLOWED;
      while (history.isPresent() && lasts.getAsBoolean()) {
        last = follow(history.get(), last, lasts, out);
        history = successor(lasts);
      }
      out.write(event("end", ""));
      out.flush();
    } catch (IOException e) {
      // The browser disconnected, which is the usual end of a stream.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      leave(Thread.currentThread());
      end.run();
    }
  }

  // Waits for the next history while the engine is being updated; empty if none comes in time.
  private Optional<AlertHistory> successor(BooleanSupplier lasts) throws InterruptedException {
    long start = System.nanoTime();
    while (services.alerts().isEmpty() && lasts.getAsBoolean() && System.nanoTime() - start < SUCCESSOR_NANOS) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return services.alerts();
  }

  /**
   * Sends the alerts of a history until it is replaced or unregistered.
   *
   * @param last the number of the newest alert of the previous history
   * @return the number of the newest alert that was sent
   */
  private long follow(AlertHistory history, long last, BooleanSupplier lasts, Writer out)
      throws IOException, InterruptedException {
    BlockingQueue<PastAlert> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    AtomicLong skipped = new AtomicLong();
    long newest = last == NOBODY_FOLLOWED ? newest(history) : last;
    try (AlertHistory.Following following = history.follow(alert -> put(alert, waiting, skipped))) {
      newest = sendMissed(history, newest, out);
      long reported = 0;
      int silentSeconds = 0;
      while (lasts.getAsBoolean() && services.alerts().filter(there -> there == history).isPresent()) {
        PastAlert alert = waiting.poll(1, TimeUnit.SECONDS);
        silentSeconds = alert == null ? silentSeconds + 1 : 0;
        if (silentSeconds == BEAT_SECONDS) {
          out.write(": still here\n\n");
          silentSeconds = 0;
        }
        if (alert != null && alert.number() > newest) {
          newest = send(alert, out);
        }
        long missed = skipped.get() + following.missed();
        if (missed > reported) {
          out.write(event("missed", Figures.count(missed)));
          reported = missed;
        }
        if (waiting.isEmpty()) {
          out.flush();
        }
      }
      out.flush();
    }
    return newest;
  }

  // No stream followed between two histories. A history that counts from 1 again is not a continuation of the previous one.
  private long sendMissed(AlertHistory history, long last, Writer out) throws IOException {
    List<PastAlert> recent = history.recent(MOST_WAITING);
    if (recent.isEmpty() || recent.getFirst().number() < last) {
      return 0;
    }
    long forgotten = recent.getLast().number() - last - 1;
    if (forgotten > 0) {
      out.write(event("missed", Figures.count(forgotten)));
    }
    for (PastAlert alert : recent.reversed()) {
      if (alert.number() > last) {
        send(alert, out);
      }
    }
    out.flush();
    return recent.getFirst().number();
  }

  private static long newest(AlertHistory history) {
    return history.recent(1).stream().mapToLong(PastAlert::number).findFirst().orElse(0);
  }

  private long send(PastAlert alert, Writer out) throws IOException {
    out.write(event("alert", AlertsPage.row(templates, alert)));
    return alert.number();
  }

  private static void put(PastAlert alert, BlockingQueue<PastAlert> waiting, AtomicLong skipped) {
    if (!waiting.offer(alert)) {
      skipped.incrementAndGet();
    }
  }

  private static String event(String name, String data) {
    return "event: " + name + "\ndata: " + data.replace("\r", "").replace("\n", "\ndata: ") + "\n\n";
  }

  @Override
  public synchronized void close() {
    viewers.keySet().forEach(Thread::interrupt);
  }
}
