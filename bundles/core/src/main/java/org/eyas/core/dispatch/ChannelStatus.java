package org.eyas.core.dispatch;

import java.util.concurrent.TimeUnit;
import org.eyas.api.alert.ChannelState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How one channel is, and what the log is told of it. The channel's thread sends, another one looks. */
final class ChannelStatus {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelStatus.class);

  private final String name;
  private final FailureBurst burst = new FailureBurst();
  private volatile long startNanos;
  private volatile boolean sending;
  private volatile boolean hangs;
  private volatile boolean up = true;
  private volatile String lastError = "";

  ChannelStatus(String name) {
    this.name = name;
  }

  void begins() {
    startNanos = System.nanoTime();
    sending = true;
  }

  void ends() {
    sending = false;
    if (hangs) {
      hangs = false;
      LOG.info("\"{}\" output takes alerts again", name);
    }
  }

  void sent() {
    if (!up) {
      recovered();
    }
  }

  private synchronized void recovered() {
    up = true;
    burst.ended();
  }

  /** Of failures that are one to a person the first is logged. */
  synchronized void failed(Exception failure) {
    lastError = FailureBurst.text(failure);
    up = false;
    if (burst.isNew(failure, System.nanoTime())) {
      LOG.error("{}: {}", name, lastError);
    }
  }

  /** Looks whether it hangs, which is said once. */
  void look(long timeoutMillis) {
    if (timeoutMillis == 0 || hangs || !sending) {
      return;
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    if (millis < timeoutMillis) {
      return;
    }
    hangs = true;
    String told = "has not taken an alert for " + timeoutMillis + " ms";
    lastError = told;
    LOG.error("\"{}\" output timeout: it {} (output_timeout); other outputs go on", name, told);
  }

  boolean isUp() {
    return up && !hangs;
  }

  ChannelState state() {
    return new ChannelState(name, isUp(), lastError);
  }
}
