package org.eyas.enricher.container.disk;

import java.io.IOException;
import org.eyas.enricher.container.info.Facts;
import org.eyas.enricher.container.info.Part;
import org.eyas.enricher.container.json.Json;

/** Reads the facts about a container in its bundle of containerd, which comes from a file or from containerd's API. */
public final class ContainerdBundle {
  private ContainerdBundle() {}

  /** Returns the configuration of a bundle. */
  public interface Specs {
    /** @return {@link Json#NONE} if there is none with this id */
    Json of(String id) throws IOException;
  }

  /** Adds the facts of a container's bundle. Returns whether there is a bundle. */
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
