package org.eyas.kube;

import com.google.gson.stream.JsonReader;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends GET requests to the API server. Any thread may call it, several at a time. The files that say how to reach the server
 * are read at the first request, and again after the server or its certificate was refused: all of them are replaced from time to
 * time.
 */
public final class ApiClient implements AutoCloseable {
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);
  private static final Duration FAILURE_LIMIT = Duration.ofSeconds(10);
  private static final int OK = 200;

  private final ServerConnection connection;
  private final Duration answerLimit;

  public ApiClient(ApiServer.Source source) {
    this(source, ANSWER_LIMIT);
  }

  /** @param answerLimit how long to wait for the beginning of an answer */
  ApiClient(ApiServer.Source source, Duration answerLimit) {
    connection = new ServerConnection(source);
    this.answerLimit = answerLimit;
  }

  /**
   * Sends a request and waits for the beginning of the answer.
   *
   * @param path with parameters
   * @param longest when the answer is ended by force; the caller closes it
   * @throws ApiException if the server refuses
   */
  ApiAnswer get(String path, String accept, Duration longest) throws IOException, InterruptedException {
    ServerConnection.Opened open = connection.opened();
    try {
      HttpResponse<InputStream> response = send(open.http(), request(open.server(), path, accept));
      ApiAnswer answer = new ApiAnswer(response.body(), response.statusCode() == OK ? longest : FAILURE_LIMIT);
      if (response.statusCode() == OK) {
        return answer;
      }
      try (answer) {
        throw failure(response, answer);
      }
    } catch (IOException e) {
      connection.forgetIfRefused(open, e);
      throw e;
    }
  }

  private static HttpRequest request(ApiServer server, String path, String accept) throws IOException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server.address() + path)).header("Accept", accept);
    String token = server.token().read();
    return (token.isEmpty() ? request : request.header("Authorization", "Bearer " + token)).build();
  }

  // A time limit of the request itself would also end the body, depending on the version of Java.
  private HttpResponse<InputStream> send(HttpClient http, HttpRequest request) throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<InputStream>> sent = http.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
    try {
      return sent.get(answerLimit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + answerLimit.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    } finally {
      sent.cancel(true);
    }
  }

  private static ApiException failure(HttpResponse<InputStream> response, ApiAnswer answer) throws IOException {
    int seconds = response.headers().firstValue("Retry-After").filter(text -> text.matches("[0-9]{1,5}")).map(Integer::parseInt)
        .orElse(0);
    int status = response.statusCode();
    try {
      JsonReader in = answer.json();
      ApiException told = ParsedObject.read(in).failure(status);
      return seconds == 0 ? told : new ApiException(told.status(), String.valueOf(told.getMessage()), seconds);
    } catch (MalformedJsonException | IllegalStateException | EOFException e) {
      return new ApiException(status, "", seconds); // a proxy, or something that is not an API server
    }
  }

  /** The address of the server, for messages; empty before the first request. */
  public String address() {
    return connection.address();
  }

  /** Aborts requests that still run. */
  @Override
  public void close() {
    connection.close();
  }
}
