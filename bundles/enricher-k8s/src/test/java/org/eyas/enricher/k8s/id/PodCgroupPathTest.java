package org.eyas.enricher.k8s.id;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.eyas.api.data.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PodCgroupPathTest {
  private static final String UID = "5869489f-8c7f-45dc-9abd-1b1620787bb1";
  private static final String UNDERSCORES = UID.replace('-', '_');
  private static final String C = "2f92446a3fbfd0b7a73457b45e96c75a25c5e44e7b1bcec165712b906551c261";
  private static final String D = "a".repeat(64);

  private static Optional<PodCgroupPath> read(String... paths) {
    StringBuilder cgroups = new StringBuilder();
    for (String path : paths) {
      cgroups.append("cpu=").append(path).append('\0');
    }
    return PodCgroupPath.ofProcess(Text.of(cgroups.toString()), (controller, directory) -> !directory.contains("user.slice"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
          "/kubepods/besteffort/pod" + UID + "/" + C,
          "/kubepods/pod" + UID + "/" + C,
          "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-podUNDERSCORES.slice/cri-containerd-" + C + ".scope",
          "/kubepods.slice/kubepods-podUNDERSCORES.slice/crio-" + C + ".scope",
          "/kubelet.slice/kubelet-kubepods.slice/kubelet-kubepods-podUNDERSCORES.slice/cri-containerd-" + C + ".scope",
          "/kubepods.slice/kubepods-podUNDERSCORES.slice/docker-" + C + ".scope",
          "/kubepods/pod" + UID + "/" + C + "/init.scope",
          "/kubepods/pod" + UID + "/" + C + "/kubepods/pod11111111-1111-1111-1111-111111111111",
      })
  void thePodAndTheContainerAreInThePath(String path) {
    assertEquals(Optional.of(new PodCgroupPath(UID, C)), read(path.replace("UNDERSCORES", UNDERSCORES)));
  }

  @Test
  void thePathOfAPodItselfHasNoContainer() {
    assertEquals(Optional.of(new PodCgroupPath(UID, "")), read("/kubepods/burstable/pod" + UID));
  }

  @Test
  void aPodOfAFileIsNamedByTheHashOfTheFile() {
    String hash = "0123456789abcdef0123456789abcdef";
    assertEquals(Optional.of(new PodCgroupPath(hash, C)), read("/kubepods/burstable/pod" + hash + "/" + C));
  }

  @Test
  void withoutThePodThereIsTheContainer() {
    assertEquals(Optional.of(new PodCgroupPath("", C)), read("/system.slice/crio-" + C + ".scope"));
    assertEquals(Optional.of(new PodCgroupPath("", C)), read("/docker/" + C));
  }

  @Test
  void aPathThatWasNamedInAContainerSaysNothing() {
    assertEquals(Optional.of(new PodCgroupPath("", D)), read("/docker/" + D + "/kubepods/pod" + UID + "/" + C));
  }

  @Test
  void aUserOfTheHostCannotNameAPodOrItsContainer() {
    String user = "/user.slice/user-1000.slice/user@1000.service";
    for (String name : List.of("/kubepods/pod" + UID + "/" + C, "/app.slice/kubepods-pod" + UNDERSCORES + ".slice",
        "/crio-" + C + ".scope")) {
      assertEquals(Optional.empty(), read(user + name), name);
      assertEquals(Optional.empty(), read("/.." + user + name), name);
    }
    assertEquals(Optional.of(new PodCgroupPath(UID, C)), read("/kubepods/pod" + UID + "/" + C + user), "systemd in a pod");
  }

  @Test
  void theCgroupThatNamesThePodDecides() {
    assertEquals(Optional.of(new PodCgroupPath(UID, C)),
        read("/", "/system.slice/x-" + D + ".scope", "/kubepods/pod" + UID + "/" + C));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/", "", "/user.slice/user-1000.slice", "/kubepods", "/kubepods/burstable", "/x/pod" + UID, "/kubepods/podcast"})
  void aProcessOfTheHostHasNone(String path) {
    assertEquals(Optional.empty(), read(path));
  }
}
