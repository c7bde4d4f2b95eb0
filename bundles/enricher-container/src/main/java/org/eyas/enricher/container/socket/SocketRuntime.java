package org.eyas.enricher.container.socket;

import java.io.IOException;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.eyas.api.failure.Reason;
import org.eyas.enricher.container.id.ContainerId;
import org.eyas.enricher.container.id.Engine;
import org.eyas.enricher.container.info.Facts;
import org.eyas.enricher.container.info.Part;
import org.eyas.enricher.container.lookup.Container;
import org.eyas.enricher.container.lookup.LookupCounts;
import org.eyas.enricher.container.lookup.RuntimeClient;
import org.eyas.enricher.container.lookup.RuntimeEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Docker or podman behind one unix socket, with one thread ({@code container-docker}, {@code container-podman}) for look-ups and
 * events. A runtime that hangs or answers nonsense is not asked for some seconds; nobody waits for it meanwhile.
 */
public final class SocketRuntime implements RuntimeClient, Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(SocketRuntime.class);
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int ID_LENGTH = 64;
  private static final int MOST_WAITING = 5_000;

  private final Engine engine;
  private final UnixSocket socket;
  private final DockerApi api;
  private final LookupCounts counts;
  private final Selector selector;
  private final Thread thread;
  private final Queue<Container> waiting = new ConcurrentLinkedQueue<>();
  private final Optional<EventFeed> events;
  private volatile long pausedUntil = System.nanoTime();
  private volatile boolean closed;
  private String reported = "";

  /**
   * Starts the thread.
   *
   * @param engine docker or podman
   * @param hears whether events are followed
   */
  SocketRuntime(
      Engine engine, UnixSocket socket, int labelLength, boolean hears, RuntimeEvents listener, LookupCounts counts) {
    this.engine = engine;
    this.socket = socket;
    this.counts = counts;
    api = new DockerApi(socket, engine.type(), labelLength);
    selector = selector();
    events = hears ? Optional.of(new EventFeed(engine, socket, api, selector, listener)) : Optional.empty();
    thread = Thread.ofPlatform().daemon().name("container-" + engine.key()).start(this);
  }

  private static Selector selector() {
    try {
      return Selector.open();
    } catch (IOException e) {
      throw new IllegalStateException("no descriptor is left for a container runtime", e);
    }
  }

  @Override
  public boolean accepts(ContainerId id) {
    return id.value().length() == ID_LENGTH && Set.of(engine, Engine.ANY).contains(id.engine());
  }

  @Override
  public boolean mayKnowMore(Container container) {
    boolean mine = !container.has(Part.TYPE) || container.isOfType(engine.type());
    return mine && !container.isComplete() && System.nanoTime() - pausedUntil >= 0 && Files.exists(socket.path());
  }

  @Override
  public void lookUp(Container container) {
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
        events.ifPresent(EventFeed::open);
        selector.select(TimeUnit.SECONDS.toMillis(1));
        selector.selectedKeys().clear();
        events.ifPresent(EventFeed::read);
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
    Container container = waiting.poll();
    if (container == null) {
      return;
    }
    try {
      if (!container.isSettled() && System.nanoTime() - pausedUntil >= 0) {
        find(container);
      }
    } finally {
      container.endStep();
      selector.wakeup(); // there may be more
    }
  }

  private void find(Container container) throws IOException {
    String id = container.id().value();
    if (!container.has(Part.NAME) && engine == Engine.DOCKER) {
      Optional<Facts> listed = api.list(id);
      if (listed.isEmpty()) {
        return;
      }
      container.add(listed.get());
    }
    Optional<Facts> inspected = api.inspect(id);
    if (inspected.isPresent()) {
      container.add(inspected.get());
      counts.described(engine.key());
    }
  }

  private void failed(Exception e) {
    counts.failed(engine.key());
    pausedUntil = System.nanoTime() + PAUSE_NANOS;
    String reason = Reason.of(e);
    if (!reason.equals(reported)) {
      reported = reason;
      LOG.warn("{} is not asked about containers for some seconds: {}", socket.path(), reason);
    }
  }

  private void release() {
    for (Container left = waiting.poll(); left != null; left = waiting.poll()) {
      left.endStep();
    }
    try {
      events.ifPresent(EventFeed::close);
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
