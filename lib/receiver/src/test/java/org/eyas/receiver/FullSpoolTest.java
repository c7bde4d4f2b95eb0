package org.eyas.receiver;

import static org.eyas.receiver.RawClient.post;
import static org.eyas.receiver.TestReceiver.PATH;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class FullSpoolTest {
  private static final int BATCHES = 200;

  @TempDir private Path folder;

  private static String body(int number) {
    return "[" + number + "," + "1".repeat(2_000) + "]";
  }

  @Test
  void aFullSpoolAsksTheSenderToSendAgainAndThenNothingIsLost() throws Exception {
    List<String> taken = new ArrayList<>();
    int refused = 0;
    try (TestReceiver receiver = TestReceiver.onDisk(folder, 64 << 10); RawClient client = receiver.client()) {
      for (int i = 0; i < BATCHES; i++) {
        HttpAnswer answer = client.exchange(post(PATH, "", body(i)));
        while (answer.status() != 200) {
          assertEquals(429, answer.status());
          assertEquals("5", answer.headers().get("retry-after"));
          refused++;
          taken.add(TestReceiver.body(receiver.take()));
          answer = client.exchange(post(PATH, "", body(i)));
        }
      }
      taken.addAll(receiver.takeAll());
      assertEquals(refused, receiver.count(Outcome.FULL));
      assertEquals(BATCHES, receiver.count(Outcome.KEPT));
    }
    assertTrue(refused > 100, "refused " + refused);
    assertEquals(IntStream.range(0, BATCHES).mapToObj(FullSpoolTest::body).toList(), taken);
  }

  @Test
  void aBatchThatIsLargerThanTheSpoolDoesNotStopOthers() throws Exception {
    try (TestReceiver receiver = TestReceiver.onDisk(folder, 32 << 10)) {
      assertEquals(429, receiver.exchange(post(PATH, "", "[" + "1".repeat(50_000) + "]")).status());
      assertEquals(200, receiver.exchange(post(PATH, "", body(1))).status());
      assertEquals(List.of(body(1)), receiver.takeAll());
    }
  }
}
