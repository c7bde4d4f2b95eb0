package org.eyas.core.dispatch;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.eyas.api.alert.KnownFailureException;
import org.eyas.api.failure.Reason;

/**
 * Failures of a channel that are one to a person: the same ones, with nothing sent between them or not a minute apart. The
 * first of a burst is told, all are counted. One thread at a time uses it.
 */
final class FailureBurst {
  private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

  private String told = "";
  private long lastNanos;
  private boolean failing;

  /** Whether this failure begins a burst; never one that the channel itself has told the log. */
  boolean isNew(Exception failure, long nowNanos) {
    if (failure instanceof KnownFailureException) {
      return false;
    }
    String text = text(failure);
    boolean same = text.equals(told) && (failing || nowNanos - lastNanos < QUIET_NANOS);
    told = text;
    lastNanos = nowNanos;
    failing = true;
    return !same;
  }

  /** What a person reads of it: of what a channel says itself its words alone. */
  static String text(Exception failure) {
    return failure instanceof IOException ? Reason.of(failure) : failure.toString();
  }

  /** Something was sent. */
  void ended() {
    failing = false;
  }
}
