package org.eyas.receiver;

import static org.eyas.receiver.RawClient.head;
import static org.eyas.receiver.RawClient.post;
import static org.eyas.receiver.TestReceiver.PATH;
import static org.eyas.receiver.TestReceiver.body;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.LocalPorts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class BatchServerTest {
  private static final String BODY = "{\"kind\":\"EventList\",\"items\":[{\"verb\":\"größer\"}]}";
  private static final int LIMIT = TestReceiver.SMALL.batchBytes();

  private TestReceiver receiver;

  @BeforeEach
  void start() throws IOException {
    receiver = TestReceiver.inMemory(Access.OPEN, TestReceiver.SMALL);
  }

  @AfterEach
  void stop() throws IOException {
    receiver.close();
  }

  @Test
  void aBatchIsAnsweredWith200AndWaitsWithItsTimeAndSender() throws Exception {
    long before = System.currentTimeMillis();
    HttpAnswer answer = receiver.exchange(post(PATH + "/cluster-1.a", "", BODY));
    assertEquals(200, answer.status());
    assertEquals("", answer.body());
    ReceivedBatch batch = receiver.take();
    assertEquals(BODY, body(batch));
    assertEquals("cluster-1.a", batch.sender());
    assertTrue(batch.receivedMillis() >= before && batch.receivedMillis() <= System.currentTimeMillis());
    assertEquals(1, receiver.count(Outcome.KEPT));
    assertEquals(batch.length(), receiver.figures().keptBytes());
  }

  @Test
  void anInternalErrorEndsOneConnectionAndTheNextOneIsAccepted() throws Exception {
    Duration tooLong = Duration.ofSeconds(Long.MAX_VALUE); // its nanoseconds are not a long
    Limits broken = new Limits(LIMIT, 1 << 20, 10, new Limits.Pace(tooLong, tooLong, 1, tooLong));
    try (TestReceiver failing = TestReceiver.inMemory(Access.OPEN, broken)) {
      for (int i = 0; i < 2; i++) {
        try (RawClient client = failing.client()) {
          assertTrue(client.isClosedByServer());
        }
      }
    }
  }

  @Test
  void aConnectionThatIsAcceptedWhileTheServerClosesIsClosed() throws Exception {
    for (int i = 0; i < 200; i++) {
      TestReceiver closing = TestReceiver.inMemory(Access.OPEN, TestReceiver.SMALL);
      List<RawClient> clients = new ArrayList<>();
      Thread connecting = Thread.ofVirtual().start(() -> connectUntilRefused(closing, clients));
      ConditionWait.until(() -> closing.figures().connections() > 2);
      closing.close();
      connecting.join();
      for (RawClient client : clients) {
        assertTrue(isClosed(client));
        client.close();
      }
    }
  }

  // A connection that the kernel has dropped together with the listening socket is reset only when the client sends something.
  private static boolean isClosed(RawClient client) throws IOException {
    try {
      client.send("P");
      return client.isClosedByServer();
    } catch (SocketException e) {
      return true;
    }
  }

  private static void connectUntilRefused(TestReceiver receiver, List<RawClient> clients) {
    try {
      while (true) {
        clients.add(receiver.client());
      }
    } catch (IOException e) {
      return; // the server is closed
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {PATH, PATH + "?timeout=30s", PATH + "?", PATH + "?a=/b?c"})
  void aQueryDoesNotCount(String target) throws Exception {
    assertEquals(200, receiver.exchange(post(target, "", BODY)).status());
    assertEquals("", receiver.take().sender());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/k8s-audit2", "/k8s-audit/", "/k8s-audit/a/b", "/k8s-audit/../x", "/k8s-audit/%41",
      "/K8S-AUDIT", "//k8s-audit", "*"})
  void otherPathsAreNotFound(String target) throws Exception {
    HttpAnswer answer = receiver.exchange(post(target, "", BODY));
    assertEquals(404, answer.status());
    assertEquals("not found; the path is /k8s-audit or /k8s-audit/NAME\n", answer.body());
    receiver.assertNothingKept();
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "post", "NONSENSE"})
  void otherMethodsAreNotAllowed(String method) throws Exception {
    HttpAnswer answer = receiver.exchange(post(PATH, "", BODY).replace("POST ", method + " "));
    assertEquals(405, answer.status());
    assertEquals("POST", answer.headers().get("allow"));
    receiver.assertNothingKept();
  }

  @Test
  void anAnswerToHeadHasNoBody() throws IOException {
    try (RawClient client = receiver.client()) {
      client.send("HEAD /k8s-audit HTTP/1.1\r\nHost: x\r\n\r\n");
      String all = client.all();
      assertTrue(all.startsWith("HTTP/1.1 405 ") && all.endsWith("\r\n\r\n"), all);
    }
  }

  @ParameterizedTest
  @CsvSource({"'', the body is empty", "x, the body is not a JSON object or array", "'  \r\n', the body is not a JSON object",
      "<html>, the body is not a JSON object", "\"text\", the body is not a JSON object", "'\u0000{}', the body is not a JSON",
      "\uFEFF{}, the body is not a JSON"})
  void aBodyThatCannotBeJsonIsRefused(String body, String reason) throws Exception {
    HttpAnswer answer = receiver.exchange(post(PATH, "", body));
    assertEquals(400, answer.status());
    assertTrue(answer.body().startsWith(reason), answer.body());
    receiver.assertNothingKept();
    assertEquals(1, receiver.count(Outcome.INVALID));
  }

  @Test
  void jsonMayBeginWithWhiteSpaceOrBeAnArray() throws IOException {
    assertEquals(200, receiver.exchange(post(PATH, "", "\r\n\t [{}]")).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "json"})
  void anotherContentTypeIsRefused(String type) throws IOException {
    HttpAnswer answer = receiver.exchange(post(PATH, "", BODY).replace("application/json", type));
    assertEquals(400, answer.status());
    assertEquals("wrong Content-Type; use application/json\n", answer.body());
  }

  @Test
  void aContentTypeMayHaveParametersAndCapitals() throws IOException {
    String type = "Application/JSON; charset=utf-8";
    assertEquals(200, receiver.exchange(post(PATH, "", BODY).replace("application/json", type)).status());
  }

  @Test
  void aCompressedBodyIsRefused() throws IOException {
    assertEquals(415, receiver.exchange(post(PATH, "Content-Encoding: gzip\n", BODY)).status());
    receiver.assertNothingKept();
  }

  @Test
  void aBatchOfTheLargestSizeIsKeptAndALargerOneIsRefusedBeforeItIsSent() throws Exception {
    String largest = "[" + "x".repeat(LIMIT - 1);
    assertEquals(200, receiver.exchange(post(PATH, "", largest)).status());
    assertEquals(largest, body(receiver.take()));
    HttpAnswer answer = receiver.exchange(head(PATH, "Content-Length: " + (LIMIT + 1) + "\n"));
    assertEquals(413, answer.status());
    assertEquals("the batch is larger than 100000 bytes\n", answer.body());
    assertEquals(1, receiver.count(Outcome.TOO_LARGE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"99999999999999999999", "-1", "1x", "", "5, 5", "0x10"})
  void aLengthThatIsNotANumberIsRefused(String length) throws IOException {
    HttpAnswer answer = receiver.exchange(head(PATH, "Content-Length: " + length + "\n") + BODY);
    assertEquals(400, answer.status());
    receiver.assertNothingKept();
  }

  @Test
  void aBodyInChunksIsKeptWhole() throws Exception {
    try (RawClient client = receiver.client()) {
      client.send(head(PATH, "Transfer-Encoding: chunked\n"));
      client.send("1\r\n{\r\n");
      client.send("A;extension=1\r\n\"a\":123456\r\n");
      HttpAnswer answer = client.exchange("2\r\n9}\r\n0\r\nTrailer: x\r\n\r\n");
      assertEquals(200, answer.status());
      assertEquals("{\"a\":1234569}", body(receiver.take()));
    }
  }

  @Test
  void endlessChunksEndAtTheLimit() throws IOException {
    try (RawClient client = receiver.client()) {
      client.send(head(PATH, "Transfer-Encoding: chunked\n"));
      String chunk = "2710\r\n" + "[".repeat(10_000) + "\r\n";
      for (int i = 0; i < 11; i++) {
        client.send(chunk);
      }
      assertEquals(413, client.answer().status());
    }
    receiver.assertNothingKept();
  }

  @ParameterizedTest
  @ValueSource(strings = {"x\r\n", "-1\r\n{\r\n", "FFFFFFFFFFFFFFFFFF\r\n", "1\r\n{}}}\r\n"})
  void brokenChunksKeepNothing(String chunks) throws IOException {
    try (RawClient client = receiver.client()) {
      client.send(head(PATH, "Transfer-Encoding: chunked\n") + chunks);
      client.endOfRequest();
      assertFalse(client.all().startsWith("HTTP/1.1 200"));
    }
    receiver.assertNothingKept();
  }

  @Test
  void twoLengthsAreRefused() throws IOException {
    String chunks = "2\r\n{}\r\n0\r\n\r\n";
    String both = head(PATH, "Content-Length: 2\nTransfer-Encoding: chunked\n");
    assertEquals(400, receiver.exchange(both + chunks).status());
    assertEquals(400, receiver.exchange(head(PATH, "Content-Length: 2\nContent-Length: 9\n") + "{}").status());
    receiver.assertNothingKept();
  }

  @Test
  void aClientThatExpects100GetsItBeforeTheBodyUnlessItsHeadIsRefused() throws IOException {
    try (RawClient client = receiver.client()) {
      assertEquals(100, client.exchange(head(PATH, "Expect: 100-continue\nContent-Length: 2\n")).status());
      assertEquals(200, client.exchange("{}").status());
      assertEquals(404, client.exchange(head("/other", "Expect: 100-continue\nContent-Length: 2\n")).status());
    }
    assertEquals(417, receiver.exchange(head(PATH, "Expect: rain\nContent-Length: 2\n")).status());
  }

  @Test
  void aConnectionServesManyRequestsAlsoThoseSentBeforeTheAnswers() throws Exception {
    try (RawClient client = receiver.client()) {
      StringBuilder requests = new StringBuilder();
      for (int i = 0; i < 50; i++) {
        requests.append(post(PATH, "", "[" + i + "]"));
      }
      client.send(requests.toString());
      for (int i = 0; i < 50; i++) {
        assertEquals(200, client.answer().status());
      }
      assertEquals(200, client.exchange(post(PATH, "", "[50]")).status());
    }
    List<String> bodies = receiver.takeAll();
    assertEquals("[0]", bodies.getFirst());
    assertEquals("[50]", bodies.getLast());
    assertEquals(51, bodies.size());
  }

  @ParameterizedTest
  @CsvSource({"HTTP/1.0, ''", "HTTP/1.1, 'Connection: close\n'"})
  void aConnectionIsClosedAfterTheAnswerIfTheClientDoesNotReuseIt(String version, String header) throws IOException {
    try (RawClient client = receiver.client()) {
      HttpAnswer answer = client.exchange(post(PATH, header, BODY).replace("HTTP/1.1", version));
      assertEquals(200, answer.status());
      assertEquals("close", answer.headers().get("connection"));
      assertTrue(client.isClosedByServer());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"HTTP/2.0", "HTTP/9.9"})
  void anotherVersionIsRefused(String version) throws IOException {
    assertEquals(505, receiver.exchange(post(PATH, "", BODY).replace("HTTP/1.1", version)).status());
  }

  @Test
  void aHeadThatIsTooLargeIsRefused() throws IOException {
    assertEquals(431, receiver.exchange(post(PATH, "X: " + "x".repeat(9_000) + "\n", BODY)).status());
    assertEquals(431, receiver.exchange(post(PATH, "X: x\n".repeat(200), BODY)).status());
    assertEquals(431, receiver.exchange("POST /" + "x".repeat(100_000)).status());
  }

  @Test
  void aClientSeesTheRefusalAlthoughItSendsOn() throws IOException {
    try (RawClient client = receiver.client()) {
      client.send(post("/other", "", "x".repeat(LIMIT)));
      assertEquals(404, client.answer().status());
      assertTrue(client.isClosedByServer());
    }
  }

  @Test
  void aBodyThatEndsEarlyIsNotKept() throws IOException {
    try (RawClient client = receiver.client()) {
      client.send(head(PATH, "Content-Length: 10\n") + "{}");
    }
    ConditionWait.until(() -> receiver.figures().connections() == 0);
    receiver.assertNothingKept();
  }

  @Test
  void afterItIsClosedThePortIsFree() throws IOException {
    int port = receiver.port();
    receiver.close();
    assertFalse(LocalPorts.isTaken(port));
  }

  @Test
  void anotherOneCanListenOnThePortAtOnce() throws IOException {
    InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), LocalPorts.free());
    var settings = new ServerSettings(address, PATH, Access.OPEN, TestReceiver.SMALL);
    for (int i = 0; i < 500; i++) {
      BatchServer.start(settings, new MemoryBatches(LIMIT)).close();
    }
  }
}
