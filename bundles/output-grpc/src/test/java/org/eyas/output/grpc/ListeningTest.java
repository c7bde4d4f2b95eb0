package org.eyas.output.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.eyas.grpc.version.request;
import org.eyas.grpc.version.response;
import org.eyas.grpc.version.serviceGrpc;
import org.eyas.testkit.TestCertificates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where the server listens, and what is logged if it cannot. */
@Timeout(60)
class ListeningTest {
  @TempDir private Path folder;

  private static AlertStreams streams() {
    return new AlertStreams(DeliveryMode.BROADCAST, 10);
  }

  private static void serves(TestServer server, Path socket) throws Exception {
    try (server;
        TestClient client = TestClient.on(socket)) {
      server.send("here");
      assertEquals("here", client.get().getFirst());
    }
  }

  private static String fault(String address) throws Exception {
    try (TestServer server = TestServer.at(address, streams())) {
      return String.valueOf(assertThrows(IOException.class, () -> server.send("x")).getMessage());
    }
  }

  @Test
  void theFolderIsMadeAndTheSocketIsForItsOwner() throws Exception {
    Path socket = folder.resolve("run/falco/falco.sock");
    try (TestServer _ = TestServer.on(socket, streams())) {
      assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)));
    }
    assertFalse(Files.exists(socket), "the file is removed with the server");
  }

  @Test
  void theSocketOfAServerThatDiedIsReplaced() throws Exception {
    Path socket = folder.resolve("s");
    try (ServerSocketChannel dead = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      dead.bind(UnixDomainSocketAddress.of(socket));
    }
    assertTrue(Files.exists(socket));
    serves(TestServer.on(socket, streams()), socket);
  }

  @Test
  void theSocketOfALivingServerIsLeftAlone() throws Exception {
    Path socket = folder.resolve("s");
    try (TestServer living = TestServer.on(socket, streams())) {
      assertEquals("grpc.bind_address: " + socket + ": another program listens on it", fault("unix://" + socket));
      serves(living, socket);
    }
  }

  @Test
  void aFileThatIsNoSocketIsLeftAlone() throws Exception {
    Path file = Files.writeString(folder.resolve("f"), "precious");
    assertEquals(
        "grpc.bind_address: " + file + ": exists and is not a socket; remove it or name another file",
        fault("unix://" + file));
    assertEquals("precious", Files.readString(file));
  }

  @Test
  void aFolderThatCannotBeMadeIsNamed() throws Exception {
    Path file = Files.writeString(folder.resolve("f"), "");
    String fault = fault("unix://" + file + "/x/s");
    assertTrue(fault.startsWith("grpc.bind_address: " + file + "/x/s: " + file), fault);
  }

  @Test
  void aPathThatIsTooLongForASocketIsSaid() throws Exception {
    String path = folder.resolve("x".repeat(120)).toString();
    assertEquals(
        "grpc.bind_address: cannot listen on unix://" + path + ": Unix domain path too long", fault("unix://" + path));
  }

  @ParameterizedTest
  @CsvSource({"nonsense", "'host:'", "127.0.0.1:x", "127.0.0.1:70000"})
  void whatIsNoAddressIsSaid(String text) throws Exception {
    assertEquals("grpc.bind_address: '" + text + "' is neither unix:///PATH nor ADDRESS:PORT", fault(text));
  }

  @Test
  void aPortThatIsTakenIsSaid() throws Exception {
    assumeTrue(TestCertificates.possible(), "no openssl: a taken port is not tested");
    var made = TestCertificates.in(folder.resolve("certs"));
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      String address = "127.0.0.1:" + taken.getLocalPort();
      var files = new ServerCertificates.Files(made.path("server.key"), made.path("server.crt"), made.path("ca.crt"));
      try (TestServer server = TestServer.at(address, streams(), files)) {
        IOException fault = assertThrows(IOException.class, () -> server.send("x"));
        assertEquals("grpc.bind_address: cannot listen on " + address + ": Address already in use", fault.getMessage());
      }
    }
  }

  @Test
  void whatFailedIsTriedAgainWhenOutputsAreReopened() throws Exception {
    Path socket = Files.writeString(folder.resolve("s"), "in the way");
    TestServer server = TestServer.on(socket, streams());
    Files.delete(socket);
    server.output().reopen();
    serves(server, socket);
  }

  @Test
  void versionsAreThoseOfTheFalcoThatIsReproduced() throws Exception {
    Path socket = folder.resolve("s");
    try (TestServer _ = TestServer.on(socket, streams());
        TestClient client = TestClient.on(socket)) {
      response version =
          serviceGrpc.newBlockingStub(client.channel())
              .withDeadlineAfter(20, TimeUnit.SECONDS)
              .version(request.getDefaultInstance());
      assertEquals("0.44.1", version.getVersion());
      assertEquals(44, version.getMinor());
      assertEquals("0.62.0", version.getEngineVersion());
      assertEquals(62, version.getEngineMinor());
    }
  }
}
