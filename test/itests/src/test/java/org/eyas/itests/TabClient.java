package org.eyas.itests;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** A tab of the console without a browser: follows the alerts, and loads the page of alerts once per second. */
final class TabClient implements AutoCloseable {
  private final HttpClient client = HttpClient.newHttpClient();
  private final ConsoleRun session;
  private final Thread follower;
  private final Thread reader;
  private final AtomicLong streamed = new AtomicLong();
  private final List<Long> millis = Collections.synchronizedList(new ArrayList<>());

  /** @param session of a user who is logged in */
  TabClient(ConsoleRun session) {
    this.session = session;
    follower = Thread.ofPlatform().daemon().start(this::follow);
    reader = Thread.ofPlatform().daemon().start(this::read);
  }

  private void follow() {
    try {
      client.send(session.request("/alerts/stream").build(), BodyHandlers.ofLines()).body()
          .filter(line -> line.equals("event: alerts"))
          .forEach(_ -> streamed.incrementAndGet());
    } catch (IOException | UncheckedIOException | InterruptedException e) { // it is closed
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        long start = System.nanoTime();
        HttpRequest page = session.request("/alerts").build();
        if (client.send(page, BodyHandlers.ofString()).statusCode() != 200) {
          throw new IOException(page.uri() + " has no page");
        }
        millis.add((System.nanoTime() - start) / 1_000_000);
        Thread.sleep(1_000);
      }
    } catch (IOException | InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** How long the pages took. */
  List<Long> millis() {
    return List.copyOf(millis);
  }

  /** How many updates came. */
  long streamed() {
    return streamed.get();
  }

  @Override
  public void close() {
    follower.interrupt();
    reader.interrupt();
    client.shutdownNow();
  }
}
