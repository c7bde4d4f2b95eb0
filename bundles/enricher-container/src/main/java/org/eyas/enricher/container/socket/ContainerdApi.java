package org.eyas.enricher.container.socket;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.eyas.enricher.container.id.ContainerId;
import org.eyas.enricher.container.id.Engine;
import org.eyas.enricher.container.info.Facts;
import org.eyas.enricher.container.info.ImageName;
import org.eyas.enricher.container.info.Part;
import org.eyas.enricher.container.lookup.Container;

/** Containerd's own API, for containers that {@code ctr} and nerdctl started: their bundles do not name the image. */
final class ContainerdApi implements RuntimeApi {
  private static final String GET = "/containerd.services.containers.v1.Containers/Get";
  private static final long LIMIT_MILLIS = 500;

  // Each container is in one namespace, and a call asks one. The cgroups of other namespaces do not count as containers.
  private static final List<String> NAMESPACES = List.of("default", "k8s.io");

  private final UnixSocket socket;
  private final int labelLength;

  ContainerdApi(UnixSocket socket, int labelLength) {
    this.socket = socket;
    this.labelLength = labelLength;
  }

  @Override
  public boolean accepts(ContainerId id, String known) {
    return id.engine() == Engine.CONTAINERD;
  }

  @Override
  public boolean find(Container container) throws IOException {
    String id = container.id().value();
    for (String namespace : NAMESPACES) {
      byte[] request = Protobuf.request(id, false);
      Map<String, String> header = Map.of("containerd-namespace", namespace);
      Protobuf found = Protobuf.parse(socket.call(GET, header, request, LIMIT_MILLIS)).message(1);
      if (found.text(1).equals(id)) {
        container.add(facts(id, found));
        return true;
      }
    }
    return false;
  }

  private Facts facts(String id, Protobuf found) throws IOException {
    Map<String, String> labels = found.texts(2);
    Facts facts = new Facts(labelLength).id(id).set(Part.TYPE, Engine.CONTAINERD.type());
    facts.set(Part.NAME, labels.getOrDefault("nerdctl/name", id));
    if (!found.text(3).isEmpty()) {
      facts.image(ImageName.of(found.text(3)));
    }
    return facts.labels(labels).podLabels(Map.of()).withoutPod();
  }
}
