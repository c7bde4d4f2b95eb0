package org.eyas.enricher.container.disk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.eyas.api.data.Text;
import org.eyas.enricher.container.info.ContainerFacts;
import org.eyas.enricher.container.info.ContainerPart;
import org.eyas.enricher.container.info.ContainerProbe;
import org.eyas.enricher.container.info.ContainerSnapshot;
import org.eyas.enricher.container.info.ImageReference;
import org.eyas.enricher.container.json.LenientJson;
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

  private static void assertPart(String expected, ContainerSnapshot info, ContainerPart part) {
    assertTrue(info.part(part).isPresent(), () -> part + " is not known");
    assertEquals(expected, info.part(part).toString(), part::name);
  }

  @Test
  void dockersFilesDescribeAContainerWholly() throws IOException {
    storage.docker("docker");
    ContainerSnapshot info = new DockerFiles(storage.files("docker"), 100).find(Storage.ID).orElseThrow().pending();
    assertPart("web", info, ContainerPart.NAME);
    assertPart("docker", info, ContainerPart.TYPE);
    assertPart("acme/web:1.0", info, ContainerPart.IMAGE);
    assertPart("acme/web", info, ContainerPart.REPOSITORY);
    assertPart("1.0", info, ContainerPart.TAG);
    assertPart("77", info, ContainerPart.IMAGE_ID);
    assertPart("sha256:99", info, ContainerPart.DIGEST);
    assertPart("172.17.0.2", info, ContainerPart.IP);
    assertTrue(info.isTrue(ContainerPart.PRIVILEGED));
    assertTrue(info.isTrue(ContainerPart.HOST_PID));
    assertPart("false", info, ContainerPart.HOST_NETWORK);
    assertEquals("a:b", info.labels().all().toString());
    assertEquals("/a:/b:ro:false:rslave", info.mounts().all().toString());
    assertEquals("/bin/sh -c true || false", info.probes().command(ContainerProbe.Kind.HEALTHCHECK).toString());
  }

  @Test
  void beforeTheStartDockersAddressIsNotKnown() throws IOException {
    storage.docker("docker");
    storage.write("docker/containers/" + Storage.ID + "/config.v2.json", "{'Name':'/web','State':{'Running':false}}");
    ContainerSnapshot info = new DockerFiles(storage.files("docker"), 100).find(Storage.ID).orElseThrow().pending();
    assertSame(Text.PENDING, info.part(ContainerPart.IP));
  }

  @Test
  void podmansFilesDescribeAContainer() throws IOException {
    storage.podman("podman");
    ContainerSnapshot info = new PodmanFiles(storage.files("podman"), 100).find(Storage.ID).orElseThrow().pending();
    assertPart("two", info, ContainerPart.NAME);
    assertPart("podman", info, ContainerPart.TYPE);
    assertPart("localhost/bb", info, ContainerPart.REPOSITORY);
    assertPart("1.0", info, ContainerPart.TAG);
    assertPart("c5c8", info, ContainerPart.IMAGE_ID);
    assertPart("sha256:ca4c", info, ContainerPart.DIGEST);
    assertPart("true", info, ContainerPart.HOST_NETWORK);
    assertPart("false", info, ContainerPart.HOST_PID);
    assertPart("false", info, ContainerPart.PRIVILEGED);
    assertEquals("/tmp:/mnt::false:rprivate", info.mounts().all().toString());
    assertSame(Text.PENDING, info.labels().all());
  }

  @Test
  void aBundleOfKubernetesNamesContainerImageAndPod() throws IOException {
    storage.kubernetes("state");
    ContainerSnapshot info = new ContainerdFiles(storage.files("state"), 100).find(Storage.ID).orElseThrow().pending();
    assertPart("app", info, ContainerPart.NAME);
    assertPart("containerd", info, ContainerPart.TYPE);
    assertPart("localhost:15000/acme/bb", info, ContainerPart.REPOSITORY);
    assertPart("1.0", info, ContainerPart.TAG);
    assertPart("shop-1", info, ContainerPart.POD_NAME);
    assertPart("shop", info, ContainerPart.POD_NAMESPACE);
    assertPart("u-1", info, ContainerPart.POD_UID);
    assertPart("ffeeddccbbaa", info, ContainerPart.SANDBOX_ID);
    assertPart("false", info, ContainerPart.HOST_NETWORK);
  }

  @Test
  void theSandboxKnowsWhetherAPodUsesTheNetworkOfTheHost() throws IOException {
    storage.kubernetes("state");
    storage.write(
        "state/io.containerd.runtime.v2.task/k8s.io/ffeeddccbbaa9988/config.json",
        "{'linux':{'namespaces':[{'type':'pid'},{'type':'ipc'}]}}");
    ContainerSnapshot info = new ContainerdFiles(storage.files("state"), 100).find(Storage.ID).orElseThrow().pending();
    assertPart("true", info, ContainerPart.HOST_NETWORK);
    assertPart("false", info, ContainerPart.HOST_IPC);
    assertPart("false", info, ContainerPart.HOST_PID);
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
    ContainerSnapshot info = new PodmanFiles(storage.files("crio"), 100).find(Storage.ID).orElseThrow().pending();
    assertPart("cri-o", info, ContainerPart.TYPE);
    assertPart("app", info, ContainerPart.NAME);
    assertPart("quay.io/acme/web", info, ContainerPart.REPOSITORY);
    assertPart("10.1.2.3", info, ContainerPart.IP);
    assertPart("shop-1", info, ContainerPart.POD_NAME);
    assertPart("ffee", info, ContainerPart.FULL_SANDBOX_ID);
    assertEquals("x:y", info.labels().all().toString());
  }

  @Test
  void theResultOfTheNetworkPluginsHasTheAddressOfThePod() throws IOException {
    storage.write("cni/t-lo-ffee-lo", "{}");
    storage.write(
        "cni/net-ffee-eth0",
        "{'kind':'cniCacheV1','result':{'ips':[{'address':'fd00::7/64'},{'address':'10.199.0.7/24'}]}}");
    ContainerFacts facts = new ContainerFacts();
    new CniResults(storage.files("cni")).addTo("ffee", facts);
    assertPart("10.199.0.7", facts.pending(), ContainerPart.IP);
    assertEquals(
        "{\"ips\":[{\"address\":\"fd00::7/64\"},{\"address\":\"10.199.0.7/24\"}]}", facts.text(ContainerPart.CNI_JSON));
    ContainerFacts other = new ContainerFacts();
    new CniResults(storage.files("cni")).addTo("aabb", other);
    assertSame(Text.PENDING, other.pending().part(ContainerPart.IP));
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
    ContainerSnapshot info = new DockerFiles(storage.files("docker"), 100).find(Storage.ID).orElseThrow().pending();
    assertPart("sha256:77", info, ContainerPart.IMAGE);
    assertPart("acme/web", info, ContainerPart.REPOSITORY);
    assertPart("1.0", info, ContainerPart.TAG);
  }

  @Test
  void theDigestIsFoundByAnyFormOfAName() throws IOException {
    String file = "{\"Repositories\":{\"web\":{\"web:1\":\"sha256:7\",\"web@sha256:99\":\"sha256:7\"}}}";
    DockerImages images = new DockerImages(LenientJson.parse(file));
    for (String name : List.of("web:1", "docker.io/library/web:1", "library/web", "docker.io/web:2")) {
      assertEquals("sha256:99", images.complete(ImageReference.of(name), "sha256:7").digest(), name);
    }
    assertEquals("", images.complete(ImageReference.of("web:1"), "sha256:8").digest());
    assertEquals("latest", images.complete(ImageReference.of("web"), "sha256:8").tag());
  }
}
