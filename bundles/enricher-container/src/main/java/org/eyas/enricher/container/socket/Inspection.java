package org.eyas.enricher.container.socket;

import java.io.IOException;
import java.util.Map;
import org.eyas.enricher.container.disk.DockerProbes;
import org.eyas.enricher.container.info.DescribedMounts;
import org.eyas.enricher.container.info.Facts;
import org.eyas.enricher.container.info.ImageName;
import org.eyas.enricher.container.info.Mounts;
import org.eyas.enricher.container.info.Part;
import org.eyas.enricher.container.json.Json;

/** Reads the answer of docker or podman to the inspection of one container. */
record Inspection(String type, int labelLength) {
  /** Finds the repository digests of an image. */
  interface Digests {
    Json of(String image) throws IOException;
  }

  Facts facts(String id, Json container, Digests digests) throws IOException {
    Facts facts = new Facts(labelLength).id(id).set(Part.TYPE, type).sandbox("").set(Part.CNI_JSON, "");
    facts.set(Part.NAME, DockerText.plain(container.at("Name").text()));
    String imageId = container.at("Image").text();
    facts.set(Part.IMAGE_ID, DockerText.digits(imageId));
    DockerText.addImage(container.at("Config", "Image").text(), facts);
    facts.set(Part.DIGEST, digest(facts.text(Part.REPOSITORY), digests.of(imageId)));
    facts.labels(container.at("Config", "Labels").textMembers()).podLabels(Map.of());
    DockerProbes.addTo(container.at("Config"), facts);
    facts.mounts(DescribedMounts.of(container.at("Mounts").elements()));
    Json host = container.at("HostConfig");
    facts.set(Part.PRIVILEGED, host.at("Privileged").isTrue());
    facts.set(Part.HOST_PID, host.at("PidMode").text().equals("host"));
    facts.set(Part.HOST_NETWORK, host.at("NetworkMode").text().equals("host"));
    facts.set(Part.HOST_IPC, host.at("IpcMode").text().equals("host"));
    return facts.withoutPod().set(Part.IP, address(container.at("NetworkSettings")));
  }

  private static String digest(String repository, Json digests) {
    String other = "";
    for (String text : digests.texts()) {
      ImageName name = ImageName.of(text);
      if (name.repository().equals(repository)) {
        return name.digest();
      }
      other = name.digest();
    }
    return digests.elements().size() == 1 ? other : "";
  }

  private static String address(Json network) {
    for (Json one : network.at("Networks").members().values()) {
      String address = one.at("IPAddress").text();
      if (!address.isEmpty()) {
        return address;
      }
    }
    return network.at("IPAddress").text();
  }
}
