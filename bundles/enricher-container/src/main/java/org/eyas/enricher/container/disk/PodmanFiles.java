package org.eyas.enricher.container.disk;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eyas.enricher.container.info.ContainerFacts;
import org.eyas.enricher.container.info.ContainerPart;
import org.eyas.enricher.container.info.ImageReference;
import org.eyas.enricher.container.json.LenientJson;

/**
 * The files of containers/storage, which podman and CRI-O use: {@code overlay-containers/containers.json} and
 * {@code volatile-containers.json} (of {@code run --rm}) have a list of all containers; {@code ID/userdata/config.json}
 * is the OCI bundle. Podman's API does not answer before a container has started, but the files exist before the
 * container's cgroup.
 */
final class PodmanFiles implements RuntimeFiles {
  private static final String FOLDER = "overlay-containers/";
  private static final List<String> LISTS = List.of(FOLDER + "volatile-containers.json", FOLDER + "containers.json");

  private final TrustedFiles files;
  private final int labelLength;

  /** @param files the storage (graphroot) */
  PodmanFiles(TrustedFiles files, int labelLength) {
    this.files = files;
    this.labelLength = labelLength;
  }

  @Override
  public Optional<ContainerFacts> find(String id) throws IOException {
    for (String list : LISTS) {
      Optional<LenientJson> container = files.element(list, each -> each.at("id").text().equals(id));
      if (container.isPresent()) {
        return Optional.of(facts(id, container.get()));
      }
    }
    return Optional.empty();
  }

  private ContainerFacts facts(String id, LenientJson container) throws IOException {
    ContainerFacts facts = new ContainerFacts(labelLength).id(id);
    Optional<LenientJson> spec = files.json(FOLDER + id + "/userdata/config.json");
    if (spec.isPresent()) {
      OciBundle.of(spec.get(), id).addTo(facts); // CRI-O's annotations come first: the list has less
    }
    LenientJson metadata = metadata(container);
    facts.set(ContainerPart.TYPE, "podman").set(ContainerPart.CNI_JSON, "").sandbox("");
    if (facts.text(ContainerPart.HOST_NETWORK).equals("true")) {
      facts.set(ContainerPart.IP, "");
    }
    container.at("names").texts().stream().findFirst().ifPresent(name -> facts.set(ContainerPart.NAME, name));
    facts.set(ContainerPart.IMAGE_ID, container.at("image").text());
    ImageReference image = ImageReference.of(metadata.at("image-name").text());
    if (!image.reference().isEmpty()) {
      facts.image(image);
    }
    facts.set(ContainerPart.DIGEST, digest(container.at("image").text()));
    return facts.podLabels(Map.of()).withoutPod();
  }

  // The value is a text that is JSON itself.
  private static LenientJson metadata(LenientJson container) throws IOException {
    String text = container.at("metadata").text();
    return text.isEmpty() ? LenientJson.NONE : LenientJson.parse(text);
  }

  private String digest(String imageId) throws IOException {
    return files
        .element("overlay-images/images.json", image -> image.at("id").text().equals(imageId))
        .map(image -> image.at("digest").text())
        .orElse("");
  }
}
