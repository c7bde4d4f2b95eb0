package org.eyas.enricher.session;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.ProcessInfo;
import org.eyas.linux.runtime.ContainerRuntimes;

/**
 * Decides whether a process is in a container that root runs. A cgroup with the name of a container is not enough,
 * because a user to whom root delegated a subtree can make such a cgroup by {@code mkdir}. But only root starts a
 * process below a container runtime of root.
 */
final class RootContainerCheck {
  private RootContainerCheck() {}

  /**
   * Whether a process is in a container of root. If the runtime above the process is unknown or gone, the process
   * counts if its program is a file of an image.
   */
  static boolean isInRootContainer(ProcessInfo process) {
    return ContainerCgroupId.namesContainer(process.place().rawCgroups())
        && (SystemProgramCheck.isOfImage(process.exeFile()) || ContainerRuntimes.above(process).known());
  }

  /** The id of the container of a process that has a runtime above it; else empty. */
  static Text id(ProcessInfo process) {
    Bytes cgroups = process.place().rawCgroups();
    return ContainerCgroupId.namesContainer(cgroups) && ContainerRuntimes.above(process).known() ? ContainerCgroupId.id(cgroups)
        : Text.EMPTY;
  }
}
