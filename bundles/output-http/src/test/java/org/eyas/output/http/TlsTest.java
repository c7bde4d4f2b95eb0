package org.eyas.output.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eyas.output.http.TlsSettings.Shown;
import org.eyas.output.http.TlsSettings.Trust;
import org.eyas.payload.PayloadMessage;
import org.eyas.testkit.RenderedAlerts;
import org.eyas.testkit.TestCertificates;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class TlsTest {
  private static final OutputKeyNames KEYS = new OutputKeyNames("http_output");

  @TempDir private static Path folder;
  private static TestCertificates certificates;

  @BeforeAll
  static void makeCertificates() throws Exception {
    assumeTrue(TestCertificates.possible(), "no openssl: the TLS of the HTTP output is not tested");
    certificates = TestCertificates.in(folder);
    certificates.certify("server", "ca", "DNS:localhost");
    certificates.openssl("rsa", "-in", certificates.path("server.key"), "-traditional", "-out", certificates.path("pkcs1.key"));
    certificates.openssl("ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", certificates.path("agent.key"));
    certificates.certify("agent", "ca", "DNS:agent");
  }

  private static Trust caCert(String name) {
    return new Trust(certificates.path(name), "", "");
  }

  private static TlsSettings anonymous(Trust trust) {
    return new TlsSettings(KEYS, false, trust, null);
  }

  private static TlsSettings showing(String certificate, String key) {
    return new TlsSettings(
        KEYS, false, caCert("ca.crt"), new Shown(certificates.path(certificate), certificates.path(key)));
  }

  private static void post(String url, TlsSettings tls) throws IOException {
    PrintStream echo = new PrintStream(OutputStream.nullOutputStream());
    var route = new AlertPoster.Route("http", PostAddress.of("http_output.url", url), null, tls);
    AlertPoster poster =
        new AlertPoster(route, new AlertPoster.Style("a", Map.of(), 5_000, false, new HttpAnswerClassifier()), echo);
    try {
      new RetryingDelivery(poster, new RetryPolicy(10, 10, 1_000, 0)).send(RenderedAlerts.warning("alert").alert(),
          new PayloadMessage("text/plain", "alert"), true);
    } finally {
      poster.close();
    }
  }

  private static String failure(String url, TlsSettings tls) {
    return String.valueOf(assertThrows(IOException.class, () -> post(url, tls)).getMessage());
  }

  @Test
  void theServerIsCheckedAgainstWhatIsGiven() throws Exception {
    try (Receiver receiver = Receiver.secure(certificates.server("server"), false)) {
      post(receiver.url(), anonymous(caCert("ca.crt")));
      post(receiver.url(), anonymous(new Trust("", certificates.path("ca.crt"), "/nowhere")));
      Path hashed = Files.createDirectories(folder.resolve("hashed"));
      Files.copy(folder.resolve("ca.crt"), hashed.resolve("0a1b2c3d.0"));
      Files.writeString(hashed.resolve("readme.pem"), "nothing");
      post(receiver.url(), anonymous(new Trust("", "", hashed.toString())));
      assertEquals(List.of("alert", "alert", "alert"), receiver.bodies());
      for (Trust trust : List.of(caCert("other.crt"), new Trust("", "", "/nowhere"))) {
        String message = failure(receiver.url(), anonymous(trust));
        assertTrue(message.contains("TLS: ") && message.contains("certification path"), message);
      }
    }
  }

  @Test
  void theNameOfTheHostHasToBeThatOfTheCertificate() throws Exception {
    try (Receiver receiver = Receiver.secure(certificates.server("server"), false)) {
      String url = receiver.url().replace("localhost", "127.0.0.1");
      String message = failure(url, anonymous(caCert("ca.crt")));
      assertTrue(message.contains("127.0.0.1"), message);
      post(url, new TlsSettings(KEYS, true, caCert("other.crt"), null));
      assertEquals(List.of("alert"), receiver.bodies());
    }
  }

  @Test
  void weShowACertificateWhereOneIsAskedFor() throws Exception {
    try (Receiver receiver = Receiver.secure(certificates.server("server"), true)) {
      post(receiver.url(), showing("agent.crt", "agent.key"));
      post(receiver.url(), showing("server.crt", "pkcs1.key"));
      assertEquals(List.of("alert", "alert"), receiver.bodies());
      failure(receiver.url(), anonymous(caCert("ca.crt")));
      assertEquals(2, receiver.bodies().size());
    }
  }

  @Test
  void aWrongFileIsNamedWithItsKey() throws Exception {
    Path nothing = Files.writeString(folder.resolve("nothing.pem"), "not PEM\n");
    assertEquals(
        "http_output.ca_cert: /nowhere/ca.crt: no such file",
        failure("https://localhost", anonymous(new Trust("/nowhere/ca.crt", "", ""))));
    assertEquals(
        "http_output.ca_bundle: " + nothing + ": no certificate in it (expected \"-----BEGIN CERTIFICATE-----\")",
        failure("https://localhost", anonymous(new Trust("", nothing.toString(), ""))));
    assertEquals(
        "http_output.client_key: " + certificates.path("agent.crt")
            + ": no private key in it (expected \"-----BEGIN PRIVATE KEY-----\")",
        failure("https://localhost", showing("agent.crt", "agent.crt")));
    assertEquals(
        "http_output.client_key: " + certificates.path("server.key")
            + ": the private key does not belong to the first certificate, that of CN=agent",
        failure("https://localhost", showing("agent.crt", "server.key")));
  }
}
