package org.eyas.enricher.container.socket;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eyas.enricher.container.disk.ContainerdBundle;
import org.eyas.enricher.container.id.ContainerEngine;
import org.eyas.enricher.container.id.ContainerId;
import org.eyas.enricher.container.info.ContainerFacts;
import org.eyas.enricher.container.info.ContainerPart;
import org.eyas.enricher.container.info.ImageReference;
import org.eyas.enricher.container.json.LenientJson;
import org.eyas.enricher.container.lookup.CachedContainer;

/**
 * Containerd's own API. It serves for containers that {@code ctr} and nerdctl started, because their bundles do not
 * name the image. For containers of Kubernetes it has the content of the bundle before the bundle is on disk.
 */
final class ContainerdApi implements RuntimeApi {
  static final String USUAL = "default";
  static final String KUBERNETES = "k8s.io";

  private static final String GET = "/containerd.services.containers.v1.Containers/Get";
  private static final long LIMIT_MILLIS = 500;

  // Each container is in one namespace, and a call asks one. The cgroups of other namespaces do not count as containers.
  private static final List<String> NAMESPACES = List.of(USUAL, KUBERNETES);

  private final UnixSocket socket;
  private final int labelLength;

  ContainerdApi(UnixSocket socket, int labelLength) {
    this.socket = socket;
    this.labelLength = labelLength;
  }

  @Override
  public boolean accepts(ContainerId id, String known) {
    return id.engine() == ContainerEngine.CONTAINERD;
  }

  @Override
  public boolean find(CachedContainer container) throws IOException {
    for (String namespace : NAMESPACES) {
      Optional<ContainerFacts> found = describe(namespace, container.id().value());
      if (found.isPresent()) {
        container.add(found.get());
        return true;
      }
    }
    return false;
  }

  /**
   * The facts that containerd stored about a container before it created the container; empty if containerd does not
   * have the container.
   */
  Optional<ContainerFacts> describe(String namespace, String id) throws IOException {
    ProtobufMessage found = get(namespace, id);
    if (!found.text(1).equals(id)) {
      return Optional.empty();
    }
    Map<String, String> labels = found.texts(2);
    ContainerFacts facts = new ContainerFacts(labelLength).setKnown(ContainerPart.NAME, labels.getOrDefault("nerdctl/name", ""));
    ContainerdBundle.describe(other -> spec(other.equals(id) ? found : get(namespace, other)), id, facts);
    if (!facts.has(ContainerPart.FULL_SANDBOX_ID)) {
      addUnlessOfPod(found.text(3), labels, facts);
    }
    return Optional.of(facts);
  }

  private ProtobufMessage get(String namespace, String id) throws IOException {
    Map<String, String> header = Map.of("containerd-namespace", namespace);
    return ProtobufMessage.parse(socket.call(GET, header, ProtobufMessage.request(id, false), LIMIT_MILLIS)).message(1);
  }

  // The specification of OCI, as JSON in a message of any type.
  private static LenientJson spec(ProtobufMessage container) throws IOException {
    String json = container.message(5).text(2);
    return json.isEmpty() ? LenientJson.NONE : LenientJson.parse(json);
  }

  // A pod's container has the labels of CRI and the image that the pod names; these here are different ones.
  private static void addUnlessOfPod(String image, Map<String, String> labels, ContainerFacts facts) {
    if (!image.isEmpty()) {
      facts.image(ImageReference.of(image));
    }
    facts.labels(labels).podLabels(Map.of()).withoutPod();
  }
}
