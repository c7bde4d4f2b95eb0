package org.eyas.console.page.alert;

import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.eyas.api.config.RefusedException;
import org.eyas.api.history.AlertHistory;
import org.eyas.api.history.PastAlert;
import org.eyas.console.access.ClientNetwork;
import org.eyas.console.access.ConsoleRequest;
import org.eyas.console.access.ConsoleSession;
import org.eyas.console.access.ConsoleSessions;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.FigureFormat;
import org.eyas.console.page.PageTemplates;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends new alerts that match a query to browsers that keep a connection open (server-sent events): at most two events a second,
 * each with a limited number of rows of the page, so that a storm does not slow a browser. The page shows how many alerts are not
 * among them. A stream ends with its session, or when its user opens too many others. While the engine is updated the stream
 * waits, and then sends the alerts that came meanwhile.
 */
public final class AlertStream implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AlertStream.class);
  private static final int MOST_MISSED = 500;
  private static final long PAUSE_MILLIS = 500;
  private static final long NOBODY_FOLLOWED = -1;
  private static final int BEAT_SECONDS = 10;
  private static final long SUCCESSOR_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final ConsoleServices services;
  private final UserPreferences preferences;
  private final PageTemplates templates;
  private final ConsoleSessions sessions;
  private final AlertStreamViewers viewers = new AlertStreamViewers();

  public AlertStream(ConsoleServices services, UserPreferences preferences, PageTemplates templates, ConsoleSessions sessions) {
    this.services = services;
    this.preferences = preferences;
    this.templates = templates;
    this.sessions = sessions;
  }

  /**
   * Writes alerts to a browser until it disconnects, on its own thread.
   *
   * @param request the address of the browser, and the alerts that it shows
   * @param end called when the stream ends
   * @return false if there are too many streams
   */
  public boolean open(ConsoleSession session, ConsoleRequest request, Writer out, Runnable end) {
    List<AlertColumn> columns = AlertColumn.of(preferences.columns(session.user()), services);
    AlertSelection selection = AlertSelection.of(request).withColumns(columns);
    return viewers.add(session.user(), ClientNetwork.of(request.clientAddress()), viewer -> {
      BooleanSupplier lasts = () -> !viewer.mustLeave() && sessions.exists(session);
      return Thread.ofPlatform().daemon().name("console-alerts").unstarted(() -> run(selection, lasts, out, end));
    });
  }

  private void run(AlertSelection selection, BooleanSupplier lasts, Writer out, Runnable end) {
    try {
      Optional<AlertHistory> history = services.alerts();
      out.write("retry: 3000\n\n");
      out.flush();
      long last = NOBODY_FOLLOWED;
      while (history.isPresent() && lasts.getAsBoolean()) {
        last = follow(history.get(), selection, last, lasts, out);
        history = awaitSuccessor(lasts);
      }
      sendEnd(out);
    } catch (RefusedException e) {
      LOG.debug("console: a stream has a query with an error: {}", e.toString());
    } catch (IOException e) {
      // The browser disconnected, which is the usual end of a stream.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      viewers.remove(Thread.currentThread());
      end.run();
    }
  }

  // Waits for the next history while the engine is being updated; empty if none comes in time.
  private Optional<AlertHistory> awaitSuccessor(BooleanSupplier lasts) throws InterruptedException {
    long start = System.nanoTime();
    while (services.alerts().isEmpty() && lasts.getAsBoolean() && System.nanoTime() - start < SUCCESSOR_NANOS) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return services.alerts();
  }

  private static void sendEnd(Writer out) throws IOException {
    out.write(event("end", ""));
    out.flush();
  }

  /**
   * Sends the alerts of a history until it is replaced or unregistered.
   *
   * @param last the number of the newest alert of the previous history
   * @return the number of the newest alert that was sent
   */
  private long follow(AlertHistory history, AlertSelection selection, long last, BooleanSupplier lasts, Writer out)
      throws IOException, InterruptedException, RefusedException {
    long newest = newest(history);
    long known = last == NOBODY_FOLLOWED ? selection.shown() : last;
    long start = known < 0 || newest < known ? newest : known;
    AlertStreamBatch batch =
        new AlertStreamBatch(AlertSelection.search(services).condition(selection.fullQuery()), selection.grouped(), start);
    try (AlertHistory.Following following = followFrom(history, start, batch, out)) {
      long reported = 0;
      int silentSeconds = 0;
      while (lasts.getAsBoolean() && services.alerts().filter(there -> there == history).isPresent()) {
        silentSeconds = batch.await(1_000) ? 0 : silentSeconds + 1;
        if (silentSeconds == BEAT_SECONDS) {
          out.write(": still here\n\n");
          silentSeconds = 0;
        }
        send(batch.drain(), selection, out);
        if (following.missed() > reported) {
          reported = following.missed();
          out.write(event("missed", FigureFormat.count(reported)));
        }
        out.flush();
        TimeUnit.MILLISECONDS.sleep(silentSeconds == 0 ? PAUSE_MILLIS : 0);
      }
      AlertStreamBatch.Content rest = batch.drain();
      send(rest, selection, out);
      out.flush();
      return rest.newest();
    }
  }

  // Between two histories no stream received alerts. The alerts of that time are sent first.
  private static AlertHistory.Following followFrom(AlertHistory history, long start, AlertStreamBatch batch, Writer out)
      throws IOException {
    synchronized (batch) {
      AlertHistory.Following following = history.follow(batch::add);
      List<PastAlert> recent = history.recent(MOST_MISSED);
      long forgotten = recent.isEmpty() ? 0 : recent.getLast().number() - start - 1;
      if (forgotten > 0) {
        out.write(event("missed", FigureFormat.count(forgotten)));
      }
      recent.reversed().forEach(batch::add);
      return following;
    }
  }

  private static long newest(AlertHistory history) {
    return history.recent(1).stream().mapToLong(PastAlert::number).findFirst().orElse(0);
  }

  private void send(AlertStreamBatch.Content content, AlertSelection selection, Writer out) throws IOException {
    StringBuilder rows = new StringBuilder();
    content.alerts().forEach(past -> rows.append(templates.fragment("alertrow", AlertListRow.of(past, selection.columns()))));
    content.groups().forEach(group -> rows.append(templates.fragment("alertgroup", AlertGroupRow.of(group, selection))));
    if (!rows.isEmpty()) {
      out.write("id: " + content.newest() + "\n" + event("alerts", rows.toString()));
    }
    if (content.more() > 0) {
      out.write(event("more", Long.toString(content.more())));
    }
  }

  private static String event(String name, String data) {
    return "event: " + name + "\ndata: " + data.replace("\r", "").replace("\n", "\ndata: ") + "\n\n";
  }

  @Override
  public void close() {
    viewers.interrupt();
  }
}
