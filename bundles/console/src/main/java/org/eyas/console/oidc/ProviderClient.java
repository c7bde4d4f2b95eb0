package org.eyas.console.oidc;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eyas.api.failure.Reason;
import org.eyas.api.thread.HttpClientThreads;
import org.eyas.console.oidc.OidcRefusal.Kind;
import org.eyas.pem.PemFile;
import org.eyas.pem.TlsContext;
import org.jose4j.json.JsonUtil;
import org.jose4j.lang.JoseException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP client for the documents of a provider. A response has a limited size and must be complete in a limited time;
 * redirects are not followed, because they could lead to another issuer or into the network of the engine.
 */
final class ProviderClient implements AutoCloseable {
  /** A response: its status, and its body if that is a JSON object, otherwise no members. */
  record Answer(int status, Map<String, Object> json, String text) {}

  private static final Logger LOG = LoggerFactory.getLogger(ProviderClient.class);
  private static final int MOST_BYTES = 256 * 1024;

  private final HttpClient http;
  private final Duration limit;

  private ProviderClient(HttpClient http, Duration limit) {
    this.http = http;
    this.limit = limit;
  }

  static ProviderClient of(OidcSettings settings, Duration limit) throws IOException {
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(limit)
            .executor(
                new HttpClientThreads("oidc-client-",
                    error -> LOG.error("console: no thread for the provider: {}", error.toString())));
    if (!settings.caCert().isEmpty()) {
      PemFile authorities = PemFile.read("eyas.console.oidc.ca_cert", Path.of(settings.caCert()));
      try {
        builder.sslContext(TlsContext.of(null, TlsContext.trusting(authorities.certificates())));
      } catch (GeneralSecurityException e) {
        throw new IOException("eyas.console.oidc.ca_cert: " + settings.caCert() + ": " + Reason.of(e), e);
      }
    }
    return new ProviderClient(builder.build(), limit);
  }

  /** Gets a document, which must be a JSON object. */
  Map<String, Object> get(URI address) throws OidcRefusal {
    Answer answer = send(HttpRequest.newBuilder(address).GET(), address);
    if (answer.status() != 200) {
      String redirect = answer.status() / 100 == 3 ? "; redirects are not followed, enter the issuer's final address" : "";
      throw new OidcRefusal(Kind.PROVIDER, address + " answered " + answer.status() + redirect);
    }
    if (answer.json().isEmpty()) {
      throw new OidcRefusal(Kind.PROVIDER, address + " did not answer with a JSON object");
    }
    return answer.json();
  }

  /** Sends a form; the caller checks the status. */
  Answer post(URI address, String form, Map<String, String> headers) throws OidcRefusal {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form));
    headers.forEach(request::header);
    return send(request, address);
  }

  private Answer send(HttpRequest.Builder request, URI address) throws OidcRefusal {
    CompletableFuture<HttpResponse<byte[]>> pending =
        http.sendAsync(
            request.header("Accept", "application/json").timeout(limit).build(),
            BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
    try {
      // The timeout of the request ends with its headers; this one includes the body.
      HttpResponse<byte[]> response = pending.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      String text = new String(response.body(), StandardCharsets.UTF_8);
      return new Answer(response.statusCode(), json(text), text);
    } catch (TimeoutException e) {
      throw new OidcRefusal(Kind.PROVIDER, address + " did not answer within " + limit.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw new OidcRefusal(Kind.PROVIDER, address + " cannot be read: " + Reason.of(e.getCause() == null ? e : e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new OidcRefusal(Kind.PROVIDER, address + " was not read: the console ends");
    } finally {
      pending.cancel(true);
    }
  }

  private static Map<String, Object> json(String text) {
    try {
      return JsonUtil.parseJson(text);
    } catch (JoseException | StackOverflowError e) {
      LOG.debug("not a JSON object: {}", e.toString());
      return Map.of();
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
