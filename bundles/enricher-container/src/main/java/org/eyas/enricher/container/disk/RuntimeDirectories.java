package org.eyas.enricher.container.disk;

import java.util.List;

/**
 * The directories of the host in which the runtimes keep their files. Only files below these directories count.
 *
 * @param docker docker's data-root
 * @param podman storage of podman and CRI-O (graphroot)
 * @param containerd containerd's state directory
 * @param cni the results of network plugins
 */
public record RuntimeDirectories(List<String> docker, List<String> podman, List<String> containerd, List<String> cni) {
  /** The default directories of the runtimes. */
  public static final RuntimeDirectories USUAL =
      new RuntimeDirectories(
          List.of("/var/lib/docker"),
          List.of("/var/lib/containers/storage"),
          List.of("/run/containerd", "/run/k3s/containerd", "/run/host-containerd"),
          List.of("/var/lib/cni/results", "/var/lib/cni/cache/results"));
}
