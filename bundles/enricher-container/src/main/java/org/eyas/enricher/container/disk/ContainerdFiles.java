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
      Optional<Facts> found = find(files, TASKS + "/" + namespace + "/", id, new Facts(labelLength));
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /**
   * Adds what the bundle of a container knows.
   *
   * @param bundles the folder of all bundles of one namespace, below the root of the files; with a slash at the end, or empty
   */
  static Optional<Facts> find(TrustedFiles files, String bundles, String id, Facts facts) throws IOException {
    Optional<Json> spec = files.json(bundles + id + "/config.json");
    if (spec.isEmpty()) {
      return Optional.empty();
    }
    facts.id(id);
    String sandbox = ContainerdAnnotations.sandbox(spec.get());
    if (!sandbox.isEmpty() && !sandbox.equals(id)) {
      // A container joins the namespaces of its sandbox; only the sandbox knows whether they are those of the host.
      Optional<Json> pod = files.json(bundles + sandbox + "/config.json");
      pod.ifPresent(found -> Bundle.of(found, sandbox).addSharedNamespaces(facts));
    }
    Bundle.of(spec.get(), id).addTo(facts);
    facts.set(Part.TYPE, "containerd");
    facts.setKnown(Part.NAME, facts.has(Part.FULL_SANDBOX_ID) ? "" : id); // ctr: the id is the name
    return Optional.of(facts);
  }
}
