package org.eyas.enricher.container.disk;

import java.util.Map;
import org.eyas.enricher.container.info.Facts;
import org.eyas.enricher.container.info.ImageName;
import org.eyas.enricher.container.info.Part;
import org.eyas.enricher.container.json.Json;

/**
 * Reads the annotations {@code io.kubernetes.cri.*} that containerd writes into the bundles of Kubernetes' containers.
 */
final class ContainerdAnnotations {
  private static final String PREFIX = "io.kubernetes.cri.";

  private ContainerdAnnotations() {}

  static void addTo(Map<String, String> annotations, Facts facts) {
    boolean sandbox = get("container-type", annotations).equals("sandbox");
    String pod = get("sandbox-name", annotations);
    facts.set(Part.TYPE, "containerd");
    facts.setKnown(Part.NAME, sandbox ? pod : get("container-name", annotations));
    String image = sandbox ? get("podsandbox.image-name", annotations) : get("image-name", annotations);
    if (!image.isEmpty()) {
      facts.image(ImageName.of(image));
    }
    facts.sandbox(get("sandbox-id", annotations));
    facts.setKnown(Part.POD_NAME, pod);
    facts.setKnown(Part.POD_NAMESPACE, get("sandbox-namespace", annotations));
    facts.setKnown(Part.POD_UID, get("sandbox-uid", annotations));
  }

  /** The id of the sandbox that a bundle names; empty if it is not one of Kubernetes. */
  static String sandbox(Json spec) {
    String id = spec.at("annotations", PREFIX + "sandbox-id").text();
    return id.matches("[0-9a-f]+") ? id : "";
  }

  private static String get(String name, Map<String, String> annotations) {
    return annotations.getOrDefault(PREFIX + name, "");
  }
}
