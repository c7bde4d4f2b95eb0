package org.eyas.receiver;

import static org.eyas.receiver.RawClient.post;
import static org.eyas.receiver.TestReceiver.PATH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Requests that are cut, changed, repeated and mixed at random. */
@Timeout(240)
class FuzzTest {
  private static final int ROUNDS = 3_000;
  private static final Pattern ANSWERS =
      Pattern.compile("(HTTP/1\\.1 (100|200|4\\d\\d|505) [^\\r]*\\r\\n(.+\\r\\n)*\\r\\n([A-Za-z].*\\n)?)*");
  private static final List<String> REQUESTS =
      List.of(
          post(PATH, "", "{\"items\":[1,2,3]}"),
          post(PATH + "/a", "Expect: 100-continue\n", "[4]"),
          RawClient.head(PATH, "Transfer-Encoding: chunked\n") + "3\r\n[5]\r\n0\r\n\r\n",
          post(PATH, "Connection: close\n", "[6]").replace("HTTP/1.1", "HTTP/1.0"),
          "GET /k8s-audit HTTP/1.1\r\nHost: x\r\n\r\n");
  private static final List<String> SNIPPETS =
      List.of("\r\n", "\n", "\r", "\0", " ", "Content-Length: 5\r\n", "Transfer-Encoding: chunked\r\n", "HTTP/1.1",
          "0\r\n\r\n", "ffffffff\r\n", ": ", "\u00ff", "%", "POST", "Expect: 100-continue\r\n", "[", "{}", "\t");

  private final long seed = Long.getLong("eyas.seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void whateverArrivesTheServerAnswersProperlyOrClosesAndGoesOn() throws Exception {
    System.out.println("FuzzTest seed " + seed);
    try (TestReceiver receiver = TestReceiver.inMemory(Access.OPEN, TestReceiver.SMALL)) {
      for (int round = 0; round < ROUNDS; round++) {
        byte[] request = request();
        String answers = answers(receiver, request);
        int at = round;
        assertTrue(ANSWERS.matcher(answers).matches(),
            () -> "round " + at + ": " + new String(request, StandardCharsets.ISO_8859_1) + "\n-->\n" + answers);
        if (round % 100 == 0) {
          assertEquals(200, receiver.exchange(REQUESTS.getFirst()).status());
        }
      }
      ConditionWait.until(() -> receiver.figures().connections() == 0);
      assertEquals(receiver.count(Outcome.KEPT), receiver.takeAll().size());
    }
  }

  private byte[] request() {
    byte[] bytes = text().getBytes(StandardCharsets.ISO_8859_1);
    for (int i = random.nextInt(4); i > 0; i--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      text.append(any(REQUESTS));
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      text.insert(random.nextInt(text.length()), any(SNIPPETS));
    }
    if (random.nextInt(5) == 0) {
      int from = random.nextInt(text.length());
      text.delete(from, from + random.nextInt(text.length() - from));
    }
    return text.isEmpty() ? " " : text.toString();
  }

  private String any(List<String> list) {
    return list.get(random.nextInt(list.size()));
  }

  private static String answers(TestReceiver receiver, byte[] request) throws IOException {
    try (RawClient client = receiver.client()) {
      client.send(request);
      client.endOfRequest();
      return client.all();
    } catch (SocketException e) {
      return ""; // closed while it was sent
    }
  }
}
