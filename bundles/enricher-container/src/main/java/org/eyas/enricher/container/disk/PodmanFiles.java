package org.eyas.enricher.container.disk;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eyas.enricher.container.info.Facts;
import org.eyas.enricher.container.info.ImageName;
import org.eyas.enricher.container.info.Part;
import org.eyas.enricher.container.json.Json;

/**
 * The files of containers/storage, which podman and CRI-O use: {@code overlay-containers/containers.json} and
 * {@code volatile-containers.json} (of {@code run --rm}) have a list of all containers; {@code ID/userdata/config.json}
 * is the OCI bundle. Podman's API does not answer before a container has started, but the files exist before the
 * container's cgroup.
 */
final class PodmanFiles implements Place {
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
  public Optional<Facts> find(String id) throws IOException {
    for (String list : LISTS) {
      Optional<Json> container = files.element(list, each -> each.at("id").text().equals(id));
      if (container.isPresent()) {
        return Optional.of(facts(id, container.get()));
      }
    }
    return Optional.empty();
  }

  private Facts facts(String id, Json container) throws IOException {
    Facts facts = new Facts(labelLength).id(id);
    Optional<Json> spec = files.json(FOLDER + id + "/userdata/config.json");
    if (spec.isPresent()) {
      Bundle.of(spec.get(), id).addTo(facts); // CRI-O's annotations come first: the list has less
    }
    Json metadata = metadata(container);
    facts.set(Part.TYPE, "podman").set(Part.CNI_JSON, "").sandbox("");
    if (facts.text(Part.HOST_NETWORK).equals("true")) {
      facts.set(Part.IP, "");
    }
    container.at("names").texts().stream().findFirst().ifPresent(name -> facts.set(Part.NAME, name));
    facts.set(Part.IMAGE_ID, container.at("image").text());
    ImageName image = ImageName.of(metadata.at("image-name").text());
    if (!image.reference().isEmpty()) {
      facts.image(image);
    }
    facts.set(Part.DIGEST, digest(container.at("image").text()));
    return facts.podLabels(Map.of()).withoutPod();
  }

  // The value is a text that is JSON itself.
  private static Json metadata(Json container) throws IOException {
    String text = container.at("metadata").text();
    return text.isEmpty() ? Json.NONE : Json.parse(text);
  }

  private String digest(String imageId) throws IOException {
    return files
        .element("overlay-images/images.json", image -> image.at("id").text().equals(imageId))
        .map(image -> image.at("digest").text())
        .orElse("");
  }
}
