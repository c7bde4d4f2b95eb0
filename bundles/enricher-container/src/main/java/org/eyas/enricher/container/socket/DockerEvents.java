package org.eyas.enricher.container.socket;

import java.io.IOException;
import java.nio.channels.Selector;
import org.eyas.enricher.container.id.ContainerEngine;
import org.eyas.enricher.container.id.ContainerId;
import org.eyas.enricher.container.json.LenientJson;
import org.eyas.enricher.container.lookup.RuntimeEventListener;

/**
 * The events of docker or podman about containers. The event of a new container has the container's name, image and
 * labels.
 */
record DockerEvents(ContainerEngine engine, UnixSocket socket, DockerApi api, RuntimeEventListener listener) {
  private static final String ID = "[0-9a-f]{64}";

  RuntimeEventStream open(Selector selector) throws IOException {
    return JsonEventStream.open(socket, DockerApi.events(), selector, this::handleEvent);
  }

  private void handleEvent(LenientJson event) {
    String id = event.at("Actor", "ID").text();
    if (!id.matches(ID) || !event.at("Type").text().equals("container")) {
      return;
    }
    ContainerId container = new ContainerId(id, engine, socket.owner());
    switch (event.at("Action").text()) {
      case "create" -> listener.created(container, api.created(id, event.at("Actor", "Attributes")));
      case "die", "destroy", "remove" -> listener.ended(container);
      default -> {}
    }
  }
}
