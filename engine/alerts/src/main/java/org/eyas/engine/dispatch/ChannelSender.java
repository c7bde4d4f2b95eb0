package org.eyas.engine.dispatch;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.eyas.api.alert.AlertsLostException;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.alert.RenderedAlert;
import org.jspecify.annotations.Nullable;

/** Calls a channel and counts the results. One thread calls; any thread may read the counts. */
final class ChannelSender {
  /** The longest batch. Under load the queue is never empty. */
  private static final int LONGEST_BATCH = 128;

  private interface Call {
    void run() throws IOException;
  }

  private final OutputChannel channel;
  private final ChannelStatus status;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private int gathered;

  ChannelSender(OutputChannel channel, ChannelStatus status) {
    this.channel = channel;
    this.status = status;
  }

  void check() {
    attempt(channel::check);
  }

  void reopen() {
    attempt(channel::reopen);
  }

  /** Sends or buffers an alert. It counts as sent when the channel's buffer is empty. */
  void send(RenderedAlert alert, boolean noneWaiting) {
    gathered++;
    boolean end = noneWaiting || gathered >= LONGEST_BATCH;
    IOException failure = attempt(() -> channel.send(alert, end));
    int lost = failure == null ? 0 : failure instanceof AlertsLostException known ? Math.min(known.alerts(), gathered) : 1;
    failed.addAndGet(lost);
    gathered -= lost;
    if (end || lost > 1) {
      sent.addAndGet(gathered);
      gathered = 0;
    }
  }

  /** Sends a single alert; returns whether it was accepted. */
  boolean sendNow(RenderedAlert alert) {
    boolean taken = attempt(() -> channel.send(alert, true)) == null;
    (taken ? sent : failed).incrementAndGet();
    return taken;
  }

  private @Nullable IOException attempt(Call call) {
    status.begins();
    try {
      call.run();
      status.sent();
      return null;
    } catch (IOException e) {
      status.failed(e);
      return e;
    } catch (RuntimeException e) {
      status.failed(e);
      return new IOException(e);
    } finally {
      status.ends();
    }
  }

  long sent() {
    return sent.get();
  }

  long failed() {
    return failed.get();
  }
}
