package org.eyas.output.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.eyas.output.http.Receiver.Answer;
import org.eyas.payload.PayloadMessage;
import org.eyas.spool.delivery.AlertSender;
import org.eyas.spool.delivery.StoredDelivery.Storage;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.RenderedAlerts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an output in the format otlp does after each answer of a receiver of OTLP/HTTP. */
@Timeout(90)
class OtlpAnswerClassifierTest {
  private static final RetryPolicy QUICK = new RetryPolicy(10, 50, 5_000, 5);

  private final Receiver receiver;

  @TempDir private Path folder;

  OtlpAnswerClassifierTest() throws IOException {
    receiver = Receiver.plain();
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  private AlertPoster poster() throws IOException {
    var style = new AlertPoster.Style("agent/1", Map.of(), 5_000, true, new OtlpAnswerClassifier());
    return new AlertPoster(Posters.route(receiver.url(), null), style, new PrintStream(OutputStream.nullOutputStream()));
  }

  private void send(AlertSender<PayloadMessage> sender, String... bodies) throws IOException {
    for (String body : bodies) {
      sender.send(RenderedAlerts.warning(body).alert(), new PayloadMessage("application/json", body), true);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{}", "{\"partialSuccess\":{}}",
      "{\"partialSuccess\":{\"rejectedLogRecords\":\"0\",\"errorMessage\":\"slow down\"}}"})
  void anAnswerThatRejectsNothingIsAccepted(String body) throws Exception {
    receiver.answering(new Answer(200, "", body, 0));
    RetryingDelivery delivery = new RetryingDelivery(poster(), QUICK);
    send(delivery, "a");
    delivery.close(0);
    assertEquals(List.of("a"), receiver.bodies());
    assertEquals("gzip", receiver.requests.take().encoding());
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"partialSuccess\": {\"rejectedLogRecords\": \"1\", \"errorMessage\": \"bad time\"}}",
      "{\"partialSuccess\":{\"rejectedLogRecords\":1,\"errorMessage\":\"bad time\"}}"})
  void aPartialSuccessIsARejectionAndIsNotSentAgain(String body) throws Exception {
    receiver.answering(new Answer(200, "", body, 0));
    RetryingDelivery delivery = new RetryingDelivery(poster(), QUICK);
    IOException rejected = assertThrows(IOException.class, () -> send(delivery, "a"));
    assertTrue(String.valueOf(rejected.getMessage()).contains("rejects the alert: status 200: {\"partialSuccess\""),
        rejected.getMessage());
    send(delivery, "b");
    delivery.close(0);
    assertEquals(List.of("a", "b"), receiver.bodies());
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 502, 503, 504})
  void theFourStatusesOfTheSpecificationAreSentAgain(int status) throws Exception {
    receiver.answering(Answer.of(status), Answer.of(status));
    RetryingDelivery delivery = new RetryingDelivery(poster(), QUICK);
    send(delivery, "a");
    delivery.close(0);
    assertEquals(List.of("a", "a", "a"), receiver.bodies());
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 404, 408, 500})
  void otherStatusesAreNot(int status) throws Exception {
    receiver.answering(Answer.of(status));
    RetryingDelivery delivery = new RetryingDelivery(poster(), QUICK);
    assertThrows(IOException.class, () -> send(delivery, "a"));
    send(delivery, "b");
    delivery.close(0);
    assertEquals(List.of("a", "b"), receiver.bodies());
  }

  @Test
  void retryAfterIsWaitedFor() throws Exception {
    receiver.answering(new Answer(503, "1", "", 0));
    RetryingDelivery delivery = new RetryingDelivery(poster(), QUICK);
    long start = System.nanoTime();
    send(delivery, "a");
    assertTrue(System.nanoTime() - start >= TimeUnit.SECONDS.toNanos(1));
    delivery.close(0);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 202})
  void aRejectedRecordOnDiskDoesNotBlockLaterOnes(int status) throws Exception {
    receiver.answering(new Answer(status, "", "{\"partialSuccess\":{\"rejectedLogRecords\":\"1\"}}", 0));
    Storage storage = new Storage(folder.resolve("spool"), 1 << 20, false, "eyas.http_output.spool.limit_mb");
    AlertSender<PayloadMessage> delivery = Posters.stored(poster(), QUICK, storage);
    send(delivery, "a", "b");
    ConditionWait.until(() -> delivery.kept().waiting() == 0);
    assertEquals(1, delivery.kept().refused());
    delivery.close(0);
    assertEquals(List.of("a", "b"), receiver.bodies());
  }
}
