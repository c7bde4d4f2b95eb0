package org.eyas.output.http;

import java.io.IOException;
import java.io.PrintStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.eyas.output.http.PostOutcome.Kind;
import org.eyas.payload.PayloadMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes one request at a time and returns the result. Used by one thread. */
final class AlertPoster implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(AlertPoster.class);
  private static final int ANSWER_BYTES = 64 * 1024;
  private static final Set<Integer> NOT_UNDERSTOOD = Set.of(400, 415);

  /**
   * How requests are made.
   *
   * @param headers headers that the user adds, by name; they replace ours
   * @param timeoutMillis time limit for one request, from connecting to the end of the answer
   * @param compress whether bodies are compressed, as long as the server accepts that
   */
  record Style(String userAgent, Map<String, String> headers, long timeoutMillis, boolean compress, AnswerClassifier answers) {}

  /**
   * The address of requests, and the way to it.
   *
   * @param output the name of the output, for the log
   * @param proxy null means none
   */
  record Route(String output, PostAddress target, @Nullable EnvironmentProxy proxy, TlsSettings tls) {}

  private final Route route;
  private final Style style;
  private final PrintStream echo;
  private final HttpClient client;
  private final PostRequestBuilder requests;
  private boolean compress;

  /** @param echo receives the answers of the server */
  AlertPoster(Route route, Style style, PrintStream echo) throws IOException {
    this.route = route;
    this.style = style;
    this.echo = echo;
    compress = style.compress();
    client = HttpClientFactory.of(route, style);
    requests = new PostRequestBuilder(route, style);
  }

  PostAddress target() {
    return route.target();
  }

  /** The name of the output. */
  String output() {
    return route.output();
  }

  PostOutcome post(PayloadMessage message) throws InterruptedException {
    byte[] bytes = message.body().getBytes(StandardCharsets.UTF_8);
    if (!compress) {
      return outcome(requests.uncompressed(message.contentType(), bytes));
    }
    PostOutcome packed = outcome(requests.compressed(message.contentType(), bytes));
    if (packed.kind() != Kind.REJECTED || !NOT_UNDERSTOOD.contains(packed.status())) {
      return packed;
    }
    PostOutcome plain = outcome(requests.uncompressed(message.contentType(), bytes));
    if (plain.kind() == Kind.ACCEPTED) {
      compress = false;
      LOG.warn(
          "{}: {} does not accept compressed bodies; compress_uploads is off from now on",
          route.output(), target().forLog());
    }
    return plain;
  }

  // The timeout of the request itself would end with the first byte of the answer.
  private PostOutcome outcome(HttpRequest request) throws InterruptedException {
    CompletableFuture<HttpResponse<String>> answer =
        client.sendAsync(request, _ -> new LimitedBodySubscriber(ANSWER_BYTES));
    try {
      HttpResponse<String> received = answer.get(style.timeoutMillis(), TimeUnit.MILLISECONDS);
      echo.print(received.body());
      echo.flush();
      return style.answers().classify(received);
    } catch (TimeoutException e) {
      return PostOutcome.withoutAnswer(Kind.TIMED_OUT, "no answer within " + style.timeoutMillis() + " ms");
    } catch (ExecutionException e) {
      return failed(e.getCause() == null ? e : e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  private static PostOutcome failed(Throwable cause) {
    if (HttpFailureText.caused(cause, HttpTimeoutException.class)) {
      return PostOutcome.withoutAnswer(Kind.TIMED_OUT, "the connection was not made in time");
    }
    boolean lasting = HttpFailureText.caused(cause, SSLHandshakeException.class);
    return PostOutcome.withoutAnswer(lasting ? Kind.REFUSED : Kind.FAILED, HttpFailureText.of(cause));
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
