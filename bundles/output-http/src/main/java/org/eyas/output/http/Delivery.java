package org.eyas.output.http;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.eyas.output.http.Outcome.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings alerts to the server, one behind the other, and tries again what may pass.
 *
 * <p>Where one alert was given up the server is down: the next ones get one try, and none until some time has passed since
 * the last, so that a server that stays away does not fill the memory with alerts. Used by one thread.
 */
final class Delivery implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Delivery.class);
  private static final long LONGEST_REST_MILLIS = 60_000;

  private final Poster poster;
  private final RetryPolicy policy;
  private final RandomGenerator random = RandomGenerator.getDefault();
  private boolean down;
  private long restUntilNanos;
  private long lost;
  private int rejectedWith;

  Delivery(Poster poster, RetryPolicy policy) {
    this.poster = poster;
    this.policy = policy;
  }

  /** @throws IOException where the server did not take it */
  void deliver(String contentType, String body) throws IOException, InterruptedException {
    if (down && System.nanoTime() - restUntilNanos < 0) {
      throw lost("the server is down");
    }
    long start = System.nanoTime();
    int timeouts = 0;
    for (int tries = 1; ; tries++) {
      Outcome outcome = poster.post(contentType, body);
      timeouts += outcome.kind() == Kind.TIMED_OUT ? 1 : 0;
      switch (outcome.kind()) {
        case ACCEPTED -> {
          answered();
          rejectedWith = 0;
          return;
        }
        case REJECTED -> throw rejected(outcome);
        case FAILED, TIMED_OUT, REFUSED -> {
          long wait = Math.max(outcome.waitMillis(), policy.waitMillis(tries, random));
          boolean last = down || outcome.kind() == Kind.REFUSED || timeouts > policy.timeouts();
          if (last || millisSince(start) + wait > policy.totalMillis()) {
            throw givenUp(outcome, tries, millisSince(start));
          }
          TimeUnit.MILLISECONDS.sleep(wait);
        }
      }
    }
  }

  private static long millisSince(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - nanos);
  }

  private void answered() {
    if (down) {
      LOG.info("http_output: {} answers again; alerts lost meanwhile: {}", poster.target().uri(), lost);
    }
    down = false;
    lost = 0;
  }

  // A server that answers is up, whatever it says of this alert.
  private IOException rejected(Outcome outcome) {
    answered();
    String text = poster.target().uri() + " does not want the alert: " + outcome.text();
    if (rejectedWith != outcome.status()) {
      rejectedWith = outcome.status();
      LOG.error("http_output: {}", text);
    }
    return new IOException(text);
  }

  private IOException givenUp(Outcome outcome, int tries, long millis) {
    if (!down) {
      LOG.error(
          "http_output: {} takes no alerts: {} (tries: {} in {} ms); they are lost until it does",
          poster.target().uri(), outcome.text(), tries, millis);
    }
    down = true;
    long rest = Math.max(policy.longestMillis(), Math.min(outcome.waitMillis(), LONGEST_REST_MILLIS));
    restUntilNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(rest);
    return lost(outcome.text());
  }

  private IOException lost(String why) {
    lost++;
    return new IOException(poster.target().uri() + ": " + why);
  }

  @Override
  public void close() {
    poster.close();
  }
}
