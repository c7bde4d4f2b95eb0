package org.example.webhook;

import java.io.IOException;
import java.time.Duration;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.SourceException;
import org.eyas.receiver.BatchServer;
import org.eyas.receiver.BatchStore;
import org.eyas.receiver.ReceivedBatch;

/**
 * Makes events of the batches that were received: the body of a request is one event, or an array of events. An event with a member
 * {@code id} that comes a second time within two minutes is left out.
 */
final class WebhookCapture implements Capture {
  private static final Duration WAIT = Duration.ofMillis(50);

  private final BatchServer server;
  private final BatchStore store;
  private final BatchEvents events = new BatchEvents();
  private final PayloadEvent event = new PayloadEvent();
  private boolean taken;
  private volatile long sent; // read by other threads
  private volatile long refused;

  WebhookCapture(BatchServer server, BatchStore store) {
    this.server = server;
    this.store = store;
  }

  /** The port on which it listens. */
  int port() {
    return server.port();
  }

  // Called in a loop on the thread of this source. It may wait for a moment but not for ever, because the loop switches to new
  // rules, and stops, between two calls.
  @Override
  public int poll(EventSink sink, int limit) throws SourceException {
    try {
      if (!taken) {
        take();
      }
      int count = send(sink, limit);
      commitIfSent();
      return count;
    } catch (IOException e) {
      throw new SourceException("received events cannot be read: " + e.getMessage(), "check the disk of the directory", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the loop checks this and ends
      return 0;
    }
  }

  private void take() throws IOException, InterruptedException {
    ReceivedBatch batch = store.next(WAIT);
    if (batch != null) {
      taken = true;
      refused += events.begin(batch) ? 0 : 1;
    }
  }

  // The engine has evaluated an event when the sink returns.
  private int send(EventSink sink, int limit) {
    int count = 0;
    while (count < limit && events.next()) {
      if (!isRepeated()) {
        event.write(events.nanos(), events.bytes(), events.offset(), events.length());
        sink.onEvent(0, event.memory(), 0, event.length());
        count++;
      }
    }
    sent += count;
    return count;
  }

  // A sender repeats a batch if it did not get the answer. Without an id, two equal events may both be real. With one, the whole event
  // is compared, because a client could hide another event by its id alone.
  private boolean isRepeated() {
    return events.hasId() && store.isRepeated(events.bytes(), events.offset(), events.length());
  }

  // From now on, a restart does not evaluate the batch again.
  private void commitIfSent() throws IOException {
    if (taken && !events.hasNext()) {
      taken = false;
      store.commit();
    }
  }

  @Override
  public CaptureStats stats() {
    return new CaptureStats(sent, refused);
  }

  @Override
  public void close() {
    try (store; server) {
      taken = false;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
