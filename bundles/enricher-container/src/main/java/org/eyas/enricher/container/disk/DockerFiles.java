package org.eyas.enricher.container.disk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eyas.enricher.container.info.Facts;
import org.eyas.enricher.container.info.ImageName;
import org.eyas.enricher.container.info.Mount;
import org.eyas.enricher.container.info.Mounts;
import org.eyas.enricher.container.info.Part;
import org.eyas.enricher.container.json.Json;

/**
 * The files that dockerd keeps of each container below its data-root: {@code containers/ID/config.v2.json} and
 * {@code hostconfig.json}. Docker writes these files before the container's cgroup exists, and again when the container
 * has started.
 */
final class DockerFiles implements Place {
  private final TrustedFiles files;
  private final int labelLength;

  /** @param files the data-root */
  DockerFiles(TrustedFiles files, int labelLength) {
    this.files = files;
    this.labelLength = labelLength;
  }

  @Override
  public Optional<Facts> find(String id) throws IOException {
    Optional<Json> config = files.json("containers/" + id + "/config.v2.json");
    if (config.isEmpty()) {
      return Optional.empty();
    }
    Json host = files.json("containers/" + id + "/hostconfig.json").orElse(Json.NONE);
    return Optional.of(facts(id, config.get(), host));
  }

  /** The facts in the two files. */
  Facts facts(String id, Json config, Json host) throws IOException {
    Facts facts = new Facts(labelLength).id(id).set(Part.TYPE, "docker").sandbox("").set(Part.CNI_JSON, "");
    addConfig(config, facts);
    addHost(host, facts);
    addAddress(config, host, facts);
    return facts.withoutPod();
  }

  private void addConfig(Json config, Facts facts) throws IOException {
    String name = config.at("Name").text();
    facts.set(Part.NAME, name.startsWith("/") ? name.substring(1) : name);
    String imageId = config.at("Image").text();
    facts.set(Part.IMAGE_ID, imageId.substring(imageId.indexOf(':') + 1));
    ImageName image = images(config.at("Driver").text()).complete(ImageName.of(config.at("Config", "Image").text()), imageId);
    facts.image(image).set(Part.DIGEST, image.digest());
    facts.labels(config.at("Config", "Labels").textMembers()).podLabels(Map.of());
    facts.mounts(mounts(config.at("MountPoints")));
    DockerProbes.addTo(config.at("Config"), facts);
  }

  private DockerImages images(String driver) throws IOException {
    boolean plain = driver.matches("[a-z0-9-]+");
    return new DockerImages(plain ? files.json("image/" + driver + "/repositories.json").orElse(Json.NONE) : Json.NONE);
  }

  private static Mounts mounts(Json points) {
    List<Mount> mounts = new ArrayList<>();
    for (Json point : points.members().values()) {
      mounts.add(
          new Mount(
              point.at("Source").text(),
              point.at("Destination").text(),
              point.at("Relabel").text(), // the API calls it Mode
              point.at("RW").isTrue(),
              point.at("Propagation").text()));
    }
    return Mounts.of(mounts);
  }

  private static void addHost(Json host, Facts facts) {
    if (host.isPresent()) {
      facts.set(Part.PRIVILEGED, host.at("Privileged").isTrue());
      facts.set(Part.HOST_PID, host.at("PidMode").text().equals("host"));
      facts.set(Part.HOST_NETWORK, host.at("NetworkMode").text().equals("host"));
      facts.set(Part.HOST_IPC, host.at("IpcMode").text().equals("host"));
    }
  }

  // Until the container runs, the file has no address. With the network of the host or none, it never has one.
  private void addAddress(Json config, Json host, Facts facts) throws IOException {
    String mode = host.at("NetworkMode").text();
    if (mode.startsWith("container:") && mode.length() > 64) {
      Json other = files.json("containers/" + mode.substring("container:".length()) + "/config.v2.json").orElse(Json.NONE);
      facts.setKnown(Part.IP, address(other));
      return;
    }
    String address = address(config);
    boolean without = mode.equals("host") || mode.equals("none") || config.at("State", "Running").isTrue();
    if (!address.isEmpty() || without) {
      facts.set(Part.IP, address);
    }
  }

  private static String address(Json config) {
    for (Json network : config.at("NetworkSettings", "Networks").members().values()) {
      String address = network.at("IPAddress").text();
      if (!address.isEmpty()) {
        return address;
      }
    }
    return "";
  }
}
