package org.eyas.enricher.container.disk;

import java.io.IOException;
import org.eyas.enricher.container.info.Facts;
import org.eyas.enricher.container.info.Part;
import org.eyas.enricher.container.json.Json;

/** What a bundle of containerd says about its container, whether the bundle is read from its file or by containerd's API. */
public final class ContainerdBundle {
  private ContainerdBundle() {}

  /** Returns the configuration of a bundle. */
  public interface Specs {
    /** @return {@link Json#NONE} if there is none with this id */
    Json of(String id) throws IOException;
  }

  /** Adds what the bundle of a container knows. Returns whether there is one. */
  public static boolean describe(Specs specs, String id, Facts facts) throws IOException {
    Json spec = specs.of(id);
    facts.id(id);
    if (spec.isPresent()) {
      String sandbox = ContainerdAnnotations.sandbox(spec);
      if (!sandbox.isEmpty() && !sandbox.equals(id)) {
        addSharedNamespaces(specs.of(sandbox), sandbox, facts);
      }
      Bundle.of(spec, id).addTo(facts);
    }
    facts.set(Part.TYPE, "containerd");
    facts.setKnown(Part.NAME, facts.has(Part.FULL_SANDBOX_ID) ? "" : id); // ctr: the id is the name
    return spec.isPresent();
  }

  // A container joins the namespaces of its sandbox; only the sandbox knows whether they are those of the host.
  private static void addSharedNamespaces(Json pod, String sandbox, Facts facts) {
    if (pod.isPresent()) {
      Bundle.of(pod, sandbox).addSharedNamespaces(facts);
    }
  }
}
