package org.eyas.enricher.container;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CgroupPathTest {
  private static final String ID = "0123456789ab".repeat(5) + "cdef";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/docker/%s",
        "/system.slice/docker-%s.scope",
        "/libpod_parent/libpod-%s",
        "/machine.slice/libpod-%s.scope",
        "/machine.slice/libpod-%s.scope/container",
        "/machine.slice/libpod-payload-%s",
        "/kubepods/besteffort/poduid-1/%s",
        "/kubepods.slice/kubepods-pod1.slice/cri-containerd-%s.scope",
        "/kubepods.slice/kubepods-pod1.slice/crio-%s.scope",
        "/system.slice/containerd.service/kubepods-pod1.slice:cri-containerd:%s",
        "/system.slice/nerdctl-%s.scope"
      })
  void findsTheIdOfEveryRuntimeThatFollowsRunc(String pattern) {
    assertEquals(Optional.of("0123456789ab"), CgroupPath.containerId(pattern.formatted(ID)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/", "", "/user.slice/user-0.slice/session-1.scope", "/system.slice/ssh.service", "/init.scope", "/../.."
      })
  void theHostsOwnGroupsAreNoContainer(String path) {
    assertEquals(Optional.empty(), CgroupPath.containerId(path));
  }

  @Test
  void namesOfOtherRuntimesAreTakenWhole() {
    assertEquals(Optional.of("web"), CgroupPath.containerId("/lxc/web/init"));
    assertEquals(Optional.of("web"), CgroupPath.containerId("/lxc.payload.web"));
    assertEquals(Optional.of("guest"), CgroupPath.containerId("/machine/guest.libvirt-lxc"));
    assertEquals(Optional.of("guest"), CgroupPath.containerId("/machine.slice/machine-lxc\\x2dguest.scope"));
    assertEquals(Optional.of("guest"), CgroupPath.containerId("/libvirt/lxc/guest"));
    assertEquals(Optional.of("job.a"), CgroupPath.containerId("/sys/bpm-job.a.scope"));
    assertEquals(Optional.of("redis"), CgroupPath.containerId("/default/redis"));
  }
}
