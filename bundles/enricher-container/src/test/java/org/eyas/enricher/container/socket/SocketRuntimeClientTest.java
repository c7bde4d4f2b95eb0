package org.eyas.enricher.container.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.eyas.api.data.Text;
import org.eyas.enricher.container.info.ContainerPart;
import org.eyas.enricher.container.lookup.ContainerAttacher;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.Test;

/** Containers of runtimes whose files cannot be read: their sockets are asked. */
class SocketRuntimeClientTest extends SocketFixture {
  private static final String LIST =
      "[{\"Id\":\"" + ID
          + "\",\"Names\":[\"/web\"],\"Image\":\"acme/web:1.0\",\"ImageID\":\"sha256:77\",\"Labels\":{\"a\":\"b\"}}]";
  private static final String INSPECTION =
      "{\"Id\":\"" + ID
          + "\",\"Name\":\"/web\",\"Image\":\"sha256:77\",\"Config\":{\"Image\":\"acme/web:1.0\",\"Labels\":{\"a\":\"b\"}},"
          + "\"HostConfig\":{\"Privileged\":true,\"NetworkMode\":\"bridge\"},\"NetworkSettings\":{\"Networks\":{\"n\":{\"IPAddress\":\"10.0.0.9\"}}},"
          + "\"Mounts\":[{\"Source\":\"/a\",\"Destination\":\"/b\",\"Mode\":\"ro\",\"RW\":false,\"Propagation\":\"rprivate\"}]}";

  private static FakeRuntimeServer.Answer docker() {
    return (request, channel) -> {
      String body = request.startsWith("/containers/json") ? LIST
          : request.startsWith("/images") ? "{\"RepoDigests\":[\"acme/web@sha256:99\"]}" : INSPECTION;
      FakeRuntimeServer.http(200, body).to(request, channel);
    };
  }

  @Test
  void dockerIsAskedForAListFirstAndInspectsLater() throws Exception {
    try (FakeRuntimeServer docker = server("docker", docker())) {
      watch(false);
      Attached process = process("/docker/" + ID);
      ConditionWait.until(() -> process.is(ContainerPart.IP, "10.0.0.9"), () -> "no address: " + docker.requests);
      assertTrue(docker.requests.getFirst().startsWith("/containers/json?all=1&filters=%7B%22id%22"), docker.requests::toString);
      assertTrue(process.is(ContainerPart.NAME, "web") && process.is(ContainerPart.TAG, "1.0")
          && process.is(ContainerPart.DIGEST, "sha256:99"));
      assertTrue(process.is(ContainerPart.PRIVILEGED, "true"));
      assertEquals("/a:/b:ro:false:rprivate", process.info.mounts().all().toString());
      assertEquals("a:b", process.info.labels().all().toString());
    }
  }

  @Test
  void theNameIsThereWhileTheInspectionWaits() throws Exception {
    try (FakeRuntimeServer docker =
        server(
            "docker",
            (request, channel) -> {
              if (request.startsWith("/containers/json")) {
                FakeRuntimeServer.http(200, LIST).to(request, channel);
              } else {
                FakeRuntimeServer.nothing().to(request, channel);
              }
            })) {
      watch(false);
      Attached process = process("/docker/" + ID);
      ConditionWait.until(() -> process.is(ContainerPart.NAME, "web"), () -> "no name: " + docker.requests);
      ConditionWait.until(() -> process.info.part(ContainerPart.IP) == Text.ABSENT, () -> "the address stays pending");
      assertTrue(process.is(ContainerPart.NAME, "web"));
    }
  }

  @Test
  void aRuntimeThatHangsCostsTheOtherNothing() throws Exception {
    try (FakeRuntimeServer docker = server("docker", FakeRuntimeServer.nothing());
        FakeRuntimeServer podman = server("podman", docker())) {
      watch(true);
      Attached hanging = process("/docker/" + "f".repeat(64));
      Attached other = process("/libpod_parent/libpod-" + ID);
      ConditionWait.until(() -> other.is(ContainerPart.NAME, "web"), () -> "podman is not asked: " + podman.requests);
      ConditionWait.until(() -> hanging.info.part(ContainerPart.NAME) == Text.ABSENT,
          () -> "it stays pending: " + docker.requests);
    }
  }

  @Test
  void aRuntimeThatAnswersNonsenseOrWithoutEndIsNotTrusted() throws Exception {
    String endless = "x".repeat(100_000);
    try (FakeRuntimeServer docker = server("docker", FakeRuntimeServer.http(200, "[{\"Id\":"));
        FakeRuntimeServer podman =
            server(
                "podman",
                (request, channel) -> {
                  FakeRuntimeServer.write(channel, "HTTP/1.1 200 OK\r\n\r\n");
                  while (true) {
                    FakeRuntimeServer.write(channel, endless);
                  }
                })) {
      watch(true);
      Attached one = process("/docker/" + ID);
      Attached two = process("/libpod_parent/libpod-" + ID);
      ConditionWait.until(() -> one.info.part(ContainerPart.NAME) == Text.ABSENT, () -> "pending: " + docker.requests);
      ConditionWait.until(() -> two.info.part(ContainerPart.NAME) == Text.ABSENT, () -> "pending: " + podman.requests);
      ConditionWait.until(() -> counts.allFailed().getOrDefault("docker", 0L) > 0, () -> "no failure is counted");
    }
  }

  @Test
  void containerdIsAskedOverCri() throws Exception {
    String info = "{\"sandboxID\":\"ffee\",\"config\":{\"image\":{\"image\":\"sha256:55\"}},\"privileged\":true}";
    ProtobufWriter status =
        new ProtobufWriter()
            .text(1, ID)
            .message(2, new ProtobufWriter().text(1, "app"))
            .message(8, new ProtobufWriter().text(1, "first/tag:9").text(18, "acme/web:1.0"))
            .text(9, "acme/web@sha256:99")
            .entry(12, "team", "a")
            .message(14, new ProtobufWriter().text(1, "/c").text(2, "/h").number(3, 1).number(5, 1));
    ProtobufWriter pod =
        new ProtobufWriter()
            .text(1, "ffee")
            .message(2, new ProtobufWriter().text(1, "shop-1").text(2, "u-1").text(3, "shop"))
            .message(5, new ProtobufWriter().text(1, "10.1.2.3"))
            .entry(7, "app", "shop");
    Map<String, byte[]> answers =
        Map.of(
            "ContainerStatus", new ProtobufWriter().message(1, status).entry(2, "info", info).bytes(),
            "PodSandboxStatus", new ProtobufWriter().message(1, pod).entry(2, "info", "{\"cniResult\":{\"x\":1}}").bytes());
    try (FakeRuntimeServer cri = server("cri", FakeRuntimeServer.grpc(answers))) {
      watch(true);
      Attached process = process("/kubepods/besteffort/podu-1/" + ID);
      ConditionWait.until(() -> process.is(ContainerPart.IP, "10.1.2.3"), () -> "no address: " + counts.allFailed());
      assertTrue(process.is(ContainerPart.NAME, "app") && process.is(ContainerPart.REPOSITORY, "acme/web")
          && process.is(ContainerPart.DIGEST, "sha256:99"));
      assertTrue(
          process.is(ContainerPart.IMAGE_ID, "55") && process.is(ContainerPart.PRIVILEGED, "true")
              && process.is(ContainerPart.CNI_JSON, "{\"x\":1}"));
      assertTrue(
          process.is(ContainerPart.POD_NAME, "shop-1") && process.is(ContainerPart.POD_UID, "u-1")
              && process.is(ContainerPart.POD_NAMESPACE, "shop"));
      assertEquals("team:a", process.info.labels().all().toString());
      assertEquals("app:shop", process.info.podLabels().all().toString());
      assertEquals("/h:/c::false:rslave", process.info.mounts().all().toString());
    }
  }

  @Test
  void containerdItselfKnowsTheImagesOfCtr() throws Exception {
    ProtobufWriter container =
        new ProtobufWriter().text(1, "cb1").entry(2, "a", "b").text(3, "docker.io/acme/bb:1.0");
    Map<String, byte[]> answers = Map.of("containerd-namespace\u0007default", new ProtobufWriter().message(1, container).bytes());
    try (FakeRuntimeServer containerd = server("containerd", FakeRuntimeServer.grpc(answers))) {
      watch(true);
      Attached process = process("/default/cb1");
      ConditionWait.until(() -> process.is(ContainerPart.IMAGE, "docker.io/acme/bb:1.0"),
          () -> "no image: " + counts.allFailed());
      assertTrue(process.is(ContainerPart.NAME, "cb1") && process.is(ContainerPart.TAG, "1.0")
          && process.is(ContainerPart.TYPE, "containerd"));
    }
  }

  @Test
  void aContainerThatCriDoesNotHaveIsSettledAtOnce() throws Exception {
    try (FakeRuntimeServer cri = server("cri", FakeRuntimeServer.grpc(Map.of("Status", new byte[0])))) {
      watch(true);
      Attached process = process("/kubepods/besteffort/podu-1/" + ID);
      ConditionWait.until(() -> process.info.part(ContainerPart.NAME) == Text.ABSENT, () -> "it stays pending");
      assertEquals(Map.of(), counts.allFailed());
    }
  }

  @Test
  void aRuntimeThatFailedIsNotAskedForAWhile() throws Exception {
    try (FakeRuntimeServer docker = server("docker", FakeRuntimeServer.http(500, ""))) {
      watch(false);
      Attached first = process("/docker/" + ID);
      ConditionWait.until(() -> first.info.part(ContainerPart.NAME) == Text.ABSENT, () -> "pending");
      int asked = docker.requests.size();
      Attached second = process("/docker/" + "f".repeat(64));
      ConditionWait.until(() -> second.info.part(ContainerPart.NAME) == Text.ABSENT, () -> "pending");
      assertEquals(asked, docker.requests.size());
    }
  }

  @Test
  void anEventDescribesAContainerBeforeItsFirstProcess() throws Exception {
    String event =
        "{\"Type\":\"container\",\"Action\":\"create\",\"Actor\":{\"ID\":\"" + ID
            + "\",\"Attributes\":{\"name\":\"web\",\"image\":\"acme/web:1.0\",\"a\":\"b\"}}}\n";
    try (FakeRuntimeServer docker =
        server(
            "docker",
            (request, channel) -> {
              if (request.startsWith("/events")) {
                FakeRuntimeServer.write(channel, "HTTP/1.1 200 OK\r\n\r\n" + event);
              }
              FakeRuntimeServer.nothing().to(request, channel);
            })) {
      watch(true);
      ConditionWait.until(() -> counts.allDescribed().containsKey("events"), () -> "no event: " + docker.requests);
      Attached process = process("/docker/" + ID);
      assertTrue(process.is(ContainerPart.NAME, "web") && process.is(ContainerPart.REPOSITORY, "acme/web"));
    }
  }

  @Test
  void aContainerThatEndedIsForgotten() throws Exception {
    String created =
        "{\"Type\":\"container\",\"Action\":\"create\",\"Actor\":{\"ID\":\"" + ID + "\",\"Attributes\":{\"name\":\"web\"}}}\n";
    String ended = created.replace("create", "die");
    try (FakeRuntimeServer docker =
        server(
            "docker",
            (request, channel) -> {
              FakeRuntimeServer.write(channel, "HTTP/1.1 200 OK\r\n\r\n" + created);
              ConditionWait.until(() -> counts.allDescribed().containsKey("events"));
              FakeRuntimeServer.write(channel, ended);
              FakeRuntimeServer.nothing().to(request, channel);
            })) {
      watch(true);
      ConditionWait.until(() -> counts.allDescribed().containsKey("events"), () -> "no event: " + docker.requests);
      ConditionWait.until(() -> containers.all().isEmpty(), () -> "it is still there");
    }
  }
}
