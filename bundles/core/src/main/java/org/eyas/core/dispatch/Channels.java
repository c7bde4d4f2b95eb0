package org.eyas.core.dispatch;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.alert.RenderedAlert;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The channels that alerts go to, and the places of those that left a moment ago. Which they are is one object: an alert meets a
 * channel or its departed, never both and never neither.
 *
 * <p>One thread hands alerts on; any may add and remove.
 */
final class Channels {
  private static final Logger LOG = LoggerFactory.getLogger(Channels.class);

  private record Routes(List<ChannelQueue> present, List<DepartedChannel> departedChannels) {
    Routes {
      present = List.copyOf(present);
      departedChannels = List.copyOf(departedChannels);
    }
  }

  private volatile Routes routes = new Routes(List.of(), List.of());
  private volatile long rounds; // odd while an alert is handed on; written by the thread that does so

  List<ChannelQueue> all() {
    return routes.present();
  }

  Optional<ChannelQueue> find(String name) {
    return all().stream().filter(channel -> channel.name().equals(name)).findFirst();
  }

  /** Hands an alert on. A patient one waits for room; for another one the policy of the queue says what is dropped. */
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
      for (DepartedChannel departed : now.departedChannels()) {
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

  /** Adds a channel. Where one of its name left a moment ago, it takes its place. */
  synchronized void add(ChannelQueue added) {
    List<ChannelQueue> present = new ArrayList<>(routes.present());
    List<DepartedChannel> departedChannels = new ArrayList<>(routes.departedChannels());
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
   * Takes a channel out. What waits for it is sent first, so long as {@code millis} suffice; what is left then waits for its
   * successor, and so does what comes.
   *
   * @return whether it was there
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
    List<DepartedChannel> departedChannels = new ArrayList<>(routes.departedChannels());
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

  // An alert that met the channel before it was taken out is to be in its queue.
  private void awaitRound(long millis) throws InterruptedException {
    long seen = rounds;
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    while ((seen & 1) == 1 && rounds == seen && System.nanoTime() < deadline) {
      TimeUnit.MICROSECONDS.sleep(100);
    }
  }

  /** Whether nothing is left to send. */
  boolean isSettled() {
    Routes now = routes;
    return now.present().stream().allMatch(ChannelQueue::isSettled) && now.departedChannels().stream().allMatch(DepartedChannel::isEmpty);
  }

  /**
   * Gives up those that are away for too long.
   *
   * @return how many alerts found no room in a departed since this was called last
   */
  long look() {
    long nowNanos = System.nanoTime();
    long dropped = routes.departedChannels().stream().mapToLong(DepartedChannel::takeDropped).sum();
    if (routes.departedChannels().stream().anyMatch(departed -> departed.isExpired(nowNanos))) {
      giveUp(nowNanos);
    }
    return dropped;
  }

  private synchronized void giveUp(long nowNanos) {
    List<DepartedChannel> over = routes.departedChannels().stream().filter(departed -> departed.isExpired(nowNanos)).toList();
    List<DepartedChannel> departedChannels = new ArrayList<>(routes.departedChannels());
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

  /** Takes all of them out, as they are. */
  synchronized List<ChannelQueue> leave() {
    List<ChannelQueue> present = routes.present();
    routes = new Routes(List.of(), routes.departedChannels());
    return present;
  }

  /** What waits for those that are away: they are not waited for any more. */
  synchronized List<DepartedChannel> closeDeparted() {
    List<DepartedChannel> departedChannels = routes.departedChannels();
    routes = new Routes(routes.present(), List.of());
    return departedChannels;
  }

  /** Says what is lost of those that are away. */
  void loseVacant() {
    closeDeparted().forEach(departed -> logLost(departed, "was away at the end"));
  }
}
