package org.eyas.output.syslog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.Receiver;
import org.eyas.testkit.RenderedAlerts;
import org.eyas.testkit.StreamServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(90)
class SyslogTransportTest {
  private static final byte[] MESSAGE = "<12>x".getBytes(StandardCharsets.UTF_8);

  @TempDir private Path folder;

  @Test
  void aSocketThatIsNotThereIsNamed() {
    Path missing = folder.resolve("log");
    LocalSyslogTransport transport = new LocalSyslogTransport(missing.toString());
    IOException thrown = assertThrows(IOException.class, () -> transport.send(MESSAGE));
    assertEquals(
        "failed to send to " + missing
            + " (syslog_output): No such file or directory; is a syslog daemon running?",
        thrown.getMessage());
  }

  @Test
  void aMessageLargerThanTheSystemTakesIsAFailureAndTheNextOneGoesOut() throws Exception {
    try (DatagramReceiver receiver = new DatagramReceiver(folder)) {
      assertThrows(IOException.class, () -> receiver.channel().send(RenderedAlerts.warning("x".repeat(8_000_000)), true));
      receiver.channel().send(RenderedAlerts.warning("small"), true);
      ConditionWait.until(() -> !receiver.lines().isEmpty());
      assertEquals("small", receiver.lines().getFirst());
    }
  }

  @Test
  void aDatagramIsAMessage() throws IOException {
    try (DatagramSocket server = new DatagramSocket(new InetSocketAddress("localhost", 0))) {
      UdpTransport transport = new UdpTransport(new SyslogServer("localhost", server.getLocalPort()));
      transport.send(MESSAGE);
      DatagramPacket packet = new DatagramPacket(new byte[100], 100);
      server.receive(packet);
      assertEquals("<12>x", new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8));
      transport.close();
      assertThrows(IOException.class, () -> transport.send(MESSAGE));
    }
  }

  @Test
  void aServerThatIsNotThereIsNamed() throws IOException {
    int port;
    try (ServerSocket gone = StreamServer.plain(0)) {
      port = gone.getLocalPort();
    }
    StreamTransport transport = new StreamTransport(new SyslogServer("localhost", port), new PlainSocketLayer());
    IOException thrown = assertThrows(IOException.class, () -> transport.send(MESSAGE));
    // The JVM adds something if the name has several addresses.
    String expected = "failed to send to localhost port " + port + " (eyas.syslog_output): Connection refused";
    assertTrue(thrown.getMessage().startsWith(expected), thrown.getMessage());
  }

  @Test
  void aHostWithoutAnAddressIsNamed() {
    UdpTransport transport = new UdpTransport(new SyslogServer("no-such-host.invalid", 514));
    IOException thrown = assertThrows(IOException.class, () -> transport.send(MESSAGE));
    assertEquals(
        "failed to send to no-such-host.invalid port 514 (eyas.syslog_output): unknown host", thrown.getMessage());
  }

  private void assertRefused(String certified, String ca, String reason) throws Exception {
    TestAuthority authority = TestAuthority.in(folder, certified);
    try (Receiver receiver = StreamReceiver.of(authority::listen, new TlsSocketLayer(ca))) {
      IOException thrown =
          assertThrows(IOException.class, () -> receiver.channel().send(RenderedAlerts.warning("secret"), true));
      assertTrue(String.valueOf(thrown.getMessage()).contains(reason), thrown.getMessage());
      assertEquals(0, receiver.lines().size());
    }
  }

  @Test
  void aServerThatNobodyVouchesForGetsNothing() throws Exception {
    assertRefused("localhost", "", "unable to find valid certification path");
  }

  @Test
  void aCertificateForAnotherHostIsRefused() throws Exception {
    assertRefused("elsewhere", folder.resolve("elsewhere.pem").toString(), "localhost");
  }

  @Test
  void aMissingFileOfAuthoritiesIsNamedWithItsKey() throws Exception {
    assertRefused("localhost", "/no/ca.pem", "no file /no/ca.pem (eyas.syslog_output.ca)");
  }
}
