package org.eyas.enricher.container.disk;

import java.io.IOException;
import java.util.Map;
import org.eyas.enricher.container.info.ContainerFacts;
import org.eyas.enricher.container.info.ContainerPart;
import org.eyas.enricher.container.info.ImageReference;
import org.eyas.enricher.container.json.LenientJson;

/**
 * Reads the annotations {@code io.kubernetes.cri-o.*} that CRI-O writes into its bundles. They contain everything that
 * its API knows.
 */
final class CrioAnnotations {
  private static final String PREFIX = "io.kubernetes.cri-o.";
  private static final int LONGEST_CNI = 4096; // as Falco's plugin has it

  private CrioAnnotations() {}

  static void addTo(Map<String, String> annotations, String id, ContainerFacts facts) throws IOException {
    boolean sandbox = get("ContainerType", annotations).equals("sandbox");
    String pod = annotations.getOrDefault("io.kubernetes.pod.name", get("KubeName", annotations));
    facts.set(ContainerPart.TYPE, "cri-o");
    facts.setKnown(ContainerPart.NAME, sandbox ? pod : annotations.getOrDefault("io.kubernetes.container.name", ""));
    String image = first(get("UserRequestedImage", annotations), get("ImageName", annotations), get("Image", annotations));
    if (!image.isEmpty()) {
      facts.image(ImageReference.of(image));
    }
    facts.setKnown(ContainerPart.IMAGE_ID, get("ImageRef", annotations));
    facts.sandbox(sandbox ? id : get("SandboxID", annotations));
    facts.setKnown(ContainerPart.POD_NAME, pod);
    facts.setKnown(ContainerPart.POD_NAMESPACE,
        annotations.getOrDefault("io.kubernetes.pod.namespace", get("Namespace", annotations)));
    facts.setKnown(ContainerPart.POD_UID, annotations.getOrDefault("io.kubernetes.pod.uid", ""));
    facts.set(ContainerPart.IP, get("IP.0", annotations));
    String cni = get("CNIResult", annotations);
    facts.set(ContainerPart.CNI_JSON, cni.substring(0, Math.min(LONGEST_CNI, cni.length())));
    Map<String, String> labels = json("Labels", annotations);
    facts.labels(labels);
    if (sandbox) {
      facts.podLabels(labels);
    }
  }

  private static Map<String, String> json(String name, Map<String, String> annotations) throws IOException {
    String text = get(name, annotations);
    return text.isEmpty() ? Map.of() : LenientJson.parse(text).textMembers();
  }

  private static String first(String... texts) {
    for (String text : texts) {
      if (!text.isEmpty()) {
        return text;
      }
    }
    return "";
  }

  private static String get(String name, Map<String, String> annotations) {
    return annotations.getOrDefault(PREFIX + name, "");
  }
}
