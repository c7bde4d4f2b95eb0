package org.eyas.output.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.opentelemetry.proto.logs.v1.LogRecord;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.eyas.api.alert.Priority;
import org.eyas.api.alert.RenderedAlert;
import org.eyas.payload.PayloadFormats;
import org.eyas.testkit.RenderedAlerts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Sends alerts in the format otlp to a server that reads and answers with OpenTelemetry's own messages. */
@Timeout(90)
class OtlpServerTest {
  private static RetryingDelivery delivery(String url) throws IOException {
    var style = new AlertPoster.Style("agent/1", Map.of(), 10_000, true, new OtlpAnswerClassifier());
    AlertPoster poster = new AlertPoster(Posters.route(url, null), style, new PrintStream(OutputStream.nullOutputStream()));
    return new RetryingDelivery(poster, new RetryPolicy(10, 50, 5_000, 5));
  }

  private static void send(RetryingDelivery delivery, RenderedAlert alert) throws IOException {
    delivery.send(alert.alert(), PayloadFormats.named("otlp", "shop").of(alert), true);
  }

  @Test
  void itReadsEachAlertAndItsRejectionIsUnderstood() throws Exception {
    try (OtlpServer server = new OtlpServer()) {
      RetryingDelivery delivery = delivery(server.url());
      send(delivery, RenderedAlerts.rendered(Priority.ERROR, "größer \"als\""));
      IOException rejected =
          assertThrows(IOException.class, () -> send(delivery, RenderedAlerts.rendered(Priority.DEBUG, "b")));
      assertTrue(String.valueOf(rejected.getMessage()).contains("no records of DEBUG"), rejected.getMessage());
      send(delivery, RenderedAlerts.rendered(Priority.NOTICE, "c"));
      delivery.close(0);
      List<String> bodies = server.accepted().stream().map(entry -> entry.getBody().getStringValue()).toList();
      assertEquals(List.of("größer \"als\"", "c"), bodies);
      assertEquals(List.of(17, 10), server.accepted().stream().map(LogRecord::getSeverityNumberValue).toList());
    }
  }
}
