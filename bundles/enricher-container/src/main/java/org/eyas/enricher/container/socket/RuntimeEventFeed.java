package org.eyas.enricher.container.socket;

import java.io.IOException;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the events of a runtime. So a container is known as soon as it is created, 100 ms or more before its first
 * program runs. A stream that ends or has invalid content is opened again after some seconds. Called on the runtime's
 * thread.
 */
final class RuntimeEventFeed {
  private static final Logger LOG = LoggerFactory.getLogger(RuntimeEventFeed.class);
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

  private final UnixSocket socket;
  private final Selector selector;
  private final Opening opening;
  private @Nullable RuntimeEventStream stream;
  private long nextNanos = System.nanoTime();

  /** Opens a stream. */
  interface Opening {
    /** @param selector notices when something arrives */
    RuntimeEventStream open(Selector selector) throws IOException;
  }

  RuntimeEventFeed(UnixSocket socket, Selector selector, Opening opening) {
    this.socket = socket;
    this.selector = selector;
    this.opening = opening;
  }

  /** Opens the stream if it is not open and the pause after a failure is over. */
  void open() {
    if (stream != null || System.nanoTime() - nextNanos < 0) {
      return;
    }
    nextNanos = System.nanoTime() + PAUSE_NANOS;
    if (!Files.exists(socket.path())) {
      return;
    }
    try {
      stream = opening.open(selector);
    } catch (IOException e) {
      LOG.debug("no events of {}", socket.path(), e);
    }
  }

  /** Reads what has arrived. */
  void read() {
    RuntimeEventStream now = stream;
    if (now == null) {
      return;
    }
    try {
      now.read();
    } catch (IOException e) {
      LOG.debug("events of {}", socket.path(), e);
      nextNanos = System.nanoTime() + PAUSE_NANOS;
      close();
    }
  }

  void close() {
    try {
      if (stream != null) {
        stream.close();
      }
    } catch (IOException e) {
      LOG.debug("closing the events of {}", socket.path(), e);
    }
    stream = null;
  }
}
