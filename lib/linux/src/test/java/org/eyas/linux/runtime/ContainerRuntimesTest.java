package org.eyas.linux.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.eyas.api.data.Text;
import org.eyas.testkit.FakeProcess;
import org.junit.jupiter.api.Test;

class ContainerRuntimesTest {
  private static FakeProcess running(String exepath) {
    FakeProcess process = FakeProcess.of(10, "x");
    process.program.exepath = Text.of(exepath);
    return process;
  }

  @Test
  void theRuntimesOfPackagesAreRecognized() {
    for (String path : new String[] {"/usr/bin/conmon", "/usr/bin/containerd-shim-runc-v2", "/usr/libexec/lxc/lxc-start",
        "/var/lib/rancher/k3s/data/1/bin/containerd-shim-runc-v2", "/usr/local/bin/containerd-shim-kata-v2", "/usr/sbin/runc"}) {
      assertTrue(ContainerRuntimes.isRoots(running(path)), path);
    }
  }

  @Test
  void aProgramOfAnotherNameOrPlaceIsNone() {
    for (String path : new String[] {"/usr/bin/su", "/home/alice/conmon", "/tmp/containerd-shim-runc-v2", "/usr/bin/containerd",
        "/usr/bin/myconmon", "conmon", "", "/usr/bin/conmon (deleted)"}) {
      assertFalse(ContainerRuntimes.isRoots(running(path)), path);
    }
  }

  @Test
  void theNameThatAProcessGivesItselfDoesNotCount() {
    FakeProcess su = running("/usr/bin/su");
    su.program.comm = Text.of("conmon");
    su.program.exe = Text.of("/usr/bin/conmon");
    assertFalse(ContainerRuntimes.isRoots(su));
  }

  @Test
  void aRuntimeOfAUserOrOfAContainerIsNotRoots() {
    FakeProcess users = running("/usr/bin/conmon");
    users.credentials = users.credentials.withUid(1000);
    assertFalse(ContainerRuntimes.isRoots(users));
    FakeProcess inside = running("/usr/bin/conmon");
    inside.ids.vpid = 3;
    assertFalse(ContainerRuntimes.isRoots(inside));
  }

  @Test
  void theNearestOneAboveIsFound() {
    FakeProcess shim = running("/usr/bin/containerd-shim-runc-v2");
    FakeProcess inside = shim.child(11, "sh").child(12, "sh");
    assertEquals(10, ContainerRuntimes.above(inside).pid());
    assertFalse(ContainerRuntimes.above(shim).known());
  }
}
