package org.eyas.enricher.container.lookup;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.eyas.api.data.Text;
import org.eyas.api.process.AsyncEventSink;
import org.eyas.enricher.container.info.ContainerSnapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The containers of this machine that became known or were removed, until the engine asks for them. The engine makes them
 * the events {@code container} and {@code container_removed}, which Falco's plugin sends. Any thread may call it.
 */
public final class ContainerAnnouncements {
  private static final Logger LOG = LoggerFactory.getLogger(ContainerAnnouncements.class);
  private static final int MOST_WAITING = 10_000;
  private static final Text KNOWN = Text.of("container");
  private static final Text REMOVED = Text.of("container_removed");

  private final Queue<Announcement> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();

  private record Announcement(Text name, Text json) {}

  /** Announces a container whose look-up has ended. */
  public void known(ContainerSnapshot container) {
    add(KNOWN, container);
  }

  /** Announces that a container was removed. */
  void removed(ContainerSnapshot container) {
    add(REMOVED, container);
  }

  // The JSON is written here, so that the loop does not spend time on it.
  private void add(Text name, ContainerSnapshot container) {
    if (size.incrementAndGet() <= MOST_WAITING) {
      waiting.add(new Announcement(name, container.json()));
    } else if (size.decrementAndGet() == MOST_WAITING) {
      LOG.warn("an event '{}' is dropped, because the engine has not asked for the last {}", name, MOST_WAITING);
    }
  }

  /** Passes on what was announced since the last call. */
  public void reportTo(AsyncEventSink into) {
    for (Announcement next = waiting.poll(); next != null; next = waiting.poll()) {
      size.decrementAndGet();
      into.onAsyncEvent(next.name(), next.json());
    }
  }
}
