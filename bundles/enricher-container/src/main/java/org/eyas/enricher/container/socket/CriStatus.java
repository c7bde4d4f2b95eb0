package org.eyas.enricher.container.socket;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.eyas.enricher.container.info.ContainerFacts;
import org.eyas.enricher.container.info.ContainerMount;
import org.eyas.enricher.container.info.ContainerMounts;
import org.eyas.enricher.container.info.ContainerPart;
import org.eyas.enricher.container.info.ImageReference;
import org.eyas.enricher.container.json.LenientJson;

/**
 * The facts in the status of a container in the API of Kubernetes ({@code runtime.v1}). The numbers are the numbers of
 * the fields in the protocol.
 */
final class CriStatus {
  private CriStatus() {}

  static void add(ProtobufMessage status, LenientJson info, ContainerFacts facts) throws IOException {
    facts.setKnown(ContainerPart.NAME, status.message(2).text(1));
    String image = first(status.message(8).text(18), status.message(8).text(1));
    if (!image.isEmpty() && !image.startsWith("sha256:")) {
      facts.image(ImageReference.of(image));
    }
    String reference = status.text(9); // a digest with its repository if the image was pulled, else the id
    facts.set(ContainerPart.DIGEST, reference.contains("@") ? reference.substring(reference.indexOf('@') + 1) : "");
    facts.setKnown(ContainerPart.IMAGE_ID, imageId(status.text(17), info.at("config", "image", "image").text(), reference));
    facts.mounts(mounts(status.messages(14)));
    LenientJson privileged = info.at("config", "linux", "security_context", "privileged");
    facts.set(ContainerPart.PRIVILEGED, privileged.isPresent() ? privileged.isTrue() : info.at("privileged").isTrue());
  }

  // A kubelet requests images by their ids, others by their names.
  private static String imageId(String... candidates) {
    for (String id : candidates) {
      if (id.startsWith("sha256:")) {
        return DockerNames.digits(id);
      }
    }
    return "";
  }

  private static ContainerMounts mounts(List<ProtobufMessage> given) {
    List<ContainerMount> mounts = new ArrayList<>();
    for (ProtobufMessage mount : given) {
      String propagation =
          switch ((int) mount.number(5)) {
            case 0 -> "private";
            case 1 -> "rslave";
            case 2 -> "rshared";
            default -> "unknown";
          };
      mounts.add(new ContainerMount(mount.text(2), mount.text(1), "", mount.number(3) == 0, propagation));
    }
    return ContainerMounts.of(mounts);
  }

  /** One of two texts: the first that is not empty. */
  static String first(String one, String other) {
    return one.isEmpty() ? other : one;
  }
}
