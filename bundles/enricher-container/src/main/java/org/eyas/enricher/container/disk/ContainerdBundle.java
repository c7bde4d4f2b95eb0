package org.eyas.enricher.container.disk;

import java.io.IOException;
import org.eyas.enricher.container.info.ContainerFacts;
import org.eyas.enricher.container.info.ContainerPart;
import org.eyas.enricher.container.json.LenientJson;

/** Reads the facts about a container in its bundle of containerd, which comes from a file or from containerd's API. */
public final class ContainerdBundle {
  private ContainerdBundle() {}

  /** Returns the configuration of a bundle. */
  public interface Specs {
    /** @return {@link LenientJson#NONE} if there is none with this id */
    LenientJson of(String id) throws IOException;
  }

  /** Adds the facts of a container's bundle. Returns whether there is a bundle. */
  public static boolean describe(Specs specs, String id, ContainerFacts facts) throws IOException {
    LenientJson spec = specs.of(id);
    facts.id(id);
    if (spec.isPresent()) {
      String sandbox = ContainerdAnnotations.sandbox(spec);
      if (!sandbox.isEmpty() && !sandbox.equals(id)) {
        addSharedNamespaces(specs.of(sandbox), sandbox, facts);
      }
      OciBundle.of(spec, id).addTo(facts);
    }
    facts.set(ContainerPart.TYPE, "containerd");
    facts.setKnown(ContainerPart.NAME, facts.has(ContainerPart.FULL_SANDBOX_ID) ? "" : id); // ctr: the id is the name
    return spec.isPresent();
  }

  // A container joins the namespaces of its sandbox; only the sandbox knows whether they are those of the host.
  private static void addSharedNamespaces(LenientJson pod, String sandbox, ContainerFacts facts) {
    if (pod.isPresent()) {
      OciBundle.of(pod, sandbox).addSharedNamespaces(facts);
    }
  }
}
