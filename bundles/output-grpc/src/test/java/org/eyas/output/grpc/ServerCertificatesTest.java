package org.eyas.output.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.grpc.StatusRuntimeException;
import io.grpc.netty.GrpcSslContexts;
import io.netty.handler.ssl.SslContext;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eyas.testkit.TestCertificates;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Over TCP only clients with a certificate may connect. */
@Timeout(60)
class ServerCertificatesTest {
  @TempDir private Path folder;
  private TestCertificates made;

  @BeforeEach
  void make() throws Exception {
    assumeTrue(TestCertificates.possible(), "no openssl: gRPC over TLS is not tested");
    made = TestCertificates.in(folder.resolve("certs"));
  }

  private TestServer serve(String key, String chain, String roots) throws InterruptedException {
    var files = new ServerCertificates.Files(made.path(key), made.path(chain), made.path(roots));
    return TestServer.at("127.0.0.1:0", new AlertStreams(DeliveryMode.BROADCAST, 10), files);
  }

  private SslContext client(String name, String authority) throws IOException {
    var builder = GrpcSslContexts.forClient().trustManager(new File(made.path(authority)));
    if (!name.isEmpty()) {
      builder.keyManager(new File(made.path(name + ".crt")), new File(made.path(name + ".key")));
    }
    return builder.build();
  }

  private String got(TestServer server, String name, String authority) throws Exception {
    server.send("secret");
    try (TestClient client = TestClient.at(server.port(), client(name, authority))) {
      return String.join(" ", client.get());
    }
  }

  @Test
  void whoShowsACertificateOfTheRightAuthorityIsServed() throws Exception {
    try (TestServer server = serve("server.key", "server.crt", "ca.crt")) {
      assertEquals("secret", got(server, "client", "ca.crt"));
    }
  }

  @ParameterizedTest
  @CsvSource({"''", "stranger"})
  void whoShowsNoneOrAnotherIsNot(String name) throws Exception {
    try (TestServer server = serve("server.key", "server.crt", "ca.crt")) {
      assertThrows(StatusRuntimeException.class, () -> got(server, name, "ca.crt"));
    }
  }

  @Test
  void filesThatChangedAreReadAgainForNewConnections() throws Exception {
    try (TestServer server = serve("server.key", "server.crt", "ca.crt")) {
      Files.writeString(Path.of(made.path("ca.crt")), Files.readString(Path.of(made.path("other.crt"))));
      made.issue("server", "other");
      assertThrows(StatusRuntimeException.class, () -> got(server, "stranger", "other.crt"));
      server.output().reopen();
      assertTrue(got(server, "stranger", "other.crt").contains("secret"));
      Files.writeString(Path.of(made.path("server.crt")), "broken");
      server.output().reopen();
      assertEquals("secret", got(server, "stranger", "other.crt"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
          "none.key   | server.crt | ca.crt   | grpc.private_key: %s/none.key: no such file",
          "server.key | none.crt   | ca.crt   | grpc.cert_chain: %s/none.crt: no such file",
          "server.key | server.crt | none.crt | grpc.root_certs: %s/none.crt: no such file",
          "client.key | server.crt | ca.crt   | grpc.private_key: %s/client.key: the private key does not belong to the first"
              + " certificate, that of CN=server",
      })
  void aWrongFileIsNamedWithItsKey(String key, String chain, String roots, String message) throws Exception {
    try (TestServer server = serve(key, chain, roots)) {
      IOException fault = assertThrows(IOException.class, () -> server.send("x"));
      assertEquals(message.formatted(folder.resolve("certs")), fault.getMessage());
    }
  }
}
