package org.eyas.enricher.container.socket;

import java.io.IOException;
import java.nio.channels.Selector;
import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import org.eyas.enricher.container.id.ContainerId;
import org.eyas.enricher.container.id.Engine;
import org.eyas.enricher.container.json.Json;
import org.eyas.enricher.container.lookup.RuntimeEvents;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the events of docker or podman: a container is known as soon as it is created, 100 ms and more before its first
 * program runs. A stream that ends, or has nonsense in it, is opened again after some seconds. Called on the runtime's thread.
 */
final class EventFeed {
  private static final Logger LOG = LoggerFactory.getLogger(EventFeed.class);
  private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final String ID = "[0-9a-f]{64}";

  private final Engine engine;
  private final UnixSocket socket;
  private final DockerApi api;
  private final Selector selector;
  private final RuntimeEvents listener;
  private @Nullable EventStream stream;
  private long nextNanos = System.nanoTime();

  EventFeed(Engine engine, UnixSocket socket, DockerApi api, Selector selector, RuntimeEvents listener) {
    this.engine = engine;
    this.socket = socket;
    this.api = api;
    this.selector = selector;
    this.listener = listener;
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
      stream = EventStream.open(socket, DockerApi.events(), selector);
    } catch (IOException e) {
      LOG.debug("no events of {}", socket.path(), e);
    }
  }

  /** Reads what has arrived. */
  void read() {
    EventStream now = stream;
    if (now == null) {
      return;
    }
    try {
      now.read().forEach(this::take);
    } catch (IOException e) {
      LOG.debug("events of {}", socket.path(), e);
      nextNanos = System.nanoTime() + PAUSE_NANOS;
      close();
    }
  }

  private void take(Json event) {
    String id = event.at("Actor", "ID").text();
    if (!id.matches(ID) || !event.at("Type").text().equals("container")) {
      return;
    }
    switch (event.at("Action").text()) {
      case "create" -> listener.created(new ContainerId(id, engine), api.created(id, event.at("Actor", "Attributes")));
      case "die", "destroy", "remove" -> listener.ended(new ContainerId(id, engine));
      default -> {}
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
