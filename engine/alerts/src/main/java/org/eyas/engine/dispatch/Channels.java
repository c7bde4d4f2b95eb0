package org.eyas.engine.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.alert.RenderedAlert;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The channels that receive alerts, and those that left recently. Both lists are one immutable object, so an alert goes either
 * to a channel or to its departed predecessor, never to both or to neither.
 *
 * <p>One thread passes alerts on; any thread may add and remove channels.
 */
final class Channels {
  private static final Logger LOG = LoggerFactory.getLogger(Channels.class);

  private record Routes(List<ChannelQueue> present, List<DepartedChannel> departed) {
    Routes {
      present = List.copyOf(present);
      departed = List.copyOf(departed);
    }
  }

  private volatile Routes routes = new Routes(List.of(), List.of());
  private volatile long rounds; // odd while an alert is passed on; written by the thread that does it

  List<ChannelQueue> all() {
    return routes.present();
  }

  Optional<ChannelQueue> find(String name) {
    return all().stream().filter(channel -> channel.name().equals(name)).findFirst();
  }

  /**
   * Passes an alert to all channels. A patient alert waits for room; otherwise the policy of the queue decides which alert is
   * dropped.
   */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread hands alerts on
  void hand(RenderedAlert alert, boolean patient) throws InterruptedException {
    rounds++;
    try {
      Routes now = routes;
      for (ChannelQueue channel : now.present()) {
        if (patient) {
          channel.put(alert);
        } else {
          channel.offer(alert);
        }
      }
      for (DepartedChannel departed : now.departed()) {
        if (patient) {
          departed.put(alert);
        } else {
          departed.offer(alert);
        }
      }
    } finally {
      rounds++;
    }
  }

  /** Adds a channel. If one of the same name left recently, the new one replaces it. */
  synchronized void add(ChannelQueue added) {
    List<ChannelQueue> present = new ArrayList<>(routes.present());
    List<DepartedChannel> departedChannels = new ArrayList<>(routes.departed());
    departedChannels.removeIf(
        departed -> {
          boolean same = departed.name().equals(added.name());
          if (same) {
            departed.fill(added);
          }
          return same;
        });
    present.add(added);
    routes = new Routes(present, departedChannels);
  }

  /**
   * Removes a channel. Waiting alerts are sent first, for at most {@code millis}; the remaining and later ones wait for its
   * successor.
   *
   * @return whether the channel was present
   */
  synchronized boolean remove(OutputChannel channel, long millis) throws InterruptedException {
    Optional<ChannelQueue> found = all().stream().filter(queue -> queue.channel() == channel).findFirst();
    if (found.isEmpty()) {
      return false;
    }
    ChannelQueue leaver = found.get();
    List<ChannelQueue> present = new ArrayList<>(routes.present());
    present.remove(leaver);
    boolean replaced = present.stream().anyMatch(other -> other.name().equals(leaver.name()));
    DepartedChannel departed = new DepartedChannel(leaver.name(), leaver.capacity());
    List<DepartedChannel> departedChannels = new ArrayList<>(routes.departed());
    if (!replaced) {
      departedChannels.add(departed);
    }
    routes = new Routes(present, departedChannels);
    awaitRound(millis);
    List<RenderedAlert> left = leaver.handOver(millis);
    if (replaced) {
      find(leaver.name()).ifPresent(successor -> left.forEach(successor::offer));
    } else {
      departed.putFirst(left);
    }
    return true;
  }

  // An alert that was already passed to this channel must be in its queue first.
  private void awaitRound(long millis) throws InterruptedException {
    long seen = rounds;
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while ((seen & 1) == 1 && rounds == seen && System.nanoTime() < deadline) {
      TimeUnit.MICROSECONDS.sleep(100);
    }
  }

  /** Whether no alerts are left to send. */
  boolean isSettled() {
    Routes now = routes;
    return now.present().stream().allMatch(ChannelQueue::isSettled) && now.departed().stream().allMatch(DepartedChannel::isEmpty);
  }

  /**
   * Gives up channels that left too long ago.
   *
   * @return how many alerts for departed channels were dropped since the last call
   */
  long look() {
    long nowNanos = System.nanoTime();
    long dropped = routes.departed().stream().mapToLong(DepartedChannel::takeDropped).sum();
    if (routes.departed().stream().anyMatch(departed -> departed.isExpired(nowNanos))) {
      giveUp(nowNanos);
    }
    return dropped;
  }

  private synchronized void giveUp(long nowNanos) {
    List<DepartedChannel> over = routes.departed().stream().filter(departed -> departed.isExpired(nowNanos)).toList();
    List<DepartedChannel> departedChannels = new ArrayList<>(routes.departed());
    departedChannels.removeAll(over);
    routes = new Routes(routes.present(), departedChannels);
    over.forEach(departed -> logLost(departed, "did not come back"));
  }

  private static void logLost(DepartedChannel departed, String why) {
    int lost = departed.giveUp().size();
    if (lost > 0) {
      LOG.warn("Output '{}' {}; {} alerts were not sent to it.", departed.name(), why, lost);
    }
  }

  /** Removes all channels, without waiting. */
  synchronized List<ChannelQueue> leave() {
    List<ChannelQueue> present = routes.present();
    routes = new Routes(List.of(), routes.departed());
    return present;
  }

  /** Removes and returns all departed channels: they are not expected back any more. */
  synchronized List<DepartedChannel> closeDeparted() {
    List<DepartedChannel> departedChannels = routes.departed();
    routes = new Routes(routes.present(), List.of());
    return departedChannels;
  }

  /** Gives up all departed channels; logs the lost alerts. */
  void loseDeparted() {
    closeDeparted().forEach(departed -> logLost(departed, "was not available at the end"));
  }
}
