package org.eyas.kube;

import java.util.Collection;
import java.util.Map;

/**
 * The parts of a pod that are kept besides its metadata.
 *
 * @param ip its first address; empty as long as it has none
 * @param containers the names of its containers and their ids without the name of the runtime, as far as its node has
 *     reported them
 * @param staticHash for a pod that the kubelet reads from a file: its name in the paths of cgroups, in place of the
 *     uid; else empty
 */
public record PodDetails(String ip, Map<String, String> containers, String staticHash) {
  public PodDetails {
    containers = Map.copyOf(containers);
  }

  public Collection<String> containerIds() {
    return containers.values();
  }
}
