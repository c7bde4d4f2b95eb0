package org.eyas.enricher.container.id;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Locale;
import java.util.Optional;
import org.eyas.api.data.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerCgroupPathTest {
  private static final String ID = "0123456789ab".repeat(5) + "cdef";

  private static Optional<String> reported(String path) {
    return ContainerCgroupPath.find("", path).map(found -> found.of(ContainerId.ROOT).reported());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
          "/docker/%s",
          "/system.slice/docker-%s.scope",
          "/any/parent/%s",
          "/libpod_parent/libpod-%s",
          "/machine.slice/libpod-payload-%s.scope/container",
          "/k8s.io/%s",
          "/pod/crio-%s",
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
    assertEquals(Optional.of("0123456789ab"), reported(pattern.formatted(ID)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
          "/", "", "/user.slice/user-0.slice/session-1.scope", "/system.slice/ssh.service", "/init.scope", "/../.."
      })
  void theHostsOwnGroupsAreNoContainer(String path) {
    assertEquals(Optional.empty(), ContainerCgroupPath.find("", path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
          "/process_api/14b801019d79d74db7bd294ad1ae43f9",
          "/ecs/14b801019d79d74db7bd294ad1ae43f9",
          "/myapp/worker",
          "/user/root",
          "/default/",
          "/default/backup.service",
          "/default/redis/inner",
          "/kubepods/besteffort/pod6a3cbfb5-0fb2-4f6d-8b5e-4d1c5c9c7d11",
          "/system.slice/docker.service",
          "/system.slice/bpm-exporter.service",
          "/user.slice/albpm-shell.scope",
          "/bpm-",
          "/lxc/",
          "/lxc.payload.",
          "/lxc.monitor.web",
          "/libvirt/lxc/",
          "/machine/.libvirt-lxc",
          "/machine.slice/machine-qemu\\x2dguest.scope"
      })
  void whatOnlyLooksLikeOneIsNoContainer(String path) {
    assertEquals(Optional.empty(), ContainerCgroupPath.find("", path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
          "/machine.slice/libpod-conmon-%s.scope",
          "/libpod_parent/conmon-%s",
          "/system.slice/docker-%s.service",
          "/user.slice/app-%s.scope",
          "/docker/%sf",
          "/docker/f%s",
          "/system.slice/docker-%s.scope.d"
      })
  void theDigitsOfAnIdCountWhereARuntimePutsThemOnly(String pattern) {
    assertEquals(Optional.empty(), ContainerCgroupPath.find("", pattern.formatted(ID)));
    assertEquals(Optional.empty(), ContainerCgroupPath.find("", "/docker/" + ID.toUpperCase(Locale.ROOT)));
    assertEquals(Optional.empty(), ContainerCgroupPath.find("", "/docker/" + ID.substring(1)));
  }

  @Test
  void namesOfOtherRuntimesAreTakenWhole() {
    assertEquals(Optional.of("web"), reported("/lxc/web/init"));
    assertEquals(Optional.of("web"), reported("/lxc/web/docker/" + ID + "/x"));
    assertEquals(Optional.of("web"), reported("/lxc.payload/web"));
    assertEquals(Optional.of("web"), reported("/lxc.payload.web"));
    assertEquals(Optional.of("web"), reported("/user.slice/user-1000.slice/user@1000.service/lxc.payload.web/init.scope"));
    assertEquals(Optional.of("guest"), reported("/machine/guest.libvirt-lxc"));
    assertEquals(Optional.of("guest"), reported("/machine.slice/machine-lxc\\x2dguest.scope"));
    assertEquals(Optional.of("guest"), reported("/machine.slice/machine-lxc\\x2dguest.scope/libvirt"));
    assertEquals(Optional.of("guest"), reported("/libvirt/lxc/guest"));
    assertEquals(Optional.of("job.a"), reported("/sys/bpm-job.a.scope"));
    assertEquals(Optional.of("job.a"), reported("/system.slice/runc-bpm-job.a.scope"));
    assertEquals(Optional.of("job.a"), reported("/bpm-job.a"));
    assertEquals(Optional.of("redis"), reported("/default/redis"));
    assertEquals(Optional.of("cb1"), reported("/k8s.io/cb1"));
    assertEquals(Optional.of("a-name-of-20"), reported("/default/a-name-of-20-letters"));
  }

  @ParameterizedTest
  @CsvSource({
      "/docker/%s, DOCKER", "/a/docker-%s.scope, DOCKER", "/libpod_parent/libpod-%s, PODMAN", "/kubepods/podx/%s, CRI",
      "/x/%s, ANY", "/a/crio-%s.scope, CRIO", "/a/crio-%s, CRIO", "/a/cri-containerd-%s.scope, CRI"
  })
  void thePathNamesTheEngineIfOnlyOneUsesIt(String pattern, ContainerEngine engine) {
    assertEquals(engine, ContainerCgroupPath.find("", pattern.formatted(ID)).orElseThrow().engine());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
          "/docker/%s/x", "/docker/%s/init.scope", "/docker/%s/system.slice/cron.service",
          "/system.slice/docker-%s.scope/init.scope",
          "/machine.slice/libpod-%s.scope/container/init.scope", "/kubepods/besteffort/poduid-1/%s/x/y",
      })
  void aCgroupThatAProgramMakesInAContainerBelongsToIt(String pattern) {
    NamedCgroup found = ContainerCgroupPath.find("", pattern.formatted(ID)).orElseThrow();
    assertEquals(ID, found.value());
    assertEquals(false, found.nested());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
          "/lxc/web/docker/%s", "/lxc.payload.web/system.slice/docker-%s.scope", "/default/cb1/docker/%s", "/sys/bpm-job.a/%s",
          "/machine.slice/machine-lxc\\x2dguest.scope/libvirt/docker/%s",
      })
  void aCgroupWithinAContainerOfAnotherKindIsNested(String pattern) {
    assertEquals(true, ContainerCgroupPath.find("", pattern.formatted(ID)).orElseThrow().nested());
  }

  @Test
  @Timeout(20)
  void deepPathsOfAUserCostLittle() {
    String deep = "/kubepods".repeat(400) + "/" + ID + "f";
    String ids = ("/" + ID + "f").repeat(60);
    for (int i = 0; i < 200; i++) {
      assertEquals(Optional.empty(), ContainerCgroupPath.find("", deep));
      assertEquals(Optional.empty(), ContainerCgroupPath.find("", ids));
    }
    assertEquals(ID, ContainerCgroupPath.find("", "/docker/" + ID + "/x".repeat(2_000)).orElseThrow().value());
  }

  @Test
  void theDirectoryOfAContainersCgroupIsTheOneAboveItsName() {
    assertEquals("/docker", ContainerCgroupPath.find("cpu", "/docker/" + ID).orElseThrow().directory());
    assertEquals("/docker", ContainerCgroupPath.find("cpu", "/docker/" + ID + "/x").orElseThrow().directory());
    assertEquals("/a.slice",
        ContainerCgroupPath.find("cpu", "/a.slice/libpod-" + ID + ".scope/container").orElseThrow().directory());
    assertEquals("/lxc", ContainerCgroupPath.find("cpu", "/lxc/web/init").orElseThrow().directory());
    assertEquals("", ContainerCgroupPath.find("cpu", "/lxc.payload.web").orElseThrow().directory());
    assertEquals("cpu", ContainerCgroupPath.find("cpu", "/lxc.payload.web").orElseThrow().controller());
  }

  @Test
  void theFirstCgroupThatNamesAContainerDecides() {
    String id = "f".repeat(64);
    Text cgroups = Text.of("cpuset=/\0cpu=/docker/" + id + "\0memory=/docker/" + "a".repeat(64) + "\0");
    assertEquals(id, ContainerCgroupPath.ofProcess(cgroups).orElseThrow().value());
    assertEquals(Optional.empty(), ContainerCgroupPath.ofProcess(Text.of("cpuset=/\0cpu=/\0")));
    assertEquals(Optional.empty(), ContainerCgroupPath.ofProcess(Text.of("")));
  }

  @ParameterizedTest
  @CsvSource({
      "/docker/%1$s/docker/%2$s", "/docker-%1$s.scope/kubepods/podx/%2$s", "/libpod-%1$s/libpod-%2$s",
      "/x:cri-containerd:%1$s/%2$s"
  })
  void aCgroupWithinAContainerIsNested(String pattern) {
    String inner = "f".repeat(64);
    assertEquals(inner, ContainerCgroupPath.find("", pattern.formatted(ID, inner)).orElseThrow().value());
    assertEquals(true, ContainerCgroupPath.find("", pattern.formatted(ID, inner)).orElseThrow().nested());
    assertEquals(false, ContainerCgroupPath.find("", pattern.formatted("system", inner)).orElseThrow().nested());
  }
}
