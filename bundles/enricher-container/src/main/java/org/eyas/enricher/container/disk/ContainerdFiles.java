package org.eyas.enricher.container.disk;

import java.io.IOException;
import java.util.Optional;
import org.eyas.enricher.container.info.Facts;
import org.eyas.enricher.container.info.Part;
import org.eyas.enricher.container.json.Json;

/**
 * The bundles that containerd keeps below its state directory, {@code io.containerd.runtime.v2.task/NAMESPACE/ID/config.json}.
 * Those of Kubernetes name container, image and pod.
 */
final class ContainerdFiles implements Place {
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
  public Optional<Facts> find(String id) throws IOException {
    for (String namespace : files.names(TASKS)) {
      Optional<Json> spec = files.json(TASKS + "/" + namespace + "/" + id + "/config.json");
      if (spec.isPresent()) {
        Facts facts = new Facts(labelLength);
        addTo(spec.get(), id, facts);
        return Optional.of(facts);
      }
    }
    return Optional.empty();
  }

  /** Adds what a bundle of containerd knows. */
  static void addTo(Json spec, String id, Facts facts) throws IOException {
    facts.id(id);
    Bundle.of(spec, id).addTo(facts);
    facts.set(Part.TYPE, "containerd");
    facts.setKnown(Part.NAME, facts.has(Part.FULL_SANDBOX_ID) ? "" : id); // ctr: the id is the name
  }
}
