package org.eyas.kube;

import java.util.List;

/**
 * What is kept of a pod besides its metadata.
 *
 * @param ip its first address; empty as long as it has none
 * @param containerIds the ids of its containers without the name of the runtime, as far as its node has reported them
 * @param staticHash for a pod that the kubelet reads from a file: its name in the paths of cgroups, in place of the uid; else empty
 */
public record PodDetails(String ip, List<String> containerIds, String staticHash) {
  public PodDetails {
    containerIds = List.copyOf(containerIds);
  }
}
