package org.eyas.receiver;

import static org.eyas.receiver.RawClient.head;
import static org.eyas.receiver.RawClient.post;
import static org.eyas.receiver.TestReceiver.PATH;
import static org.eyas.receiver.TestReceiver.SMALL;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.eyas.pem.PemFile;
import org.eyas.pem.TlsIdentity;
import org.eyas.testkit.TestCertificates;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class AccessTest {
  private static final String TOKEN = "s3cret-42";

  @TempDir private static Path folder;

  private static boolean possible;

  @BeforeAll
  static void makeCertificates() throws IOException, InterruptedException {
    possible = TestCertificates.possible();
    if (possible) {
      TestCertificates made = TestCertificates.in(folder);
      Files.writeString(folder.resolve("server.pem"), Files.readString(Path.of(made.path("server.key")))
          + Files.readString(Path.of(made.path("server.crt"))));
    }
  }

  private static PemFile pem(String name) throws IOException {
    return PemFile.read("test." + name, folder.resolve(name));
  }

  private static Access tls(boolean clientCertificates) throws IOException {
    assumeTrue(possible, "openssl is missing");
    SSLContext context = ServerTls.context(pem("server.pem"), clientCertificates ? pem("ca.crt") : null);
    return new Access(context, clientCertificates, null);
  }

  /** A client that trusts the authority of the test and presents a certificate, unless the name is empty. */
  private static RawClient secure(int port, String name) throws Exception {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    store.setCertificateEntry("ca", pem("ca.crt").certificates().getFirst());
    TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    KeyManager[] identity = name.isEmpty() ? null
        : new KeyManager[] {TlsIdentity.of(pem(name + ".crt"), pem(name + ".key"))};
    SSLContext context = SSLContext.getInstance("TLS");
    TrustManager[] trusted = trust.getTrustManagers();
    context.init(identity, trusted, null);
    return new RawClient(context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port));
  }

  @Test
  void withATokenOnlyRequestsWithItAreServed() throws Exception {
    try (TestReceiver receiver = TestReceiver.inMemory(new Access(null, false, new BearerToken(TOKEN)), SMALL)) {
      assertEquals(200, receiver.exchange(post(PATH, "Authorization: Bearer " + TOKEN + "\n", "{}")).status());
      assertEquals(200, receiver.exchange(post(PATH, "authorization: bearer  " + TOKEN + "\n", "{}")).status());
      assertEquals("{}", TestReceiver.body(receiver.take()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Authorization: Bearer wrong\n", "Authorization: Bearer\n", "Authorization: Bearer \n",
      "Authorization: Basic " + TOKEN + "\n", "Authorization: " + TOKEN + "\n", "Authorization: Bearer " + TOKEN + "x\n"})
  void withoutTheTokenNothingIsLearnedAndNothingKept(String header) throws Exception {
    try (TestReceiver receiver = TestReceiver.inMemory(new Access(null, false, new BearerToken(TOKEN)), SMALL)) {
      HttpAnswer answer = receiver.exchange(post(PATH, header, "{}"));
      assertEquals(401, answer.status());
      assertEquals("Bearer", answer.headers().get("www-authenticate"));
      assertEquals(answer, receiver.exchange(post("/other", header, "{}")));
      assertEquals(answer, receiver.exchange(post(PATH, header, "{}").replace("POST ", "GET ")));
      assertEquals(401, receiver.exchange(head(PATH, header + "Expect: 100-continue\nContent-Length: 9\n")).status());
      receiver.assertNothingKept();
      assertEquals(4, receiver.count(Outcome.UNAUTHORIZED));
    }
  }

  @Test
  void aBatchComesOverTls() throws Exception {
    try (TestReceiver receiver = TestReceiver.inMemory(tls(false), SMALL); RawClient client = secure(receiver.port(), "")) {
      for (String body : new String[] {"[1]", "[2]"}) {
        assertEquals(200, client.exchange(post(PATH + "/east", "", body)).status());
        ReceivedBatch batch = receiver.take();
        assertEquals(body, TestReceiver.body(batch));
        assertEquals("east", batch.sender());
      }
    }
  }

  @Test
  void aRefusalOverTlsArrivesAlthoughTheClientSendsOn() throws Exception {
    try (TestReceiver receiver = TestReceiver.inMemory(tls(false), SMALL); RawClient client = secure(receiver.port(), "")) {
      client.send(head(PATH, "Content-Length: 200000\n") + "x".repeat(50_000));
      assertEquals(413, client.answer().status());
    }
  }

  @Test
  void theNameInTheClientCertificateIsTheSenderWhateverThePathSays() throws Exception {
    try (TestReceiver receiver = TestReceiver.inMemory(tls(true), SMALL);
        RawClient client = secure(receiver.port(), "client")) {
      assertEquals(200, client.exchange(post(PATH + "/other-cluster", "", "{}")).status());
      assertEquals("client", receiver.take().sender());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "stranger"})
  void withoutACertificateOfTheAuthorityNothingIsServed(String name) throws Exception {
    try (TestReceiver receiver = TestReceiver.inMemory(tls(true), SMALL)) {
      try (RawClient client = secure(receiver.port(), name)) {
        assertThrows(IOException.class, () -> client.exchange(post(PATH, "", "{}")));
      }
      receiver.assertNothingKept();
      try (RawClient good = secure(receiver.port(), "client")) {
        assertEquals(200, good.exchange(post(PATH, "", "{}")).status());
      }
    }
  }

  @Test
  void plainHttpOnTheTlsPortIsNotServed() throws Exception {
    try (TestReceiver receiver = TestReceiver.inMemory(tls(false), SMALL)) {
      try (RawClient client = receiver.client()) {
        client.send(post(PATH, "", "{}"));
        assertTrue(!client.all().contains("HTTP/1.1 200"));
      }
      receiver.assertNothingKept();
    }
  }

  @Test
  void theTokenIsReadFromAFile() throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "  " + TOKEN + "\n");
    assertTrue(BearerToken.read("a.key", file).isIn("Bearer " + TOKEN));
    Path empty = Files.writeString(folder.resolve("empty"), "\n");
    assertEquals("a.key: " + empty + " is empty; write the secret into it",
        assertThrows(IOException.class, () -> BearerToken.read("a.key", empty)).getMessage());
    Path words = Files.writeString(folder.resolve("words"), "not a token");
    assertEquals("a.key: " + words + " is not a token: it contains characters other than visible ASCII",
        assertThrows(IOException.class, () -> BearerToken.read("a.key", words)).getMessage());
    Path missing = folder.resolve("missing");
    assertEquals("a.key: " + missing + ": no such file",
        assertThrows(IOException.class, () -> BearerToken.read("a.key", missing)).getMessage());
  }
}
