package org.example.webhook;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.eyas.json.JsonException;
import org.eyas.json.JsonIndex;
import org.eyas.json.JsonKind;
import org.eyas.receiver.ReceivedBatch;

/** The events of one batch, one after another, where they are in its bytes. Used by one thread. */
final class BatchEvents {
  private static final byte[] ID = "id".getBytes(StandardCharsets.UTF_8);

  private final JsonIndex json = new JsonIndex();
  private boolean logged;
  private long nanos;
  private int current;
  private int next;
  private int end;

  /** Begins with a batch; returns false if it is not JSON, so that it has no events. */
  boolean begin(ReceivedBatch batch) {
    nanos = TimeUnit.MILLISECONDS.toNanos(batch.receivedMillis());
    next = 0;
    end = 0;
    try {
      json.parse(batch.bytes(), batch.offset(), batch.length());
    } catch (JsonException e) {
      log(e.getMessage());
      return false;
    }
    end = json.after(0);
    next = json.is(JsonKind.ARRAY, 0) ? 1 : 0;
    return true;
  }

  // Once: senders must not be able to fill the log. The source counts all.
  private void log(String reason) {
    if (!logged) {
      logged = true;
      System.getLogger(BatchEvents.class.getName()).log(
          System.Logger.Level.WARNING, "a batch is not used: " + reason + "; further ones only count as dropped events");
    }
  }

  boolean hasNext() {
    return next < end;
  }

  /** Goes to the next event; returns false if there is none. */
  boolean next() {
    if (!hasNext()) {
      return false;
    }
    current = next;
    next = json.after(next);
    return true;
  }

  /** Whether the sender gave the event an id, so that an equal one is the same event sent again. */
  boolean hasId() {
    return json.member(current, ID) != JsonIndex.NONE;
  }

  /**
   * When the event was received, in nanoseconds since the epoch: for all events of a batch the same. When they happened, only the
   * sender knows; if its events say it in a member, use that.
   */
  long nanos() {
    return nanos;
  }

  byte[] bytes() {
    return json.bytes();
  }

  int offset() {
    return json.start(current);
  }

  int length() {
    return json.end(current) - json.start(current);
  }
}
