package org.eyas.enricher.container.disk;

import java.io.IOException;
import java.util.Optional;
import org.eyas.enricher.container.info.ContainerFacts;
import org.eyas.enricher.container.json.LenientJson;

/**
 * The bundles that containerd keeps below its state directory,
 * {@code io.containerd.runtime.v2.task/NAMESPACE/ID/config.json}. The bundles of Kubernetes name container, image and
 * pod.
 */
final class ContainerdFiles implements RuntimeFiles {
  private static final String TASKS = "io.containerd.runtime.v2.task";

  private final TrustedFiles files;
  private final int labelLength;

  /** @param files the state directory */
  ContainerdFiles(TrustedFiles files, int labelLength) {
    this.files = files;
    this.labelLength = labelLength;
  }

  // The namespace is not part of every cgroup's path.
  @Override
  public Optional<ContainerFacts> find(String id) throws IOException {
    for (String namespace : files.names(TASKS)) {
      Optional<ContainerFacts> found = find(files, TASKS + "/" + namespace + "/", id, new ContainerFacts(labelLength));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /**
   * Adds the facts of a container's bundle.
   *
   * @param bundles the folder of all bundles of one namespace, below the root of the files; with a slash at the end, or empty
   */
  static Optional<ContainerFacts> find(TrustedFiles files, String bundles, String id, ContainerFacts facts) throws IOException {
    ContainerdBundle.Specs specs = any -> files.json(bundles + any + "/config.json").orElse(LenientJson.NONE);
    return ContainerdBundle.describe(specs, id, facts) ? Optional.of(facts) : Optional.empty();
  }
}
