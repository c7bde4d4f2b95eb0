package org.eyas.engine.dispatch;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.eyas.api.alert.KnownFailureException;
import org.eyas.api.failure.Reason;

/**
 * Groups equal failures of a channel into bursts: failures without a sent alert in between, or within a minute. The
 * first failure of a burst is logged, and all failures are counted. Used by one thread at a time.
 */
final class FailureBurst {
  private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

  private String last = "";
  private long lastNanos;
  private boolean failing;

  /** Whether this failure begins a burst; false for a failure that the channel itself has logged. */
  boolean isNew(Exception failure, long nowNanos) {
    if (failure instanceof KnownFailureException) {
      return false;
    }
    String text = text(failure);
    boolean same = text.equals(last) && (failing || nowNanos - lastNanos < QUIET_NANOS);
    last = text;
    lastNanos = nowNanos;
    failing = true;
    return !same;
  }

  /** The text for the log. For a failure that the channel describes itself, this is only its message. */
  static String text(Exception failure) {
    return failure instanceof IOException ? Reason.of(failure) : failure.toString();
  }

  /** Ends the burst, because an alert was sent. */
  void ended() {
    failing = false;
  }
}
