package org.eyas.enricher.container.lookup;

import org.eyas.api.process.ProcessInfo;
import org.eyas.enricher.container.disk.HostRoot;
import org.eyas.enricher.container.id.ContainerId;
import org.eyas.enricher.container.id.NamedCgroup;
import org.eyas.linux.runtime.CgroupOwners;

/** Finds the owner of a container, by evidence that an ordinary user cannot forge. */
interface ContainerOwners {
  /** The owner of the container that the cgroup of a process names; {@link ContainerId#NOBODY} without evidence. */
  long of(NamedCgroup cgroup, ProcessInfo process);

  /**
   * The owners on this machine: {@link CgroupOwners#owner}. A name that a program in a container chose proves nothing.
   */
  static ContainerOwners ofMachine(HostRoot host) {
    CgroupOwners owners = new CgroupOwners(host.at("/sys/fs/cgroup"));
    return (cgroup, process) -> cgroup.nested()
        ? ContainerId.NOBODY
        : owners.owner(cgroup.controller(), cgroup.directory(), process);
  }

  /**
   * The owners in a capture, which has no evidence. As in Falco, the path decides. The description of a container may
   * name its owner.
   */
  static ContainerOwners ofCapture() {
    return (cgroup, process) -> cgroup.nested() ? ContainerId.NOBODY : ContainerId.ROOT;
  }
}
