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
 * channel or its vacancy, never both and never neither.
 *
 * <p>One thread hands alerts on; any may add and remove.
 */
final class Channels {
  private static final Logger LOG = LoggerFactory.getLogger(Channels.class);

  private record Routes(List<ChannelQueue> present, List<Vacancy> vacant) {
    Routes {
      present = List.copyOf(present);
      vacant = List.copyOf(vacant);
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
      for (Vacancy vacancy : now.vacant()) {
        if (patient) {
          vacancy.put(alert);
        } else {
          vacancy.offer(alert);
        }
      }
    } finally {
      rounds++;
    }
  }

  /** Adds a channel. Where one of its name left a moment ago, it takes its place. */
  synchronized void add(ChannelQueue added) {
    List<ChannelQueue> present = new ArrayList<>(routes.present());
    List<Vacancy> vacant = new ArrayList<>(routes.vacant());
    vacant.removeIf(
        vacancy -> {
          boolean same = vacancy.name().equals(added.name());
          if (same) {
            vacancy.fill(added);
          }
          return same;
        });
    present.add(added);
    routes = new Routes(present, vacant);
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
    Vacancy vacancy = new Vacancy(leaver.name(), leaver.capacity());
    List<Vacancy> vacant = new ArrayList<>(routes.vacant());
    if (!replaced) {
      vacant.add(vacancy);
    }
    routes = new Routes(present, vacant);
    awaitRound(millis);
    List<RenderedAlert> left = leaver.handOver(millis);
    if (replaced) {
      find(leaver.name()).ifPresent(successor -> left.forEach(successor::offer));
    } else {
      vacancy.inFront(left);
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
    return now.present().stream().allMatch(ChannelQueue::isSettled) && now.vacant().stream().allMatch(Vacancy::isEmpty);
  }

  /**
   * Gives up those that are away for too long.
   *
   * @return how many alerts found no room in a vacancy since this was called last
   */
  long look() {
    long nowNanos = System.nanoTime();
    long dropped = routes.vacant().stream().mapToLong(Vacancy::takeDropped).sum();
    if (routes.vacant().stream().anyMatch(vacancy -> vacancy.isOver(nowNanos))) {
      giveUp(nowNanos);
    }
    return dropped;
  }

  private synchronized void giveUp(long nowNanos) {
    List<Vacancy> over = routes.vacant().stream().filter(vacancy -> vacancy.isOver(nowNanos)).toList();
    List<Vacancy> vacant = new ArrayList<>(routes.vacant());
    vacant.removeAll(over);
    routes = new Routes(routes.present(), vacant);
    over.forEach(vacancy -> tellLost(vacancy, "did not come back"));
  }

  private static void tellLost(Vacancy vacancy, String why) {
    int lost = vacancy.giveUp().size();
    if (lost > 0) {
      LOG.warn("Output '{}' {}; {} alerts were not sent to it.", vacancy.name(), why, lost);
    }
  }

  /** Takes all of them out, as they are. */
  synchronized List<ChannelQueue> leave() {
    List<ChannelQueue> present = routes.present();
    routes = new Routes(List.of(), routes.vacant());
    return present;
  }

  /** What waits for those that are away: they are not waited for any more. */
  synchronized List<Vacancy> vacate() {
    List<Vacancy> vacant = routes.vacant();
    routes = new Routes(routes.present(), List.of());
    return vacant;
  }

  /** Says what is lost of those that are away. */
  void loseVacant() {
    vacate().forEach(vacancy -> tellLost(vacancy, "was away at the end"));
  }
}
