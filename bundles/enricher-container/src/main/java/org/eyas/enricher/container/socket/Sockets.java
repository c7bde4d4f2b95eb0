package org.eyas.enricher.container.socket;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eyas.enricher.container.disk.HostRoot;
import org.eyas.enricher.container.id.Engine;
import org.eyas.enricher.container.lookup.LookupCounts;
import org.eyas.enricher.container.lookup.RuntimeClient;
import org.eyas.enricher.container.lookup.RuntimeEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets of the runtimes.
 *
 * @param docker paths of docker's sockets, on the host
 * @param podman likewise
 * @param hears whether the runtimes' events are followed
 */
public record Sockets(List<String> docker, List<String> podman, boolean hears) {
  private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);

  /** Starts a thread for each socket. */
  public List<RuntimeClient> open(HostRoot host, int labelLength, RuntimeEvents listener, LookupCounts counts) {
    List<RuntimeClient> clients = new ArrayList<>();
    for (Engine engine : List.of(Engine.DOCKER, Engine.PODMAN)) {
      for (String path : engine == Engine.DOCKER ? docker : podman) {
        try {
          UnixSocket socket = new UnixSocket(host.resolve(path));
          clients.add(new SocketRuntime(engine, socket, labelLength, hears, listener, counts));
        } catch (IOException e) {
          LOG.warn("{} is not used: its path cannot be resolved", path, e);
        }
      }
    }
    return clients;
  }
}
