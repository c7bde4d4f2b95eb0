package org.eyas.enricher.container.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eyas.api.data.Text;
import org.eyas.enricher.container.info.ContainerInfo;
import org.eyas.enricher.container.info.Facts;
import org.eyas.enricher.container.info.ImageName;
import org.eyas.enricher.container.info.Part;
import org.eyas.enricher.container.info.Probe;
import org.eyas.enricher.container.json.Json;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the files of each runtime say. */
class DiskLookupTest {
  @TempDir private Path folder;
  private Storage storage;

  @BeforeEach
  void storage() {
    storage = new Storage(folder);
  }

  private static void assertPart(String expected, ContainerInfo info, Part part) {
    assertTrue(info.part(part).isPresent(), () -> part + " is not known");
    assertEquals(expected, info.part(part).toString(), part::name);
  }

  @Test
  void dockersFilesDescribeAContainerWholly() throws IOException {
    storage.docker("docker");
    ContainerInfo info = new DockerFiles(storage.files("docker"), 100).find(Storage.ID).orElseThrow().pending();
    assertPart("web", info, Part.NAME);
    assertPart("docker", info, Part.TYPE);
    assertPart("acme/web:1.0", info, Part.IMAGE);
    assertPart("acme/web", info, Part.REPOSITORY);
    assertPart("1.0", info, Part.TAG);
    assertPart("77", info, Part.IMAGE_ID);
    assertPart("sha256:99", info, Part.DIGEST);
    assertPart("172.17.0.2", info, Part.IP);
    assertTrue(info.isTrue(Part.PRIVILEGED));
    assertTrue(info.isTrue(Part.HOST_PID));
    assertPart("false", info, Part.HOST_NETWORK);
    assertEquals("a:b", info.labels().all().toString());
    assertEquals("/a:/b:ro:false:rslave", info.mounts().all().toString());
    assertEquals("/bin/sh -c true || false", info.probes().command(Probe.Kind.HEALTHCHECK).toString());
  }

  @Test
  void beforeTheStartDockersAddressIsNotKnown() throws IOException {
    storage.docker("docker");
    storage.write("docker/containers/" + Storage.ID + "/config.v2.json", "{'Name':'/web','State':{'Running':false}}");
    ContainerInfo info = new DockerFiles(storage.files("docker"), 100).find(Storage.ID).orElseThrow().pending();
    assertSame(Text.PENDING, info.part(Part.IP));
  }

  @Test
  void podmansFilesDescribeAContainer() throws IOException {
    storage.podman("podman");
    ContainerInfo info = new PodmanFiles(storage.files("podman"), 100).find(Storage.ID).orElseThrow().pending();
    assertPart("two", info, Part.NAME);
    assertPart("podman", info, Part.TYPE);
    assertPart("localhost/bb", info, Part.REPOSITORY);
    assertPart("1.0", info, Part.TAG);
    assertPart("c5c8", info, Part.IMAGE_ID);
    assertPart("sha256:ca4c", info, Part.DIGEST);
    assertPart("true", info, Part.HOST_NETWORK);
    assertPart("false", info, Part.HOST_PID);
    assertPart("false", info, Part.PRIVILEGED);
    assertEquals("/tmp:/mnt::false:rprivate", info.mounts().all().toString());
    assertSame(Text.PENDING, info.labels().all());
  }

  @Test
  void aBundleOfKubernetesNamesContainerImageAndPod() throws IOException {
    storage.kubernetes("state");
    ContainerInfo info = new ContainerdFiles(storage.files("state"), 100).find(Storage.ID).orElseThrow().pending();
    assertPart("app", info, Part.NAME);
    assertPart("containerd", info, Part.TYPE);
    assertPart("localhost:15000/acme/bb", info, Part.REPOSITORY);
    assertPart("1.0", info, Part.TAG);
    assertPart("shop-1", info, Part.POD_NAME);
    assertPart("shop", info, Part.POD_NAMESPACE);
    assertPart("u-1", info, Part.POD_UID);
    assertPart("ffeeddccbbaa", info, Part.SANDBOX_ID);
    assertPart("false", info, Part.HOST_NETWORK);
  }

  @Test
  void theSandboxKnowsWhetherAPodUsesTheNetworkOfTheHost() throws IOException {
    storage.kubernetes("state");
    storage.write(
        "state/io.containerd.runtime.v2.task/k8s.io/ffeeddccbbaa9988/config.json",
        "{'linux':{'namespaces':[{'type':'pid'},{'type':'ipc'}]}}");
    ContainerInfo info = new ContainerdFiles(storage.files("state"), 100).find(Storage.ID).orElseThrow().pending();
    assertPart("true", info, Part.HOST_NETWORK);
    assertPart("false", info, Part.HOST_IPC);
    assertPart("false", info, Part.HOST_PID);
  }

  @Test
  void crioWritesEverythingIntoItsBundle() throws IOException {
    storage.podman("crio");
    storage.write(
        "crio/overlay-containers/" + Storage.ID + "/userdata/config.json",
        """
        {'annotations':{'io.kubernetes.cri-o.ContainerType':'container','io.kubernetes.container.name':'app',
          'io.kubernetes.cri-o.ImageName':'quay.io/acme/web:2','io.kubernetes.cri-o.SandboxID':'ffee',
          'io.kubernetes.pod.name':'shop-1','io.kubernetes.pod.namespace':'shop','io.kubernetes.pod.uid':'u-1',
          'io.kubernetes.cri-o.IP.0':'10.1.2.3','io.kubernetes.cri-o.Labels':'{\\"x\\":\\"y\\"}'}}""");
    ContainerInfo info = new PodmanFiles(storage.files("crio"), 100).find(Storage.ID).orElseThrow().pending();
    assertPart("cri-o", info, Part.TYPE);
    assertPart("app", info, Part.NAME);
    assertPart("quay.io/acme/web", info, Part.REPOSITORY);
    assertPart("10.1.2.3", info, Part.IP);
    assertPart("shop-1", info, Part.POD_NAME);
    assertPart("ffee", info, Part.FULL_SANDBOX_ID);
    assertEquals("x:y", info.labels().all().toString());
  }

  @Test
  void theResultOfTheNetworkPluginsHasTheAddressOfThePod() throws IOException {
    storage.write("cni/t-lo-ffee-lo", "{}");
    storage.write(
        "cni/net-ffee-eth0",
        "{'kind':'cniCacheV1','result':{'ips':[{'address':'fd00::7/64'},{'address':'10.199.0.7/24'}]}}");
    Facts facts = new Facts();
    new CniResults(storage.files("cni")).addTo("ffee", facts);
    assertPart("10.199.0.7", facts.pending(), Part.IP);
    assertEquals(
        "{\"ips\":[{\"address\":\"fd00::7/64\"},{\"address\":\"10.199.0.7/24\"}]}", facts.text(Part.CNI_JSON));
    Facts other = new Facts();
    new CniResults(storage.files("cni")).addTo("aabb", other);
    assertSame(Text.PENDING, other.pending().part(Part.IP));
  }

  @Test
  void aContainerThatNoFileDescribesIsNotFound() throws IOException {
    assertEquals(Optional.empty(), new DockerFiles(storage.files("docker"), 100).find(Storage.ID));
    assertEquals(Optional.empty(), new PodmanFiles(storage.files("podman"), 100).find(Storage.ID));
    assertEquals(Optional.empty(), new ContainerdFiles(storage.files("state"), 100).find(Storage.ID));
  }

  @Test
  void anImageThatWasRequestedByItsIdGetsItsName() throws IOException {
    storage.docker("docker");
    storage.write(
        "docker/containers/" + Storage.ID + "/config.v2.json",
        "{'Name':'/web','Driver':'overlay2','Image':'sha256:77','Config':{'Image':'sha256:77'}}");
    ContainerInfo info = new DockerFiles(storage.files("docker"), 100).find(Storage.ID).orElseThrow().pending();
    assertPart("sha256:77", info, Part.IMAGE);
    assertPart("acme/web", info, Part.REPOSITORY);
    assertPart("1.0", info, Part.TAG);
  }

  @Test
  void theDigestIsFoundByAnyFormOfAName() throws IOException {
    String file = "{\"Repositories\":{\"web\":{\"web:1\":\"sha256:7\",\"web@sha256:99\":\"sha256:7\"}}}";
    DockerImages images = new DockerImages(Json.parse(file));
    for (String name : List.of("web:1", "docker.io/library/web:1", "library/web", "docker.io/web:2")) {
      assertEquals("sha256:99", images.complete(ImageName.of(name), "sha256:7").digest(), name);
    }
    assertEquals("", images.complete(ImageName.of("web:1"), "sha256:8").digest());
    assertEquals("latest", images.complete(ImageName.of("web"), "sha256:8").tag());
  }
}
