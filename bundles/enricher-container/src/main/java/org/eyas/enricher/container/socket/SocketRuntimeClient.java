package org.eyas.enricher.container.socket;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.eyas.api.failure.Reason;
import org.eyas.enricher.container.info.ContainerPart;
import org.eyas.enricher.container.lookup.CachedContainer;
import org.eyas.enricher.container.lookup.ContainerLookupCounts;
import org.eyas.enricher.container.lookup.RuntimeClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A runtime behind one unix socket, with one thread ({@code container-docker} and the like) for look-ups and events. A
 * runtime that hangs or gives an invalid answer is not asked for some seconds. Meanwhile, no process waits for it.
 */
final class SocketRuntimeClient implements RuntimeClient, Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(SocketRuntimeClient.class);
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final long IDLE_MILLIS = TimeUnit.SECONDS.toMillis(5);
  private static final int MOST_WAITING = 5_000;

  private final String name;
  private final UnixSocket socket;
  private final RuntimeApi api;
  private final ContainerLookupCounts counts;
  private final Selector selector;
  private final Thread thread;
  private final Queue<CachedContainer> waiting = new ConcurrentLinkedQueue<>();
  private final Optional<RuntimeEventFeed> events;
  private volatile long pausedUntil = System.nanoTime();
  private volatile boolean closed;
  private String reported = "";

  /**
   * Starts the thread.
   *
   * @param name the name for threads and counters
   * @param events the events to follow, with the same selector
   */
  SocketRuntimeClient(
      String name, UnixSocket socket, RuntimeApi api, Selector selector, Optional<RuntimeEventFeed> events,
      ContainerLookupCounts counts) {
    this.name = name;
    this.socket = socket;
    this.api = api;
    this.selector = selector;
    this.events = events;
    this.counts = counts;
    thread = Thread.ofPlatform().daemon().name("container-" + name).start(this);
  }

  @Override
  public boolean mayKnowMore(CachedContainer container) {
    return !container.isComplete()
        && api.accepts(container.id(), container.text(ContainerPart.TYPE))
        && System.nanoTime() - pausedUntil >= 0
        && socket.owner() == container.id().owner();
  }

  @Override
  public void lookUp(CachedContainer container) {
    if (closed || waiting.size() >= MOST_WAITING) {
      container.endStep();
      return;
    }
    waiting.add(container);
    selector.wakeup();
  }

  @Override
  public void run() {
    while (!closed) {
      try {
        events.ifPresent(RuntimeEventFeed::open);
        selector.select(IDLE_MILLIS);
        selector.selectedKeys().clear();
        events.ifPresent(RuntimeEventFeed::read);
        next();
      } catch (IOException | RuntimeException e) {
        if (!closed) {
          failed(e);
        }
      }
    }
    release();
  }

  // One at a time, so that events are read between them.
  private void next() throws IOException {
    CachedContainer container = waiting.poll();
    if (container == null) {
      return;
    }
    try {
      if (!container.isSettled() && System.nanoTime() - pausedUntil >= 0) {
        if (api.find(container)) {
          counts.described(name);
        }
      }
    } finally {
      container.endStep();
      selector.wakeup(); // there may be more
    }
  }

  private void failed(Exception e) {
    counts.failed(name);
    pausedUntil = System.nanoTime() + PAUSE_NANOS;
    String reason = Reason.of(e);
    if (!reason.equals(reported)) {
      reported = reason;
      LOG.warn("{} is not asked about containers for some seconds: {}", socket.path(), reason);
    }
  }

  private void release() {
    for (CachedContainer left = waiting.poll(); left != null; left = waiting.poll()) {
      left.endStep();
    }
    try {
      events.ifPresent(RuntimeEventFeed::close);
      selector.close();
    } catch (IOException e) {
      LOG.debug("closing the selector of {}", socket.path(), e);
    }
  }

  @Override
  public void close() {
    closed = true;
    selector.wakeup();
    thread.interrupt(); // a request that waits
  }
}
