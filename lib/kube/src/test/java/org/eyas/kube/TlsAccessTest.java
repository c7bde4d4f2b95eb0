package org.eyas.kube;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.TestCertificates;
import org.eyas.testkit.kube.FakeApiServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsAccessTest {
  private static final RetryPacing QUICK = new RetryPacing(Duration.ofMillis(4), Duration.ofMillis(40), Duration.ofMinutes(5));

  @TempDir private Path folder;
  private final Recorder recorder = new Recorder();
  private TestCertificates certificates;

  @BeforeEach
  void make() throws Exception {
    assumeTrue(TestCertificates.possible(), "skipped: there is no openssl on this machine");
    certificates = TestCertificates.in(folder.resolve("tls"));
  }

  private void assertWorks(ApiServer.Source source, FakeApiServer server) {
    try (ApiClient client = new ApiClient(source);
        ListWatch watch = new ListWatch(client, ApiResource.of("/api/v1/namespaces", true), recorder, QUICK)) {
      ConditionWait.until(recorder::hasWorked, () -> recorder.problems() + " " + server.requests());
      assertEquals(0, watch.restarts());
    }
  }

  private void copy(String certificate, Path to) throws Exception {
    Files.copy(Path.of(certificates.path(certificate)), to, StandardCopyOption.REPLACE_EXISTING);
  }

  @Test
  void aPodUsesTheFilesOfItsServiceAccount() throws Exception {
    try (FakeApiServer server = FakeApiServer.start(certificates.server("server")).allowAll()) {
      server.token("secret");
      copy("ca.crt", folder.resolve("ca.crt"));
      Files.writeString(folder.resolve("token"), "secret\n");
      assertWorks(inCluster(server), server);
    }
  }

  private InClusterAccess inCluster(FakeApiServer server) {
    Map<String, String> environment =
        Map.of("KUBERNETES_SERVICE_HOST", "localhost", "KUBERNETES_SERVICE_PORT", String.valueOf(server.address().getPort()));
    return new InClusterAccess(environment, folder);
  }

  @Test
  void anotherAuthorityIsRefusedUntilTheFileHasTheRightOne() throws Exception {
    try (FakeApiServer server = FakeApiServer.start(certificates.server("server")).allowAll();
        ApiClient client = new ApiClient(inCluster(server))) {
      copy("other.crt", folder.resolve("ca.crt"));
      Files.writeString(folder.resolve("token"), "secret\n");
      try (ListWatch watch = new ListWatch(client, ApiResource.of("/api/v1/namespaces", true), recorder, QUICK)) {
        ConditionWait.until(() -> recorder.problems().size() > 1);
        assertTrue(recorder.problems().getFirst().contains("does not answer: "), recorder.problems().toString());
        copy("ca.crt", folder.resolve("ca.crt"));
        ConditionWait.until(recorder::hasWorked, () -> recorder.problems().toString());
        assertEquals(0, watch.restarts());
      }
    }
  }

  @Test
  void aKubeconfigMayContainItsCertificates() throws Exception {
    try (FakeApiServer server = FakeApiServer.start(certificates.server("server")).allowAll()) {
      Path file = folder.resolve("config");
      Files.writeString(
          file,
          """
              current-context: a
              contexts: [{name: a, context: {cluster: a, user: a}}]
              clusters: [{name: a, cluster: {server: "%s", certificate-authority-data: "%s"}}]
              users: [{name: a, user: {client-certificate-data: "%s", client-key: tls/client.key}}]
              """.formatted(server.address(), base64("ca.crt"), base64("client.crt")));
      assertWorks(new KubeConfig(file), server);
    }
  }

  private String base64(String certificate) throws Exception {
    return Base64.getEncoder().encodeToString(Files.readAllBytes(Path.of(certificates.path(certificate))));
  }

  @Test
  void outsideOfAPodThereIsNoServiceAccount() {
    try (ApiClient client = new ApiClient(new InClusterAccess(Map.of(), folder));
        ListWatch watch = new ListWatch(client, ApiResource.of("/api/v1/namespaces", true), recorder, QUICK)) {
      ConditionWait.until(() -> !recorder.problems().isEmpty());
      assertEquals(
          "KUBERNETES_SERVICE_HOST is not set, so this process is in no pod; name a kubeconfig", recorder.problems().getFirst());
      assertEquals(List.of(), recorder.calls());
      assertEquals(0, watch.restarts());
    }
  }
}
