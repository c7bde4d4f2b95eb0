package org.example.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.SourceException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A port and a directory belong to one capture at a time, so the contract of sources that can have two is not tested. */
@Timeout(60)
class WebhookSourceTest {
  private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @TempDir private Path folder;

  private WebhookCapture open(int port) throws SourceException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    return (WebhookCapture) new WebhookSource(address, folder, 64 << 20).open(new CaptureRequest(Set.of(), Map.of()));
  }

  private static void post(WebhookCapture capture, String body) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + capture.port() + "/events"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    assertEquals(200, CLIENT.send(request, HttpResponse.BodyHandlers.discarding()).statusCode());
  }

  private static List<String> events(WebhookCapture capture, int count) throws SourceException {
    List<String> events = new ArrayList<>();
    while (events.size() < count) {
      capture.poll(
          (cpu, memory, offset, length) -> {
            byte[] payload = new byte[memory.getInt(offset + 30)];
            memory.get(offset + 38, payload);
            events.add(new String(payload, StandardCharsets.UTF_8));
          },
          2);
    }
    return events;
  }

  @Test
  void aBodyIsAnEventOrAnArrayOfEvents() throws Exception {
    try (WebhookCapture capture = open(0)) {
      post(capture, "{\"n\": 1}");
      post(capture, "[{\"n\": 2}, {\"n\": 3}, {\"n\": 4}]");
      assertEquals(List.of("{\"n\": 1}", "{\"n\": 2}", "{\"n\": 3}", "{\"n\": 4}"), events(capture, 4));
      assertEquals(4, capture.stats().events());
    }
  }

  @Test
  void anEventWithAnIdThatIsSentAgainAndABatchThatIsNotJsonAreLeftOut() throws Exception {
    try (WebhookCapture capture = open(0)) {
      for (String body : List.of("{\"id\": 1}", "{\"id\": 1}", "{broken", "[]", "{\"id\": 1, \"n\": 2}")) {
        post(capture, body);
      }
      assertEquals(List.of("{\"id\": 1}", "{\"id\": 1, \"n\": 2}"), events(capture, 2));
      assertEquals(1, capture.stats().dropped());
    }
  }

  @Test
  void equalEventsWithoutAnIdAreAllUsed() throws Exception {
    try (WebhookCapture capture = open(0)) {
      post(capture, "[{\"n\": 1}, {\"n\": 1}]");
      assertEquals(List.of("{\"n\": 1}", "{\"n\": 1}"), events(capture, 2));
    }
  }

  @Test
  void whatWasAnsweredIsThereAfterARestart() throws Exception {
    try (WebhookCapture capture = open(0)) {
      post(capture, "{\"n\": 1}");
      assertEquals(List.of("{\"n\": 1}"), events(capture, 1));
      post(capture, "{\"n\": 2}");
    }
    try (WebhookCapture capture = open(0)) {
      assertEquals(List.of("{\"n\": 2}"), events(capture, 1));
    }
  }

  @Test
  void aPortThatIsInUseIsNamed() throws Exception {
    try (WebhookCapture capture = open(0)) {
      SourceException refusal =
          assertThrows(
              SourceException.class, () -> new WebhookSource(
                  new InetSocketAddress(InetAddress.getLoopbackAddress(), capture.port()), folder.resolve("other"), 64 << 20)
                  .open(new CaptureRequest(Set.of(), Map.of())));
      assertTrue(refusal.getMessage().startsWith("events cannot be received on "), refusal.getMessage());
    }
  }
}
