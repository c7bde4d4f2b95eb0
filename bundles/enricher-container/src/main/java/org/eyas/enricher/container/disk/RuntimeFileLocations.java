package org.eyas.enricher.container.disk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.eyas.enricher.container.id.ContainerId;

/** The runtimes' files below the configured directories, with the most likely runtime for a form of id first. */
record RuntimeFileLocations(HostRoot host, RuntimeDirectories roots, int labelLength) {
  private static final int DIGITS = 64;

  List<RuntimeFiles> of(ContainerId id) {
    List<RuntimeFiles> docker = below(roots.docker(), files -> new DockerFiles(files, labelLength));
    List<RuntimeFiles> podman = below(roots.podman(), files -> new PodmanFiles(files, labelLength));
    List<RuntimeFiles> containerd = below(roots.containerd(), files -> new ContainerdFiles(files, labelLength));
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
  private List<RuntimeFiles> below(List<String> directories, Function<TrustedFiles, RuntimeFiles> engine) {
    List<RuntimeFiles> places = new ArrayList<>();
    for (String directory : directories) {
      places.add(id -> engine.apply(TrustedFiles.ofRoot(host.resolve(directory))).find(id));
    }
    return places;
  }

  @SafeVarargs
  private static List<RuntimeFiles> joined(List<RuntimeFiles>... lists) {
    List<RuntimeFiles> all = new ArrayList<>();
    for (List<RuntimeFiles> list : lists) {
      all.addAll(list);
    }
    return all;
  }
}
