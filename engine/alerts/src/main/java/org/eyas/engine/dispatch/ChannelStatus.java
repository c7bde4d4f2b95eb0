package org.eyas.engine.dispatch;

import java.util.concurrent.TimeUnit;
import org.eyas.api.alert.ChannelState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The status of one channel, and its messages in the log. The channel's thread reports its calls; another thread checks
 * whether a call hangs.
 */
final class ChannelStatus {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelStatus.class);

  private final String name;
  private final FailureBurst burst = new FailureBurst();
  private volatile long startNanos;
  private volatile boolean sending;
  private volatile boolean hangs;
  private volatile boolean hung; // since the last call that succeeded
  private volatile boolean up = true;
  private volatile String lastError = "";

  ChannelStatus(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  void callBegins() {
    startNanos = System.nanoTime();
    sending = true;
  }

  void callEnds() {
    sending = false;
    hangs = false;
  }

  void callSucceeded() {
    if (hung) {
      hung = false;
      LOG.info("\"{}\" output accepts alerts again", name);
    }
    if (!up) {
      recovered();
    }
  }

  private synchronized void recovered() {
    up = true;
    burst.ended();
  }

  /** Notes a failure, and logs the first one of equal failures. */
  synchronized void callFailed(Exception failure) {
    lastError = FailureBurst.text(failure);
    up = false;
    if (burst.isNew(failure, System.nanoTime())) {
      LOG.error("{}: {}", name, lastError);
    }
  }

  /** Checks whether the channel hangs, and logs that once. */
  void checkHang(long timeoutMillis) {
    if (timeoutMillis == 0 || hangs || !sending) {
      return;
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    if (millis < timeoutMillis) {
      return;
    }
    hangs = true;
    hung = true;
    String problem = "has not accepted an alert for " + timeoutMillis + " ms";
    lastError = problem;
    LOG.error("\"{}\" output timeout: it {} (output_timeout); other outputs continue", name, problem);
  }

  boolean isUp() {
    return up && !hangs;
  }

  ChannelState state() {
    return new ChannelState(name, isUp(), lastError);
  }
}
