package org.eyas.enricher.container.disk;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eyas.enricher.container.info.ContainerMount;
import org.eyas.enricher.container.info.ContainerMounts;
import org.eyas.enricher.container.json.LenientJson;

/**
 * Finds the mounts of a container in an OCI bundle: the mounts of the host's directories, without the mounts that the
 * runtime adds.
 */
record BundleMounts(String id) {
  private static final Set<String> PROPAGATIONS = Set.of("private", "rprivate", "slave", "rslave", "shared", "rshared");

  ContainerMounts of(List<LenientJson> mounts) {
    List<ContainerMount> found = new ArrayList<>();
    for (LenientJson mount : mounts) {
      String source = mount.at("source").text();
      List<String> options = mount.at("options").texts();
      if (source.startsWith("/") && (options.contains("bind") || options.contains("rbind")) && !isOfRuntime(source)) {
        found.add(
            new ContainerMount(source, mount.at("destination").text(), "", !options.contains("ro"), propagation(options)));
      }
    }
    return ContainerMounts.of(found);
  }

  // hostname, hosts, resolv.conf, shm: below the runtime's folder of this container or of its sandbox.
  private boolean isOfRuntime(String source) {
    return source.contains("/overlay-containers/" + id + "/")
        || source.contains("/containers/" + id + "/")
        || source.contains("/io.containerd.grpc.v1.cri/sandboxes/");
  }

  private static String propagation(List<String> options) {
    return options.stream().filter(PROPAGATIONS::contains).findFirst().orElse("private");
  }
}
