package org.eyas.enricher.container.socket;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.Optional;
import org.eyas.enricher.container.id.ContainerEngine;
import org.eyas.enricher.container.id.ContainerId;
import org.eyas.enricher.container.info.ContainerFacts;
import org.eyas.enricher.container.lookup.RuntimeEventListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The events of containerd about containers of one namespace. The event of a new container has only the id and the
 * image. So containerd is asked at once for the configuration of the container, which it has stored before. The thread
 * that reads the events waits for the answer. Meanwhile, look-ups of other containers at this containerd wait, at most
 * 500 ms for each new container.
 */
record ContainerdEvents(ContainerEngine engine, UnixSocket socket, ContainerdApi api, RuntimeEventListener listener) {
  private static final Logger LOG = LoggerFactory.getLogger(ContainerdEvents.class);
  private static final String SUBSCRIBE = "/containerd.services.events.v1.Events/Subscribe";
  private static final String ID = "[0-9a-f]{64}";

  RuntimeEventStream open(Selector selector) throws IOException {
    String filter = "namespace==\"" + namespace() + "\",topic~=\"^/containers/(create|delete)$\"";
    return GrpcStream.open(socket, SUBSCRIBE, ProtobufMessage.request(filter, false), selector, this::handleEvent);
  }

  private String namespace() {
    return engine == ContainerEngine.CRI ? ContainerdApi.KUBERNETES : ContainerdApi.USUAL;
  }

  private void handleEvent(ProtobufMessage envelope) throws IOException {
    String id = envelope.message(4).message(2).text(1);
    if (id.isEmpty() || engine == ContainerEngine.CRI && !id.matches(ID)) {
      return; // ctr can create containers among those of Kubernetes
    }
    if (envelope.text(3).endsWith("create")) {
      created(id);
    } else {
      listener.ended(new ContainerId(id, engine, socket.owner()));
    }
  }

  // After a failure the container is looked up when its first process is seen; the stream continues.
  private void created(String id) {
    try {
      Optional<ContainerFacts> created = api.describe(namespace(), id);
      created.ifPresent(facts -> listener.created(new ContainerId(id, engine, socket.owner()), facts));
    } catch (IOException e) {
      LOG.debug("container {} is not described: {}", id, socket.path(), e);
    }
  }
}
