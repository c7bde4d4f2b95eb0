package org.eyas.engine.dispatch;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.ChannelState;
import org.eyas.api.alert.KeptAlerts;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.alert.RenderedAlert;
import org.eyas.api.control.OutputStatus;
import org.eyas.api.failure.Reason;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue and the thread of one output channel, so that a slow channel does not delay others.
 *
 * <p>Its capacity limits the alerts that wait for this channel.
 */
public final class ChannelQueue {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelQueue.class);

  private final String name;
  private final OutputChannel channel;
  private final QueueSettings settings;
  private final Backlog backlog;
  private final boolean triesAgain;
  private final ChannelStatus status;
  private final DropBurst drops;
  private final ChannelSender sender;
  private final RefusedAlerts refused;
  private final RetryUntilAccepted retry;
  private final Thread thread;
  private final CountDownLatch ending = new CountDownLatch(1);

  ChannelQueue(String name, OutputChannel channel, QueueSettings settings, Function<Alert, RenderedAlert> renderer) {
    this.name = name;
    this.channel = channel;
    this.settings = settings;
    Spill spill = settings.whenFull() == WhenFull.SPILL ? spill(renderer) : null;
    triesAgain = spill != null;
    backlog = new Backlog(QueueSettings.bounded(settings.capacity()), settings.whenFull(), spill);
    status = new ChannelStatus(name);
    sender = new ChannelSender(channel, status);
    refused = new RefusedAlerts(name, status, settings.spillDirectory());
    retry = new RetryUntilAccepted(sender, backlog, ending, refused);
    drops = new DropBurst(name, "outputs_queue.capacity, eyas.output_queues");
    thread = Thread.ofPlatform().daemon().name("output-" + name).start(this::run);
  }

  private @Nullable Spill spill(Function<Alert, RenderedAlert> renderer) {
    try {
      Spill spill = new Spill(settings, renderer);
      if (spill.waiting() > 0) {
        LOG.info("Output '{}': {} alerts waited in {} and are sent first.", name, spill.waiting(), settings.spillDirectory());
      }
      return spill;
    } catch (IOException e) {
      LOG.error("Output '{}': {} (eyas.output_queues, spill_directory); alerts without room are dropped.", name, Reason.of(e));
      return null;
    }
  }

  String name() {
    return name;
  }

  public OutputChannel channel() {
    return channel;
  }

  /** Adds an alert. If there is no room, the policy decides which alert is dropped. */
  void offer(RenderedAlert alert) {
    try {
      drops.add(backlog.offer(alert));
    } catch (IOException e) {
      drops.add(1);
      status.failed(e);
    }
  }

  /** Adds an alert and waits for room, so that a replay loses nothing. */
  void put(RenderedAlert alert) throws InterruptedException {
    try {
      backlog.put(alert);
    } catch (IOException e) {
      drops.add(1);
      status.failed(e);
    }
  }

  /** Adds an alert if there is room, and never drops one; returns whether there was room. */
  boolean take(RenderedAlert alert) {
    try {
      return backlog.addIfRoom(alert);
    } catch (IOException e) {
      status.failed(e);
      return false;
    }
  }

  /** Whether further waiting is useless: no alerts are left, or they are on disk and the receiver accepts none. */
  boolean isSettled() {
    return backlog.waiting() == 0 || triesAgain && !status.isUp();
  }

  void reopen() {
    backlog.reopen();
  }

  /** Reports drops and hanging calls in the log; alerts about them go to {@code raised}. */
  void look(long timeoutMillis, Consumer<Alert> raised) {
    status.look(timeoutMillis);
    drops.look(System.nanoTime(), raised);
  }

  /** Accepts no more alerts; the thread ends after the queued ones. */
  void end() {
    ending.countDown();
    backlog.end();
  }

  /** Ends the thread after the queued alerts. Waits at most this long, and logs how many are left. */
  void stop(long millis) throws InterruptedException {
    end();
    thread.join(Math.max(1, millis));
    try {
      Backlog.Left left = backlog.close();
      if (left.lost() > 0) {
        LOG.error("Output '{}' did not accept the last {} alerts in time; they are lost.", name, left.lost());
      }
      if (left.kept() > 0) {
        LOG.warn(
            "Output '{}' did not accept the last {} alerts in time; they wait in {} and are sent at the next start.",
            name, left.kept(), settings.spillDirectory());
      }
    } catch (IOException e) {
      LOG.error("Output '{}': the last alerts are lost: {}", name, Reason.of(e));
    }
    drops.close();
    if (thread.isAlive()) {
      thread.interrupt();
    }
  }

  /** Like {@link #stop}, but returns the remaining alerts for another engine. */
  List<RenderedAlert> leave(long millis) throws InterruptedException {
    end();
    thread.join(Math.max(1, millis));
    List<RenderedAlert> left = List.of();
    try {
      left = backlog.leave();
    } catch (IOException e) {
      LOG.error("Output '{}': alerts that wait on disk may be lost: {}", name, Reason.of(e));
    }
    drops.close();
    if (thread.isAlive()) {
      thread.interrupt();
    }
    return left;
  }

  /**
   * Ends the thread after the queued alerts, and returns those that it did not send within {@code millis}. With the policy
   * spill they stay on disk, where the next queue finds them.
   */
  List<RenderedAlert> handOver(long millis) throws InterruptedException {
    if (triesAgain) {
      stop(millis);
      return List.of();
    }
    return leave(millis);
  }

  int capacity() {
    return backlog.capacity();
  }

  public ChannelCounts counts() {
    KeptAlerts kept = channel.kept();
    return new ChannelCounts(
        name,
        sender.sent(),
        sender.failed(),
        drops.total(),
        refused.count() + kept.refused(),
        backlog.waiting() + kept.waiting());
  }

  ChannelState state() {
    ChannelState state = status.state();
    String problem = channel.kept().problem();
    return state.up() && !problem.isEmpty() ? new ChannelState(name, false, problem) : state;
  }

  OutputStatus status() {
    ChannelCounts now = counts();
    return new OutputStatus(state(), now.sent(), now.failed(), now.dropped(), now.waiting(), backlog.capacity());
  }

  private void run() {
    try {
      sender.check();
      for (Task task = backlog.next(); !(task instanceof Task.End); task = backlog.next()) {
        perform(task);
      }
    } catch (IOException e) {
      status.failed(e);
      LOG.error("Output '{}' has ended: {}", name, Reason.of(e));
    } catch (InterruptedException e) {
      LOG.debug("output '{}' interrupted", name, e);
    }
  }

  private void perform(Task task) throws IOException, InterruptedException {
    switch (task) {
      case Task.Send send -> send(send);
      case Task.Reopen() -> sender.reopen();
      case Task.End() -> throw new IllegalStateException("the end is handled by the loop");
    }
  }

  // An alert on disk must not stay in a buffer of the channel after it counts as sent.
  private void send(Task.Send send) throws IOException, InterruptedException {
    if (triesAgain) {
      retry.send(send.alert());
    } else {
      sender.send(send.alert(), send.last());
    }
  }
}
