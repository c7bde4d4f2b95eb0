package org.eyas.enricher.container.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eyas.api.data.Text;
import org.eyas.api.process.AttachmentKey;
import org.eyas.api.process.Attachments;
import org.eyas.enricher.container.disk.DiskLookup;
import org.eyas.enricher.container.disk.HostRoot;
import org.eyas.enricher.container.disk.Roots;
import org.eyas.enricher.container.id.ContainerId;
import org.eyas.enricher.container.id.Engine;
import org.eyas.enricher.container.info.ContainerInfo;
import org.eyas.enricher.container.info.Facts;
import org.eyas.enricher.container.info.Part;
import org.eyas.enricher.container.lookup.Containers;
import org.eyas.enricher.container.lookup.LookupCounts;
import org.eyas.enricher.container.lookup.RuntimeClient;
import org.eyas.enricher.container.lookup.RuntimeEvents;
import org.eyas.testkit.FakeProcess;
import org.eyas.testkit.Waiting;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers of runtimes whose files cannot be read: their sockets are asked. */
class SocketRuntimeTest {
  private static final String ID = "0123456789abcdef".repeat(4);
  private static final String LIST =
      "[{\"Id\":\"" + ID
          + "\",\"Names\":[\"/web\"],\"Image\":\"acme/web:1.0\",\"ImageID\":\"sha256:77\",\"Labels\":{\"a\":\"b\"}}]";
  private static final String INSPECTION =
      "{\"Id\":\"" + ID
          + "\",\"Name\":\"/web\",\"Image\":\"sha256:77\",\"Config\":{\"Image\":\"acme/web:1.0\",\"Labels\":{\"a\":\"b\"}},"
          + "\"HostConfig\":{\"Privileged\":true,\"NetworkMode\":\"bridge\"},\"NetworkSettings\":{\"Networks\":{\"n\":{\"IPAddress\":\"10.0.0.9\"}}},"
          + "\"Mounts\":[{\"Source\":\"/a\",\"Destination\":\"/b\",\"Mode\":\"ro\",\"RW\":false,\"Propagation\":\"rprivate\"}]}";

  @TempDir private Path folder;
  private final LookupCounts counts = new LookupCounts();
  @AutoClose private Containers containers = new Containers(engine -> true, 100);

  /** What is attached to one process. */
  private static final class Attached implements Attachments {
    private volatile ContainerInfo info = ContainerInfo.HOST;

    @Override
    public <T> void put(AttachmentKey<T> key, T value) {
      if (value instanceof ContainerInfo found) {
        info = found;
      }
    }

    boolean is(Part part, String text) {
      return info.part(part).toString().equals(text);
    }
  }

  private FakeRuntimeServer server(String name, FakeRuntimeServer.Answer answer) throws IOException {
    return new FakeRuntimeServer(folder.resolve(name), answer);
  }

  private void watch(boolean hears) {
    HostRoot host = new HostRoot(folder);
    DiskLookup disk = new DiskLookup(host, Roots.USUAL, 100, () -> {});
    Sockets sockets = new Sockets(List.of("/docker"), List.of("/podman"), List.of("/cri"), List.of("/containerd"), hears);
    containers =
        new Containers(disk, listener -> sockets.open(host, 100, listener, counts), host, engine -> true, counts, 100);
  }

  private Attached process(String cgroup) {
    FakeProcess process = FakeProcess.of(7, "sh");
    process.place.rawCgroups = Text.of("cpu=" + cgroup + "\0");
    Attached attached = new Attached();
    containers.attach(process, attached);
    return attached;
  }

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

  private static final String SANDBOX = "fedcba9876543210".repeat(4);

  /** An event of containerd: a container is created or deleted. */
  private static byte[] event(String namespace, String topic, String id) {
    ProtobufWriter any = new ProtobufWriter().text(1, "containerd.events.Any").message(2, new ProtobufWriter().text(1, id));
    return new ProtobufWriter().text(2, namespace).text(3, "/containers/" + topic).message(4, any).bytes();
  }

  /** The answer of containerd about a container with a specification. */
  private static byte[] stored(String id, String image, String spec) {
    ProtobufWriter any = new ProtobufWriter().text(1, "types.containerd.io/opencontainers/runtime-spec/1/Spec").text(2, spec);
    ProtobufWriter container = new ProtobufWriter().text(1, id).entry(2, "a", "b").text(3, image).message(5, any);
    return new ProtobufWriter().message(1, container).bytes();
  }

  private void awaitEvent() {
    Waiting.until(() -> counts.allDescribed().containsKey("events"), () -> "no event: " + counts.allFailed());
  }

  @Test
  void anEventOfContainerdDescribesAContainerOfAPodAsItsBundleDoes() throws Exception {
    String container =
        """
        {"annotations":{"io.kubernetes.cri.container-type":"container","io.kubernetes.cri.container-name":"app",
         "io.kubernetes.cri.image-name":"acme/web:1.0","io.kubernetes.cri.sandbox-id":"%s",
         "io.kubernetes.cri.sandbox-name":"shop-1","io.kubernetes.cri.sandbox-namespace":"shop"},
         "linux":{"namespaces":[{"type":"network","path":"/proc/7/ns/net"},{"type":"pid"}]},
         "mounts":[{"destination":"/c","type":"bind","source":"/h","options":["rbind","ro","rprivate"]}]}"""
            .formatted(SANDBOX);
    String onHostNetwork = "{\"linux\":{\"namespaces\":[{\"type\":\"ipc\"}]}}";
    Map<String, byte[]> answers =
        Map.of(
            "Subscribe", event("k8s.io", "create", ID),
            "\n@" + ID, stored(ID, "another/tag:9", container),
            "\n@" + SANDBOX, stored(SANDBOX, "", onHostNetwork));
    try (FakeRuntimeServer cri = server("cri", FakeRuntimeServer.grpc(answers))) {
      watch(true);
      awaitEvent();
      Attached process = process("/kubepods/besteffort/podu-1/" + ID);
      assertTrue(process.is(Part.NAME, "app") && process.is(Part.IMAGE, "acme/web:1.0") && process.is(Part.TYPE, "containerd"));
      assertTrue(process.is(Part.POD_NAME, "shop-1") && process.is(Part.POD_NAMESPACE, "shop"));
      assertTrue(process.is(Part.HOST_NETWORK, "true") && process.is(Part.HOST_IPC, "false"), "as its sandbox has it");
      assertEquals("/h:/c::false:rprivate", process.info.mounts().all().toString());
    }
  }

  @Test
  void anEventOfContainerdDescribesAContainerOfCtr() throws Exception {
    Map<String, byte[]> answers =
        Map.of("Subscribe", event("default", "create", "cb1"), "\n\u0003cb1", stored("cb1", "docker.io/acme/bb:1.0", "{}"));
    try (FakeRuntimeServer containerd = server("containerd", FakeRuntimeServer.grpc(answers))) {
      watch(true);
      awaitEvent();
      Attached process = process("/default/cb1");
      assertTrue(process.is(Part.NAME, "cb1") && process.is(Part.REPOSITORY, "docker.io/acme/bb") && process.is(Part.TAG, "1.0"));
      assertEquals("a:b", process.info.labels().all().toString());
    }
  }

  @Test
  void aContainerThatContainerdDoesNotDescribeInTimeHidesNoLaterOne() throws Exception {
    Map<String, byte[]> answers = new LinkedHashMap<>();
    answers.put("Events/Subscribe", event("default", "create", "hangs"));
    answers.put("Subscribe", event("default", "create", "cb1"));
    answers.put("\n\u0003cb1", stored("cb1", "acme/bb:1.0", ""));
    try (FakeRuntimeServer containerd = server("containerd", FakeRuntimeServer.grpc(answers))) {
      watch(true);
      awaitEvent();
      assertTrue(process("/default/cb1").is(Part.TAG, "1.0"));
    }
  }

  @Test
  void theStreamOfContainerdIsOpenedAgainAfterAnInterruption() throws Exception {
    try (FakeRuntimeServer containerd = server("containerd", FakeRuntimeServer.nothing())) {
      watch(true);
      Waiting.until(() -> !containerd.requests.isEmpty(), () -> "no stream is opened");
      containerd.answer(
          FakeRuntimeServer.grpc(
              Map.of("Subscribe", event("default", "create", "cb1"), "\n\u0003cb1", stored("cb1", "acme/bb:1.0", ""))));
      containerd.hangUp();
      awaitEvent();
      assertTrue(process("/default/cb1").is(Part.TAG, "1.0"));
    }
  }

  @Test
  void containersThatContainerdDeletesAreReportedWithTheirEngine() throws Exception {
    List<ContainerId> ended = new CopyOnWriteArrayList<>();
    RuntimeEvents listener =
        new RuntimeEvents() {
          @Override
          public void created(ContainerId id, Facts facts) {}

          @Override
          public void ended(ContainerId id) {
            ended.add(id);
          }
        };
    byte[] inKubernetes = event("k8s.io", "delete", ID);
    byte[] ofCtr = event("default", "delete", "cb1");
    try (FakeRuntimeServer cri = server("cri", FakeRuntimeServer.grpc(Map.of("Subscribe", inKubernetes)));
        FakeRuntimeServer containerd = server("containerd", FakeRuntimeServer.grpc(Map.of("Subscribe", ofCtr)))) {
      Sockets sockets = new Sockets(List.of(), List.of(), List.of("/cri"), List.of("/containerd"), true);
      List<RuntimeClient> clients = sockets.open(new HostRoot(folder), 100, listener, counts);
      Waiting.until(() -> ended.size() == 2, () -> "not both: " + ended);
      assertEquals(Set.of(new ContainerId(ID, Engine.CRI), new ContainerId("cb1", Engine.CONTAINERD)), Set.copyOf(ended));
      clients.forEach(RuntimeClient::close);
    }
  }

  @Test
  void aContainerdThatHangsWithinItsEventsCostsOthersNothing() throws Exception {
    String created =
        "{\"Type\":\"container\",\"Action\":\"create\",\"Actor\":{\"ID\":\"" + ID + "\",\"Attributes\":{\"name\":\"web\"}}}\n";
    Map<String, byte[]> noAnswer = Map.of("Subscribe", event("default", "create", "x"));
    try (FakeRuntimeServer containerd = server("containerd", FakeRuntimeServer.grpc(noAnswer));
        FakeRuntimeServer docker =
            server(
                "docker",
                (request, channel) -> {
                  FakeRuntimeServer.write(channel, "HTTP/1.1 200 OK\r\n\r\n" + created);
                  FakeRuntimeServer.nothing().to(request, channel);
                })) {
      watch(true);
      awaitEvent();
      assertTrue(process("/docker/" + ID).is(Part.NAME, "web"));
    }
  }
}
