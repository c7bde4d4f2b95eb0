package org.eyas.console.page;

import java.io.IOException;
import java.io.Writer;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.eyas.api.control.AlertHistory;
import org.eyas.api.control.PastAlert;
import org.eyas.console.access.Session;
import org.eyas.console.access.Sessions;

/**
 * Alerts as they come, for browsers that keep a connection open (server-sent events): each event is a row of the page. Who
 * reads too slowly misses some and is told how many. A stream ends with its session.
 */
public final class AlertStream implements AutoCloseable {
  private static final int MOST_STREAMS = 16;
  private static final int MOST_WAITING = 500;
  private static final long BEAT_SECONDS = 10;

  private final Services services;
  private final Templates templates;
  private final Sessions sessions;
  private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

  AlertStream(Services services, Templates templates, Sessions sessions) {
    this.services = services;
    this.templates = templates;
    this.sessions = sessions;
  }

  /**
   * Writes alerts to a browser until it goes away, on a thread of its own.
   *
   * @param end what to do then
   * @return whether there is room for one more
   */
  public boolean open(Session session, Writer out, Runnable end) {
    if (threads.size() >= MOST_STREAMS) {
      return false;
    }
    Thread thread = Thread.ofVirtual().name("console-alerts").unstarted(() -> run(session, out, end));
    threads.add(thread);
    thread.start();
    return true;
  }

  private void run(Session session, Writer out, Runnable end) {
    try {
      Optional<AlertHistory> history = services.alerts();
      if (history.isPresent()) {
        follow(history.get(), session, out);
      }
    } catch (IOException e) {
      // The browser went away: that is how a stream ends.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      threads.remove(Thread.currentThread());
      end.run();
    }
  }

  private void follow(AlertHistory history, Session session, Writer out) throws IOException, InterruptedException {
    BlockingQueue<PastAlert> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    AtomicLong skipped = new AtomicLong();
    try (AlertHistory.Following following = history.follow(alert -> put(alert, waiting, skipped))) {
      out.write("retry: 3000\n\n");
      out.flush();
      long told = 0;
      while (sessions.lasts(session) && services.alerts().filter(there -> there == history).isPresent()) {
        PastAlert alert = waiting.poll(BEAT_SECONDS, TimeUnit.SECONDS);
        out.write(alert == null ? ": still here\n\n" : event("alert", AlertsPage.row(templates, alert)));
        long missed = skipped.get() + following.missed();
        if (missed > told) {
          out.write(event("missed", Figures.count(missed)));
          told = missed;
        }
        if (waiting.isEmpty()) {
          out.flush();
        }
      }
      out.write(event("end", ""));
      out.flush();
    }
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
  public void close() {
    threads.forEach(Thread::interrupt);
  }
}
