package org.eyas.enricher.container.disk;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eyas.enricher.container.info.ContainerFacts;
import org.eyas.enricher.container.info.ContainerMount;
import org.eyas.enricher.container.info.ContainerMounts;
import org.eyas.enricher.container.info.ContainerPart;
import org.eyas.enricher.container.info.ImageReference;
import org.eyas.enricher.container.json.LenientJson;

/**
 * The files that dockerd keeps of each container below its data-root: {@code containers/ID/config.v2.json} and
 * {@code hostconfig.json}. Docker writes these files before the container's cgroup exists, and again when the container
 * has started.
 */
final class DockerFiles implements RuntimeFiles {
  private final TrustedFiles files;
  private final int labelLength;

  /** @param files the data-root */
  DockerFiles(TrustedFiles files, int labelLength) {
    this.files = files;
    this.labelLength = labelLength;
  }

  @Override
  public Optional<ContainerFacts> find(String id) throws IOException {
    Optional<LenientJson> config = files.json("containers/" + id + "/config.v2.json");
    if (config.isEmpty()) {
      return Optional.empty();
    }
    LenientJson host = files.json("containers/" + id + "/hostconfig.json").orElse(LenientJson.NONE);
    return Optional.of(facts(id, config.get(), host));
  }

  /** The facts in the two files. */
  ContainerFacts facts(String id, LenientJson config, LenientJson host) throws IOException {
    ContainerFacts facts =
        new ContainerFacts(labelLength).id(id).set(ContainerPart.TYPE, "docker").sandbox("").set(ContainerPart.CNI_JSON, "");
    addConfig(config, facts);
    addHost(host, facts);
    addAddress(config, host, facts);
    return facts.withoutPod();
  }

  private void addConfig(LenientJson config, ContainerFacts facts) throws IOException {
    String name = config.at("Name").text();
    facts.set(ContainerPart.NAME, name.startsWith("/") ? name.substring(1) : name);
    String imageId = config.at("Image").text();
    facts.set(ContainerPart.IMAGE_ID, imageId.substring(imageId.indexOf(':') + 1));
    ImageReference image =
        images(config.at("Driver").text()).complete(ImageReference.of(config.at("Config", "Image").text()), imageId);
    facts.image(image).set(ContainerPart.DIGEST, image.digest());
    facts.labels(config.at("Config", "Labels").textMembers()).podLabels(Map.of());
    facts.mounts(mounts(config.at("MountPoints")));
    DockerProbes.addTo(config.at("Config"), facts);
  }

  private DockerImages images(String driver) throws IOException {
    boolean plain = driver.matches("[a-z0-9-]+");
    return new DockerImages(
        plain ? files.json("image/" + driver + "/repositories.json").orElse(LenientJson.NONE) : LenientJson.NONE);
  }

  private static ContainerMounts mounts(LenientJson points) {
    List<ContainerMount> mounts = new ArrayList<>();
    for (LenientJson point : points.members().values()) {
      mounts.add(
          new ContainerMount(
              point.at("Source").text(),
              point.at("Destination").text(),
              point.at("Relabel").text(), // the API calls it Mode
              point.at("RW").isTrue(),
              point.at("Propagation").text()));
    }
    return ContainerMounts.of(mounts);
  }

  private static void addHost(LenientJson host, ContainerFacts facts) {
    if (host.isPresent()) {
      facts.set(ContainerPart.PRIVILEGED, host.at("Privileged").isTrue());
      facts.set(ContainerPart.HOST_PID, host.at("PidMode").text().equals("host"));
      facts.set(ContainerPart.HOST_NETWORK, host.at("NetworkMode").text().equals("host"));
      facts.set(ContainerPart.HOST_IPC, host.at("IpcMode").text().equals("host"));
    }
  }

  // Until the container runs, the file has no address. With the network of the host or none, it never has one.
  private void addAddress(LenientJson config, LenientJson host, ContainerFacts facts) throws IOException {
    String mode = host.at("NetworkMode").text();
    if (mode.startsWith("container:") && mode.length() > 64) {
      LenientJson other =
          files.json("containers/" + mode.substring("container:".length()) + "/config.v2.json").orElse(LenientJson.NONE);
      facts.setKnown(ContainerPart.IP, address(other));
      return;
    }
    String address = address(config);
    boolean without = mode.equals("host") || mode.equals("none") || config.at("State", "Running").isTrue();
    if (!address.isEmpty() || without) {
      facts.set(ContainerPart.IP, address);
    }
  }

  private static String address(LenientJson config) {
    for (LenientJson network : config.at("NetworkSettings", "Networks").members().values()) {
      String address = network.at("IPAddress").text();
      if (!address.isEmpty()) {
        return address;
      }
    }
    return "";
  }
}
