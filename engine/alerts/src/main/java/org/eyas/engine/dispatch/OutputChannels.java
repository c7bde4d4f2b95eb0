package org.eyas.engine.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.alert.RenderedAlert;
import org.eyas.engine.signal.ChangeSignal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The queues of the channels that receive alerts, and of the channels that left recently.
 *
 * <p>One thread passes alerts on; any thread may add and remove channels.
 */
final class OutputChannels {
  private static final Logger LOG = LoggerFactory.getLogger(OutputChannels.class);

  private final AlertQueueFormat format;
  private final ChangeSignal progress;
  private final List<ChannelQueue> queues = new CopyOnWriteArrayList<>();

  OutputChannels(AlertQueueFormat format, ChangeSignal progress) {
    this.format = format;
    this.progress = progress;
  }

  /** The present channels, in the order in which they were added. */
  List<ChannelConnection> all() {
    return queues.stream().flatMap(queue -> queue.connection().stream()).toList();
  }

  Optional<ChannelConnection> find(String name) {
    return all().stream().filter(channel -> channel.queue().name().equals(name)).findFirst();
  }

  /**
   * Passes an alert to all queues. A patient alert waits for room; otherwise the policy of the queue decides which
   * alert is dropped.
   */
  void enqueue(RenderedAlert alert, boolean patient) throws InterruptedException {
    for (ChannelQueue queue : queues) {
      if (patient) {
        queue.put(alert);
      } else {
        queue.offer(alert);
      }
    }
  }

  /** Passes on the queues of the channels that store alerts on disk. */
  void forEachStore(Consumer<StoredAlertCount> visitor) {
    for (ChannelQueue queue : queues) {
      if (queue.isStored()) {
        visitor.accept(queue);
      }
    }
  }

  /** Adds a channel. If a channel of the same name left recently, the new channel gets its queue. */
  synchronized void add(String name, OutputChannel channel, QueueSettings settings) {
    expected(name, settings).connect(channel, settings);
  }

  /** The queue without a channel for the next channel with this name. */
  synchronized ChannelQueue expected(String name, QueueSettings settings) {
    Stream<ChannelQueue> abandoned = queues.stream().filter(queue -> queue.connection().isEmpty());
    return abandoned.filter(queue -> queue.name().equals(name)).findFirst().orElseGet(() -> added(name, settings));
  }

  private ChannelQueue added(String name, QueueSettings settings) {
    ChannelQueue queue = new ChannelQueue(name, format, settings, progress);
    queues.add(queue);
    return queue;
  }

  /**
   * Removes a channel. Waiting alerts are sent first, for at most {@code millis}; the remaining alerts wait for a
   * successor of the channel.
   */
  synchronized void remove(OutputChannel channel, long millis) throws InterruptedException {
    Optional<ChannelConnection> found = all().stream().filter(each -> each.channel() == channel).findFirst();
    if (found.isPresent()) {
      ChannelQueue queue = found.get().queue();
      queue.disconnect(millis);
      Optional<ChannelConnection> replacing = find(queue.name());
      if (replacing.isPresent()) { // it came before the old one left, and gets all new alerts already
        queues.remove(queue);
        replacing.get().queue().backlog().resume(queue.close(0));
      }
    }
  }

  /** Whether no alerts are left to send. */
  boolean isSettled() {
    return queues.stream().allMatch(ChannelQueue::isSettled);
  }

  /** Reports problems of channels, and gives up the queues of channels that left too long ago. */
  void checkQueues(long timeoutMillis, Consumer<Alert> raised) throws InterruptedException {
    for (ChannelQueue queue : queues) {
      queue.check(timeoutMillis, raised);
      if (queue.isAbandoned()) {
        giveUp(queue);
      }
    }
  }

  private synchronized void giveUp(ChannelQueue queue) throws InterruptedException {
    if (queue.isAbandoned() && queues.remove(queue)) {
      int lost = queue.close(0).size();
      if (lost > 0) {
        LOG.warn("Output '{}' did not come back; {} alerts were not sent to it.", queue.name(), lost);
      }
    }
  }

  /** Removes all queues, without waiting. */
  synchronized List<ChannelQueue> removeAll() {
    List<ChannelQueue> left = new ArrayList<>(queues);
    queues.clear();
    return left;
  }
}
