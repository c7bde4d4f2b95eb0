package org.eyas.enricher.container.socket;

import java.io.IOException;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eyas.enricher.container.disk.HostRoot;
import org.eyas.enricher.container.id.ContainerEngine;
import org.eyas.enricher.container.lookup.ContainerLookupCounts;
import org.eyas.enricher.container.lookup.RuntimeClient;
import org.eyas.enricher.container.lookup.RuntimeEventListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets of the runtimes, as paths on the host.
 *
 * @param cri sockets of containerd and CRI-O, for the containers of Kubernetes
 * @param containerd sockets of containerd, for the containers of ctr and nerdctl
 * @param hears whether the events of the runtimes are followed
 */
public record RuntimeSockets(
    List<String> docker, List<String> podman, List<String> cri, List<String> containerd, boolean hears) {
  private static final Logger LOG = LoggerFactory.getLogger(RuntimeSockets.class);

  /** Starts a thread for each socket. */
  public List<RuntimeClient> open(HostRoot host, int labelLength, RuntimeEventListener listener, ContainerLookupCounts counts) {
    List<RuntimeClient> clients = new ArrayList<>();
    for (ContainerEngine engine : List.of(ContainerEngine.DOCKER, ContainerEngine.PODMAN, ContainerEngine.CRI,
        ContainerEngine.CONTAINERD)) {
      for (String path : paths(engine)) {
        try {
          clients.add(client(engine, new UnixSocket(host.resolve(path)), labelLength, listener, counts));
        } catch (IOException e) {
          LOG.warn("{} is not used: its path cannot be resolved", path, e);
        }
      }
    }
    return clients;
  }

  private List<String> paths(ContainerEngine engine) {
    return switch (engine) {
      case DOCKER -> docker;
      case PODMAN -> podman;
      case CRI -> cri;
      default -> containerd;
    };
  }

  private RuntimeClient client(
      ContainerEngine engine, UnixSocket socket, int labelLength, RuntimeEventListener listener, ContainerLookupCounts counts)
      throws IOException {
    if (engine == ContainerEngine.DOCKER || engine == ContainerEngine.PODMAN) {
      DockerApi api = new DockerApi(socket, engine, labelLength);
      return client(engine, socket, api, new DockerEvents(engine, socket, api, listener)::open, counts);
    }
    ContainerdApi containerd = new ContainerdApi(socket, labelLength);
    RuntimeApi api = engine == ContainerEngine.CRI ? new CriApi(socket, labelLength) : containerd;
    return client(engine, socket, api, new ContainerdEvents(engine, socket, containerd, listener)::open, counts);
  }

  private RuntimeClient client(
      ContainerEngine engine, UnixSocket socket, RuntimeApi api, RuntimeEventFeed.Opening events, ContainerLookupCounts counts)
      throws IOException {
    Selector selector = Selector.open();
    Optional<RuntimeEventFeed> feed =
        hears && api.hasEvents() ? Optional.of(new RuntimeEventFeed(socket, selector, events)) : Optional.empty();
    return new SocketRuntimeClient(engine.key(), socket, api, selector, feed, counts);
  }
}
