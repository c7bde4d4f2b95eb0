package org.eyas.enricher.container.socket;

import java.io.IOException;
import java.util.Map;
import org.eyas.enricher.container.disk.DockerProbes;
import org.eyas.enricher.container.info.ContainerFacts;
import org.eyas.enricher.container.info.ContainerMounts;
import org.eyas.enricher.container.info.ContainerPart;
import org.eyas.enricher.container.info.DescribedMountReader;
import org.eyas.enricher.container.info.ImageReference;
import org.eyas.enricher.container.json.LenientJson;

/** Reads the answer of docker or podman to the inspection of one container. */
record DockerInspection(String type, int labelLength) {
  /** Finds the repository digests of an image. */
  interface Digests {
    LenientJson of(String image) throws IOException;
  }

  ContainerFacts facts(String id, LenientJson container, Digests digests) throws IOException {
    ContainerFacts facts =
        new ContainerFacts(labelLength).id(id).set(ContainerPart.TYPE, type).sandbox("").set(ContainerPart.CNI_JSON, "");
    facts.set(ContainerPart.NAME, DockerNames.plain(container.at("Name").text()));
    String imageId = container.at("Image").text();
    facts.set(ContainerPart.IMAGE_ID, DockerNames.digits(imageId));
    DockerNames.addImage(container.at("Config", "Image").text(), facts);
    facts.set(ContainerPart.DIGEST, digest(facts.text(ContainerPart.REPOSITORY), digests.of(imageId)));
    facts.labels(container.at("Config", "Labels").textMembers()).podLabels(Map.of());
    DockerProbes.addTo(container.at("Config"), facts);
    facts.mounts(DescribedMountReader.of(container.at("Mounts").elements()));
    LenientJson host = container.at("HostConfig");
    facts.set(ContainerPart.PRIVILEGED, host.at("Privileged").isTrue());
    facts.set(ContainerPart.HOST_PID, host.at("PidMode").text().equals("host"));
    facts.set(ContainerPart.HOST_NETWORK, host.at("NetworkMode").text().equals("host"));
    facts.set(ContainerPart.HOST_IPC, host.at("IpcMode").text().equals("host"));
    return facts.withoutPod().set(ContainerPart.IP, address(container.at("NetworkSettings")));
  }

  private static String digest(String repository, LenientJson digests) {
    String other = "";
    for (String text : digests.texts()) {
      ImageReference name = ImageReference.of(text);
      if (name.repository().equals(repository)) {
        return name.digest();
      }
      other = name.digest();
    }
    return digests.elements().size() == 1 ? other : "";
  }

  private static String address(LenientJson network) {
    for (LenientJson one : network.at("Networks").members().values()) {
      String address = one.at("IPAddress").text();
      if (!address.isEmpty()) {
        return address;
      }
    }
    return network.at("IPAddress").text();
  }
}
