package org.eyas.enricher.container.disk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.eyas.enricher.container.id.ContainerId;

/** The runtimes' files below the configured directories, with the most likely runtime for a form of id first. */
record Places(HostRoot host, Roots roots, int labelLength) {
  private static final int DIGITS = 64;

  List<Place> of(ContainerId id) {
    List<Place> docker = below(roots.docker(), files -> new DockerFiles(files, labelLength));
    List<Place> podman = below(roots.podman(), files -> new PodmanFiles(files, labelLength));
    List<Place> containerd = below(roots.containerd(), files -> new ContainerdFiles(files, labelLength));
    if (id.value().length() != DIGITS) {
      return containerd;
    }
    return switch (id.engine()) {
      case CRI, CONTAINERD -> joined(containerd, podman, docker);
      case PODMAN, CRIO -> joined(podman, docker, containerd);
      default -> joined(docker, podman, containerd);
    };
  }

  // A directory that is not there now may be there for the next container.
  private List<Place> below(List<String> directories, Function<TrustedFiles, Place> engine) {
    List<Place> places = new ArrayList<>();
    for (String directory : directories) {
      places.add(id -> engine.apply(TrustedFiles.ofRoot(host.resolve(directory))).find(id));
    }
    return places;
  }

  @SafeVarargs
  private static List<Place> joined(List<Place>... lists) {
    List<Place> all = new ArrayList<>();
    for (List<Place> list : lists) {
      all.addAll(list);
    }
    return all;
  }
}
