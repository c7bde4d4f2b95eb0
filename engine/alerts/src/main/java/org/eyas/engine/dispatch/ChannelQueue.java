package org.eyas.engine.dispatch;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.alert.RenderedAlert;
import org.eyas.api.failure.Reason;
import org.eyas.engine.signal.ChangeSignal;
import org.eyas.spool.FlushMode;
import org.eyas.spool.Spool;
import org.eyas.spool.delivery.DeliveryBacklog;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queue of the alerts that wait for one output. A slow output does not delay other outputs.
 *
 * <p>The queue outlives its channel: after a change of settings or an update of its bundle, a channel of the same name
 * comes back soon and gets the waiting alerts. May be used from any thread.
 */
final class ChannelQueue implements StoredAlertCount {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelQueue.class);
  private static final long RETURN_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final String name;
  private final AlertQueueFormat format;
  private final DeliveryBacklog<RenderedAlert> backlog;
  private final ChangeSignal progress;
  private final DropBurst drops;
  private volatile QueueSettings settings = QueueSettings.dropping(0, FullQueuePolicy.DROP_NEWEST);
  private volatile @Nullable ChannelConnection connection;
  private boolean returns; // whether the next channel is not the first
  private volatile long leftNanos = System.nanoTime();
  private volatile boolean stored;

  /** @param progress notified when no alerts wait any more, and after each failure */
  ChannelQueue(String name, AlertQueueFormat format, QueueSettings settings, ChangeSignal progress) {
    this.name = name;
    this.progress = progress;
    this.format = format;
    backlog = new DeliveryBacklog<>(format);
    drops = new DropBurst(name, "outputs_queue.capacity, eyas.output_queues");
    apply(settings);
  }

  private void apply(QueueSettings wanted) {
    settings = wanted;
    Spool disk = wanted.whenFull() == FullQueuePolicy.SPILL ? disk(wanted) : null;
    backlog.configure(capacity(), wanted.whenFull() == FullQueuePolicy.DROP_OLDEST, disk);
  }

  private @Nullable Spool disk(QueueSettings wanted) {
    try {
      Spool spool =
          Spool.open(wanted.spillDirectory(), wanted.spillBytes(), FlushMode.of(wanted.fsync()), "alerts", format::isNewer);
      if (spool.waiting() > 0) {
        LOG.info("Output '{}': {} alerts waited in {} and are sent first.", name, spool.waiting(), wanted.spillDirectory());
      }
      return spool;
    } catch (IOException e) {
      LOG.error("Output '{}': {} (eyas.output_queues, spill_directory); alerts without room are dropped.", name, Reason.of(e));
      return null;
    }
  }

  String name() {
    return name;
  }

  DeliveryBacklog<RenderedAlert> backlog() {
    return backlog;
  }

  int capacity() {
    return QueueSettings.bounded(settings.capacity());
  }

  /** The channel, or empty if it left. */
  Optional<ChannelConnection> connection() {
    return Optional.ofNullable(connection);
  }

  /** Connects a channel, which gets the waiting alerts first. Called while no other channel is connected. */
  void connect(OutputChannel channel, QueueSettings wanted) {
    if (!wanted.equals(settings) || returns && lacksDisk()) {
      leaveDisk();
      apply(wanted);
    }
    returns = true;
    checkStorage(channel);
    connection = ChannelConnection.of(this, channel, settings.spillDirectory(), progress);
  }

  /** Asks the channel whether it stores alerts on disk. Called when it comes, and after it was reopened. */
  void checkStorage(OutputChannel channel) {
    stored = channel.storesAlerts();
  }

  /** Whether the channel stores alerts on disk before it sends them. Those of a channel that left wait for the next one. */
  boolean isStored() {
    return stored;
  }

  @Override
  public long accepted() {
    return backlog.added();
  }

  @Override
  public long finished() {
    return backlog.finished();
  }

  // The directory could not be used before, and may be usable now.
  private boolean lacksDisk() {
    return settings.whenFull() == FullQueuePolicy.SPILL && !backlog.isDurable();
  }

  private void leaveDisk() {
    try {
      backlog.closeDisk();
    } catch (IOException e) {
      LOG.error("Output '{}': {} could not be closed: {}", name, settings.spillDirectory(), Reason.of(e));
    }
  }

  /**
   * Disconnects the channel, because it leaves. Waiting alerts are sent first, for at most {@code millis}; the
   * remaining alerts wait for a successor of the channel.
   */
  void disconnect(long millis) throws InterruptedException {
    ChannelConnection leaver = connection;
    leftNanos = System.nanoTime();
    connection = null;
    if (leaver != null) {
      leaver.thread().leave(millis);
    }
  }

  /** Whether the channel left too long ago. */
  boolean isAbandoned() {
    return connection == null && System.nanoTime() - leftNanos > RETURN_NANOS;
  }

  /** Adds an alert. If there is no room, the policy decides which alert is dropped. */
  void offer(RenderedAlert alert) {
    try {
      drops.add(backlog.offer(alert));
    } catch (IOException e) {
      drops.add(1);
      failed(e);
    }
  }

  /** Adds an alert and waits for room, so that a replay loses nothing. */
  void put(RenderedAlert alert) throws InterruptedException {
    try {
      backlog.put(alert);
    } catch (IOException e) {
      drops.add(1);
      failed(e);
    }
  }

  /** Adds an alert if there is room, and never drops another alert. Returns whether there was room. */
  boolean addIfRoom(RenderedAlert alert) {
    try {
      return backlog.addIfRoom(alert);
    } catch (IOException e) {
      failed(e);
      return false;
    }
  }

  private void failed(IOException failure) {
    ChannelConnection now = connection;
    if (now != null) {
      now.status().callFailed(failure);
    }
  }

  /**
   * Whether further waiting is useless: no alerts are left, or they are on disk and the receiver does not accept
   * alerts.
   */
  boolean isSettled() {
    ChannelConnection now = connection;
    return backlog.waiting() == 0 || backlog.isDurable() && (now == null || !now.status().isUp());
  }

  /** Reports drops and hanging calls in the log, and passes alerts about them to {@code raised}. */
  void check(long timeoutMillis, Consumer<Alert> raised) {
    connection().ifPresent(now -> now.status().checkHang(timeoutMillis));
    drops.reportChanges(System.nanoTime(), raised);
  }

  long dropped() {
    return drops.total();
  }

  /** Accepts no more alerts; the channel's thread ends after the queued ones. */
  void end() {
    connection().ifPresent(now -> now.thread().end());
  }

  /**
   * Ends the queue after the queued alerts are sent, within {@code millis} at most.
   *
   * @return the alerts that were not sent, except alerts on disk; the next queue with that directory finds those
   */
  List<RenderedAlert> close(long millis) throws InterruptedException {
    ChannelConnection last = connection;
    try {
      DeliveryBacklog.Left<RenderedAlert> left = last == null ? backlog.close() : last.thread().stop(millis);
      if (left.onDisk() > 0) {
        LOG.warn(
            "Output '{}' did not accept the last {} alerts in time; they wait in {} and are sent at the next start.",
            name, left.onDisk(), settings.spillDirectory());
      }
      IOException failure = left.failure();
      if (failure != null) {
        LOG.error(
            "Output '{}': {} failed, {} alerts could not be stored in it: {}",
            name, settings.spillDirectory(), left.unsent().size(), Reason.of(failure));
      }
      return left.unsent();
    } finally {
      drops.close();
    }
  }
}
