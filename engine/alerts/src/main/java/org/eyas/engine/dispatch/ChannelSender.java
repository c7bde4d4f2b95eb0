package org.eyas.engine.dispatch;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.eyas.api.alert.AlertsLostException;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.alert.RenderedAlert;
import org.eyas.engine.signal.ChangeSignal;
import org.eyas.spool.delivery.EntryRecipient;
import org.eyas.spool.delivery.RefusedFile;
import org.eyas.spool.delivery.SendAttempt;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a channel and counts the results. One thread makes the calls; any thread may read the counts. */
final class ChannelSender implements EntryRecipient<RenderedAlert> {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelSender.class);

  /** The longest batch. Under load the queue is never empty. */
  private static final int LONGEST_BATCH = 128;

  private interface Call {
    void run() throws IOException;
  }

  private final OutputChannel channel;
  private final ChannelStatus status;
  private final RefusedFile refused;
  private final ChangeSignal progress;
  private final Runnable reopened;
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private int gathered;

  /** @param reopened called after the channel was reopened */
  ChannelSender(OutputChannel channel, ChannelStatus status, RefusedFile refused, ChangeSignal progress, Runnable reopened) {
    this.channel = channel;
    this.status = status;
    this.refused = refused;
    this.progress = progress;
    this.reopened = reopened;
  }

  @Override
  public void begin() {
    attempt(channel::check);
  }

  @Override
  public void reopen() {
    attempt(channel::reopen);
    reopened.run();
  }

  /** Sends or buffers an alert. It counts as sent when the channel's buffer is empty. */
  @Override
  public SendAttempt send(RenderedAlert alert, boolean last) {
    gathered++;
    boolean end = last || gathered >= LONGEST_BATCH;
    IOException failure = attempt(() -> channel.send(alert, end));
    int lost = failure == null ? 0 : failure instanceof AlertsLostException known ? Math.min(known.alerts(), gathered) : 1;
    failed.addAndGet(lost);
    gathered -= lost;
    if (end || lost > 1) {
      sent.addAndGet(gathered);
      gathered = 0;
    }
    return failure == null ? SendAttempt.ACCEPTED : SendAttempt.FAILED;
  }

  @Override
  public void putAside(RenderedAlert alert) {
    LOG.error(
        "Output '{}' accepts other alerts but rejects an alert of rule '{}'. The alert is put aside ({}): {}",
        status.name(), alert.alert().rule(), refused.add(alert.json()), status.state().lastError());
  }

  @Override
  public void emptied() {
    progress.changed();
  }

  @Override
  public void failed(Exception failure) {
    status.callFailed(failure);
    progress.changed();
  }

  private @Nullable IOException attempt(Call call) {
    status.callBegins();
    try {
      call.run();
      status.callSucceeded();
      return null;
    } catch (IOException e) {
      failed(e);
      return e;
    } catch (RuntimeException e) {
      failed(e);
      return new IOException(e);
    } finally {
      status.callEnds();
    }
  }

  long sent() {
    return sent.get();
  }

  /** The number of attempts that failed. */
  long failures() {
    return failed.get();
  }
}
