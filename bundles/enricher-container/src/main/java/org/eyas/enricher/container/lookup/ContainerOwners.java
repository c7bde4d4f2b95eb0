package org.eyas.enricher.container.lookup;

import org.eyas.api.process.ProcessInfo;
import org.eyas.enricher.container.disk.HostRoot;
import org.eyas.enricher.container.id.ContainerId;
import org.eyas.enricher.container.id.NamedCgroup;
import org.eyas.linux.runtime.CgroupOwners;
import org.eyas.linux.runtime.ContainerRuntimes;

/** Decides whose a container is, by evidence that an ordinary user cannot make. */
interface ContainerOwners {
  /** The owner of the container that the cgroup of a process names; {@link ContainerId#NOBODY} without evidence. */
  long of(NamedCgroup cgroup, ProcessInfo process);

  /**
   * On this machine: the user who can make such cgroups. If that is not visible, because the cgroups are not mounted here or are gone by
   * now, a runtime of root above the process is evidence too. What a program in a container names is evidence of nothing.
   */
  static ContainerOwners ofMachine(HostRoot host) {
    CgroupOwners cgroups = new CgroupOwners(host.at("/sys/fs/cgroup"));
    return (cgroup, process) -> {
      long maker = cgroup.nested() ? ContainerId.NOBODY : cgroups.makerIn(cgroup.controller(), cgroup.directory());
      boolean isBelowRuntime = !cgroup.nested() && maker == ContainerId.NOBODY && ContainerRuntimes.above(process).known();
      return isBelowRuntime ? ContainerId.ROOT : maker;
    };
  }

  /** In a capture there is no evidence: as for Falco, the path decides. The description of a container may name its owner. */
  static ContainerOwners ofCapture() {
    return (cgroup, process) -> cgroup.nested() ? ContainerId.NOBODY : ContainerId.ROOT;
  }
}
