package org.eyas.enricher.container.disk;

import java.util.Map;
import org.eyas.enricher.container.info.ContainerFacts;
import org.eyas.enricher.container.info.ContainerPart;
import org.eyas.enricher.container.info.ImageReference;
import org.eyas.enricher.container.json.LenientJson;

/**
 * Reads the annotations {@code io.kubernetes.cri.*} that containerd writes into the bundles of Kubernetes' containers.
 */
final class ContainerdAnnotations {
  private static final String PREFIX = "io.kubernetes.cri.";

  private ContainerdAnnotations() {}

  static void addTo(Map<String, String> annotations, ContainerFacts facts) {
    boolean sandbox = get("container-type", annotations).equals("sandbox");
    String pod = get("sandbox-name", annotations);
    facts.set(ContainerPart.TYPE, "containerd");
    facts.setKnown(ContainerPart.NAME, sandbox ? pod : get("container-name", annotations));
    String image = sandbox ? get("podsandbox.image-name", annotations) : get("image-name", annotations);
    if (!image.isEmpty()) {
      facts.image(ImageReference.of(image));
    }
    facts.sandbox(get("sandbox-id", annotations));
    facts.setKnown(ContainerPart.POD_NAME, pod);
    facts.setKnown(ContainerPart.POD_NAMESPACE, get("sandbox-namespace", annotations));
    facts.setKnown(ContainerPart.POD_UID, get("sandbox-uid", annotations));
  }

  /** The id of the sandbox that a bundle names; empty if it is not one of Kubernetes. */
  static String sandbox(LenientJson spec) {
    String id = spec.at("annotations", PREFIX + "sandbox-id").text();
    return id.matches("[0-9a-f]+") ? id : "";
  }

  private static String get(String name, Map<String, String> annotations) {
    return annotations.getOrDefault(PREFIX + name, "");
  }
}
