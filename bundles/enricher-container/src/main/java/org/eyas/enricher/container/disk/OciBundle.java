package org.eyas.enricher.container.disk;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.eyas.enricher.container.info.ContainerFacts;
import org.eyas.enricher.container.info.ContainerPart;
import org.eyas.enricher.container.json.LenientJson;

/**
 * The configuration of an OCI bundle, {@code config.json}, which every runtime writes before it creates the container's cgroup.
 * The annotations of containerd (for Kubernetes) and of CRI-O name container, image and pod; others have none.
 */
record OciBundle(LenientJson spec, String id) {
  private static final int ALL_CAPABILITIES = 37; // Linux 5.0; later kernels have up to 41

  static OciBundle of(LenientJson spec, String id) {
    return new OciBundle(spec, id);
  }

  /** Adds the facts of the bundle. */
  void addTo(ContainerFacts facts) throws IOException {
    Map<String, String> annotations = spec.at("annotations").textMembers();
    if (annotations.containsKey("io.kubernetes.cri-o.ContainerType")) {
      CrioAnnotations.addTo(annotations, id, facts);
    } else if (annotations.containsKey("io.kubernetes.cri.container-type")) {
      ContainerdAnnotations.addTo(annotations, facts);
    }
    facts.set(ContainerPart.PRIVILEGED, isPrivileged(annotations));
    facts.set(ContainerPart.HOST_PID, !has("pid", namespaces()));
    addSharedNamespaces(facts);
    facts.mounts(new BundleMounts(id).of(spec.at("mounts").elements()));
  }

  /** Adds whether the container uses the host's namespaces of the kinds that the containers of a pod share. */
  void addSharedNamespaces(ContainerFacts facts) {
    facts.set(ContainerPart.HOST_NETWORK, !has("network", namespaces()));
    facts.set(ContainerPart.HOST_IPC, !has("ipc", namespaces()));
  }

  private List<LenientJson> namespaces() {
    return spec.at("linux", "namespaces").elements();
  }

  private static boolean has(String type, List<LenientJson> namespaces) {
    return namespaces.stream().anyMatch(namespace -> namespace.at("type").text().equals(type));
  }

  // Only podman writes whether it was requested. All capabilities and no hidden paths are what it consists of.
  private boolean isPrivileged(Map<String, String> annotations) {
    return annotations.getOrDefault("io.podman.annotations.privileged", "").equalsIgnoreCase("true")
        || spec.at("process", "capabilities", "bounding").elements().size() >= ALL_CAPABILITIES
            && spec.at("linux", "maskedPaths").elements().isEmpty();
  }
}
