package org.eyas.output.http;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.KeptAlerts;
import org.eyas.output.http.PostOutcome.Kind;
import org.eyas.payload.PayloadMessage;
import org.eyas.spool.delivery.AlertSender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends alerts to the server one after another, and tries again if the failure may be temporary.
 *
 * <p>After an alert was given up, the server counts as down. Later alerts then get a single try, and none until some time has
 * passed since the last try, so that alerts do not pile up in memory while the server is down. Used by one thread.
 */
final class RetryingDelivery implements AlertSender<PayloadMessage> {
  private static final Logger LOG = LoggerFactory.getLogger(RetryingDelivery.class);

  private final AlertPoster poster;
  private final RetryPolicy policy;
  private final RandomGenerator random = RandomGenerator.getDefault();
  private volatile boolean down;
  private volatile String downText = "";
  private long restUntilNanos;
  private long lost;

  RetryingDelivery(AlertPoster poster, RetryPolicy policy) {
    this.poster = poster;
    this.policy = policy;
  }

  @Override
  public void send(Alert alert, PayloadMessage message, boolean endOfBatch) throws IOException {
    if (down && System.nanoTime() - restUntilNanos < 0) {
      throw lost();
    }
    try {
      deliver(message);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("stopped while the server did not answer").initCause(e);
    }
  }

  private void deliver(PayloadMessage message) throws IOException, InterruptedException {
    long start = System.nanoTime();
    int timeouts = 0;
    for (int tries = 1;; tries++) {
      PostOutcome outcome = poster.post(message);
      timeouts += outcome.kind() == Kind.TIMED_OUT ? 1 : 0;
      switch (outcome.kind()) {
        case ACCEPTED -> {
          markUp();
          return;
        }
        case REJECTED -> throw rejected(outcome);
        case FAILED, TIMED_OUT, REFUSED -> {
          long wait = Math.max(outcome.waitMillis(), policy.waitMillis(tries, random));
          boolean last = down || outcome.kind() == Kind.REFUSED || timeouts > policy.timeouts();
          if (last || millisSince(start) + wait > policy.totalMillis()) {
            throw giveUp(outcome, tries, millisSince(start));
          }
          TimeUnit.MILLISECONDS.sleep(wait);
        }
      }
    }
  }

  private static long millisSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }

  private void markUp() {
    if (down) {
      LOG.info("{}: {} answers again; alerts lost in the meantime: {}", poster.output(), poster.target().forLog(), lost);
    }
    down = false;
    lost = 0;
  }

  // A server that answers is up, even if it rejects this alert.
  private IOException rejected(PostOutcome outcome) {
    markUp();
    return new IOException(poster.target().forLog() + " rejects the alert: " + outcome.text());
  }

  // The message is the same for all alerts that an outage costs, so that the log has one line for it.
  private IOException giveUp(PostOutcome outcome, int tries, long millis) {
    if (!down) {
      downText =
          "%s does not accept alerts: %s (tries: %d in %d ms); they are lost until it does"
              .formatted(poster.target().forLog(), outcome.text(), tries, millis);
    }
    down = true;
    restUntilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(policy.restMillis(outcome));
    return lost();
  }

  private IOException lost() {
    lost++;
    return new IOException(downText);
  }

  // Alerts that are filtered out are not sent, so they must not count as a success.
  @Override
  public KeptAlerts kept() {
    return down ? new KeptAlerts(0, 0, downText) : KeptAlerts.NONE;
  }

  @Override
  public void close(long millis) {
    poster.close();
  }
}
