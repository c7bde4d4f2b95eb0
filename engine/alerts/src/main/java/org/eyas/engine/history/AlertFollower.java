package org.eyas.engine.history;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.eyas.api.history.AlertHistory.Following;
import org.eyas.api.history.PastAlert;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Receives every alert on a thread of its own. A slow follower misses alerts, but does not delay other parts of the
 * engine.
 */
final class AlertFollower implements Following {
  private static final Logger LOG = LoggerFactory.getLogger(AlertFollower.class);
  private static final int WAITING = 1_000;

  private final Consumer<PastAlert> listener;
  private final Consumer<AlertFollower> ended;
  private final BlockingQueue<PastAlert> waiting = new ArrayBlockingQueue<>(WAITING);
  private final Thread thread;
  private volatile long missed;

  /** @param ended called when the follower closes */
  AlertFollower(int number, Consumer<PastAlert> listener, Consumer<AlertFollower> ended) {
    this.listener = listener;
    this.ended = ended;
    thread = Thread.ofPlatform().daemon().name("follow-alerts-" + number).start(this::run);
  }

  /** Queues an alert without waiting. Called by the one thread that adds alerts. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes it
  void offer(PastAlert alert) {
    if (waiting.offer(alert)) {
      return;
    }
    if (missed == 0) {
      LOG.warn("{} does not keep up: it misses alerts, which are counted. Outputs get them all.", thread.getName());
    }
    missed++;
  }

  @Override
  public long missed() {
    return missed;
  }

  private void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        listener.accept(waiting.take());
      }
    } catch (InterruptedException e) {
      LOG.debug("{} ends", thread.getName());
    } catch (RuntimeException e) {
      LOG.error("{} failed and receives no more alerts", thread.getName(), e);
    } finally {
      close();
    }
  }

  @Override
  public void close() {
    ended.accept(this);
    thread.interrupt();
  }
}
