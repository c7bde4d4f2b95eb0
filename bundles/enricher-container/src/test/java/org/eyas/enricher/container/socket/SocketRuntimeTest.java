package org.eyas.enricher.container.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.eyas.api.data.Text;
import org.eyas.enricher.container.info.Part;
import org.eyas.enricher.container.lookup.Containers;
import org.eyas.testkit.Waiting;
import org.junit.jupiter.api.Test;

/** Containers of runtimes whose files cannot be read: their sockets are asked. */
class SocketRuntimeTest extends SocketFixture {
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
      Waiting.until(() -> process.is(Part.IP, "10.0.0.9"), () -> "no address: " + docker.requests);
      assertTrue(docker.requests.getFirst().startsWith("/containers/json?all=1&filters=%7B%22id%22"), docker.requests::toString);
      assertTrue(process.is(Part.NAME, "web") && process.is(Part.TAG, "1.0") && process.is(Part.DIGEST, "sha256:99"));
      assertTrue(process.is(Part.PRIVILEGED, "true"));
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
      Waiting.until(() -> process.is(Part.NAME, "web"), () -> "no name: " + docker.requests);
      Waiting.until(() -> process.info.part(Part.IP) == Text.ABSENT, () -> "the address stays pending");
      assertTrue(process.is(Part.NAME, "web"));
    }
  }

  @Test
  void aRuntimeThatHangsCostsTheOtherNothing() throws Exception {
    try (FakeRuntimeServer docker = server("docker", FakeRuntimeServer.nothing());
        FakeRuntimeServer podman = server("podman", docker())) {
      watch(true);
      Attached hanging = process("/docker/" + "f".repeat(64));
      Attached other = process("/libpod_parent/libpod-" + ID);
      Waiting.until(() -> other.is(Part.NAME, "web"), () -> "podman is not asked: " + podman.requests);
      Waiting.until(() -> hanging.info.part(Part.NAME) == Text.ABSENT, () -> "it stays pending: " + docker.requests);
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
      Waiting.until(() -> one.info.part(Part.NAME) == Text.ABSENT, () -> "pending: " + docker.requests);
      Waiting.until(() -> two.info.part(Part.NAME) == Text.ABSENT, () -> "pending: " + podman.requests);
      Waiting.until(() -> counts.allFailed().getOrDefault("docker", 0L) > 0, () -> "no failure is counted");
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
      Waiting.until(() -> process.is(Part.IP, "10.1.2.3"), () -> "no address: " + counts.allFailed());
      assertTrue(process.is(Part.NAME, "app") && process.is(Part.REPOSITORY, "acme/web") && process.is(Part.DIGEST, "sha256:99"));
      assertTrue(
          process.is(Part.IMAGE_ID, "55") && process.is(Part.PRIVILEGED, "true") && process.is(Part.CNI_JSON, "{\"x\":1}"));
      assertTrue(
          process.is(Part.POD_NAME, "shop-1") && process.is(Part.POD_UID, "u-1") && process.is(Part.POD_NAMESPACE, "shop"));
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
      Waiting.until(() -> process.is(Part.IMAGE, "docker.io/acme/bb:1.0"), () -> "no image: " + counts.allFailed());
      assertTrue(process.is(Part.NAME, "cb1") && process.is(Part.TAG, "1.0") && process.is(Part.TYPE, "containerd"));
    }
  }

  @Test
  void aContainerThatCriDoesNotHaveIsSettledAtOnce() throws Exception {
    try (FakeRuntimeServer cri = server("cri", FakeRuntimeServer.grpc(Map.of("Status", new byte[0])))) {
      watch(true);
      Attached process = process("/kubepods/besteffort/podu-1/" + ID);
      Waiting.until(() -> process.info.part(Part.NAME) == Text.ABSENT, () -> "it stays pending");
      assertEquals(Map.of(), counts.allFailed());
    }
  }

  @Test
  void aRuntimeThatFailedIsNotAskedForAWhile() throws Exception {
    try (FakeRuntimeServer docker = server("docker", FakeRuntimeServer.http(500, ""))) {
      watch(false);
      Attached first = process("/docker/" + ID);
      Waiting.until(() -> first.info.part(Part.NAME) == Text.ABSENT, () -> "pending");
      int asked = docker.requests.size();
      Attached second = process("/docker/" + "f".repeat(64));
      Waiting.until(() -> second.info.part(Part.NAME) == Text.ABSENT, () -> "pending");
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
      Waiting.until(() -> counts.allDescribed().containsKey("events"), () -> "no event: " + docker.requests);
      Attached process = process("/docker/" + ID);
      assertTrue(process.is(Part.NAME, "web") && process.is(Part.REPOSITORY, "acme/web"));
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
              Waiting.until(() -> counts.allDescribed().containsKey("events"));
              FakeRuntimeServer.write(channel, ended);
              FakeRuntimeServer.nothing().to(request, channel);
            })) {
      watch(true);
      Waiting.until(() -> counts.allDescribed().containsKey("events"), () -> "no event: " + docker.requests);
      Waiting.until(() -> containers.all().isEmpty(), () -> "it is still there");
    }
  }
}
