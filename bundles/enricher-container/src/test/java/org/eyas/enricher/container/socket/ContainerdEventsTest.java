package org.eyas.enricher.container.socket;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eyas.enricher.container.disk.HostRoot;
import org.eyas.enricher.container.id.ContainerEngine;
import org.eyas.enricher.container.id.ContainerId;
import org.eyas.enricher.container.info.ContainerFacts;
import org.eyas.enricher.container.info.ContainerPart;
import org.eyas.enricher.container.lookup.RuntimeClient;
import org.eyas.enricher.container.lookup.RuntimeEventListener;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.Test;

/** The events of containerd describe containers before their first process. */
class ContainerdEventsTest extends SocketFixture {
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
    ConditionWait.until(() -> counts.allDescribed().containsKey("events"), () -> "no event: " + counts.allFailed());
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
      assertTrue(process.is(ContainerPart.NAME, "app") && process.is(ContainerPart.IMAGE, "acme/web:1.0")
          && process.is(ContainerPart.TYPE, "containerd"));
      assertTrue(process.is(ContainerPart.POD_NAME, "shop-1") && process.is(ContainerPart.POD_NAMESPACE, "shop"));
      assertTrue(process.is(ContainerPart.HOST_NETWORK, "true") && process.is(ContainerPart.HOST_IPC, "false"),
          "as its sandbox has it");
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
      assertTrue(process.is(ContainerPart.NAME, "cb1") && process.is(ContainerPart.REPOSITORY, "docker.io/acme/bb")
          && process.is(ContainerPart.TAG, "1.0"));
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
      assertTrue(process("/default/cb1").is(ContainerPart.TAG, "1.0"));
    }
  }

  @Test
  void theStreamOfContainerdIsOpenedAgainAfterAnInterruption() throws Exception {
    try (FakeRuntimeServer containerd = server("containerd", FakeRuntimeServer.nothing())) {
      watch(true);
      ConditionWait.until(() -> !containerd.requests.isEmpty(), () -> "no stream is opened");
      containerd.answer(
          FakeRuntimeServer.grpc(
              Map.of("Subscribe", event("default", "create", "cb1"), "\n\u0003cb1", stored("cb1", "acme/bb:1.0", ""))));
      containerd.hangUp();
      awaitEvent();
      assertTrue(process("/default/cb1").is(ContainerPart.TAG, "1.0"));
    }
  }

  @Test
  void containersThatContainerdDeletesAreReportedWithTheirEngine() throws Exception {
    List<ContainerId> ended = new CopyOnWriteArrayList<>();
    RuntimeEventListener listener =
        new RuntimeEventListener() {
          @Override
          public void created(ContainerId id, ContainerFacts facts) {}

          @Override
          public void ended(ContainerId id) {
            ended.add(id);
          }
        };
    byte[] inKubernetes = event("k8s.io", "delete", ID);
    byte[] ofCtr = event("default", "delete", "cb1");
    try (FakeRuntimeServer cri = server("cri", FakeRuntimeServer.grpc(Map.of("Subscribe", inKubernetes)));
        FakeRuntimeServer containerd = server("containerd", FakeRuntimeServer.grpc(Map.of("Subscribe", ofCtr)))) {
      RuntimeSockets sockets = new RuntimeSockets(List.of(), List.of(), List.of("/cri"), List.of("/containerd"), true);
      List<RuntimeClient> clients = sockets.open(new HostRoot(folder), 100, listener, counts);
      ConditionWait.until(() -> ended.size() == 2, () -> "not both: " + ended);
      assertEquals(Set.of(new ContainerId(ID, ContainerEngine.CRI), new ContainerId("cb1", ContainerEngine.CONTAINERD)),
          Set.copyOf(ended));
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
      assertTrue(process("/docker/" + ID).is(ContainerPart.NAME, "web"));
    }
  }
}
