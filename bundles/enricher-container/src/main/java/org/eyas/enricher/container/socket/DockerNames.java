package org.eyas.enricher.container.socket;

import org.eyas.enricher.container.info.ContainerFacts;
import org.eyas.enricher.container.info.ImageReference;

/** Reads images, names and ids as docker, podman and containerd write them in their answers. */
final class DockerNames {
  private DockerNames() {}

  /** Adds an image; nothing if the runtime knows only its id. */
  static void addImage(String reference, ContainerFacts facts) {
    if (!reference.isEmpty() && !reference.startsWith("sha256:")) {
      facts.image(ImageReference.of(reference).orLatest());
    }
  }

  /** A name without the slash that docker puts before it. */
  static String plain(String name) {
    return name.startsWith("/") ? name.substring(1) : name;
  }

  /** An id without its algorithm. */
  static String digits(String id) {
    return id.substring(id.indexOf(':') + 1);
  }
}
