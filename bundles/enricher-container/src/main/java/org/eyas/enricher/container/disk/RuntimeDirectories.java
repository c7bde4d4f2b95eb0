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
  /** The default of docker's data-root. */
  public static final String DOCKER = "/var/lib/docker";

  /** The default storage of podman and CRI-O. */
  public static final String CONTAINERS_STORAGE = "/var/lib/containers/storage";

  /** The default state directory of containerd. */
  public static final String CONTAINERD = "/run/containerd";

  /** The state directory of the containerd that k3s brings along. */
  public static final String K3S = "/run/k3s/containerd";

  /** The state directory of the second containerd of Bottlerocket. */
  public static final String BOTTLEROCKET = "/run/host-containerd";

  /** The default directories of the runtimes. */
  public static final RuntimeDirectories USUAL =
      new RuntimeDirectories(
          List.of(DOCKER),
          List.of(CONTAINERS_STORAGE),
          List.of(CONTAINERD, K3S, BOTTLEROCKET),
          List.of("/var/lib/cni/results", "/var/lib/cni/cache/results"));
}
