package org.eyas.launcher.pull;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads manifests and contents from a registry, by the distribution API of OCI. Registries that require an anonymous
 * token work too. Whatever the registry sends, each method ends within the time limit; a failure is an
 * {@link IOException} that names the artifact or address.
 */
final class RegistryClient implements AutoCloseable {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(60);
  private static final int MOST_BYTES = 16 << 20;
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final int NOT_FOUND = 404;
  private static final String MANIFESTS =
      "application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json";
  private static final Pattern CHALLENGE = Pattern.compile("(realm|service|scope)=\"([^\"]*)\"");

  private record Given(@Nullable String token) {}

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(CONNECT_LIMIT).followRedirects(HttpClient.Redirect.NORMAL).build();
  private final Duration limit;
  private final long end;
  private String token = "";

  /** @param limit how long all requests together may take */
  RegistryClient(Duration limit) {
    this.limit = limit;
    end = System.nanoTime() + limit.toNanos();
  }

  /**
   * The bytes of a manifest: those that its digest names.
   *
   * @throws ArtifactNotFoundException if there is none
   */
  byte[] manifest(ArtifactName name) throws IOException, InterruptedException {
    byte[] manifest = get(name, "manifests/" + name.reference(), MANIFESTS);
    return name.isPinned() ? ContentDigest.checked(manifest, name.reference(), name.toString()) : manifest;
  }

  /** The contents of a layer of an artifact. */
  byte[] blob(ArtifactName name, String digest) throws IOException, InterruptedException {
    if (!ContentDigest.isDigest(digest)) {
      throw new IOException(name + ": the registry sent a manifest with '" + digest + "', which is not a digest (sha256:...)");
    }
    return ContentDigest.checked(get(name, "blobs/" + digest, "*/*"), digest, name.toString());
  }

  /** A manifest or another document in JSON. */
  static <T> T read(byte[] document, Class<T> type, String name) throws IOException {
    try {
      T read = new Gson().fromJson(new String(document, StandardCharsets.UTF_8), type);
      if (read != null) {
        return read;
      }
    } catch (JsonParseException e) {
      throw new IOException(name + ": the registry sent JSON that is neither a manifest nor a token: " + e.getMessage(), e);
    }
    throw new IOException(name + ": the registry sent nothing");
  }

  private byte[] get(ArtifactName name, String place, String accept) throws IOException, InterruptedException {
    String address = scheme(name.registry()) + "://" + name.registry() + "/v2/" + name.repository() + "/" + place;
    HttpResponse<byte[]> answer = send(address, accept);
    if (answer.statusCode() == UNAUTHORIZED) {
      authorize(answer, name);
      answer = send(address, accept);
    }
    if (answer.statusCode() != OK) {
      throw refused(name + ": " + address + " answers " + answer.statusCode(), answer.statusCode());
    }
    return answer.body();
  }

  private static IOException refused(String what, int status) {
    return switch (status) {
      case NOT_FOUND -> new ArtifactNotFoundException(what);
      case UNAUTHORIZED -> new IOException(what + ": the registry requires a login, and eyas pulls only public artifacts");
      default -> new IOException(what);
    };
  }

  // The time limit of a request itself ends with the headers of the answer; this limit covers the whole answer.
  private HttpResponse<byte[]> send(String address, String accept) throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(request(address, accept), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MOST_BYTES));
    try {
      return answer.get(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    } catch (ExecutionException e) {
      throw new IOException(address + reason(e.getCause()), e);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new IOException(address + " is too slow: its artifact did not come within " + limit.toSeconds() + " s", e);
    }
  }

  private HttpRequest request(String address, String accept) throws IOException {
    try {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address)).header("Accept", accept);
      return (token.isEmpty() ? request : request.header("Authorization", "Bearer " + token)).build();
    } catch (IllegalArgumentException e) {
      throw new IOException(address + " is not an address, or the registry sent a token that no header can have", e);
    }
  }

  // If the host is unknown or refuses the connection, the exception of the client has no message.
  private static String reason(@Nullable Throwable failure) {
    return failure == null || failure instanceof ConnectException || failure.getMessage() == null
        ? " cannot be reached: no connection; is its name right, and does it run?"
        : " cannot be read (at most " + (MOST_BYTES >> 20) + " MB): " + failure.getMessage();
  }

  // A registry answers with the address that gives anonymous tokens for public artifacts.
  private void authorize(HttpResponse<?> answer, ArtifactName name) throws IOException, InterruptedException {
    Map<String, String> challenge = new TreeMap<>();
    String header = answer.headers().firstValue("WWW-Authenticate").orElse("");
    CHALLENGE.matcher(header).results().forEach(found -> challenge.put(found.group(1), found.group(2)));
    String realm = challenge.getOrDefault("realm", "");
    token = "";
    if (!header.startsWith("Bearer ") || !realm.startsWith(scheme(name.registry()) + "://")) {
      return;
    }
    String query = "service=" + encoded(challenge.getOrDefault("service", ""))
        + "&scope=" + encoded(challenge.getOrDefault("scope", "repository:" + name.repository() + ":pull"));
    HttpResponse<byte[]> answered = send(realm + "?" + query, "application/json");
    String given = answered.statusCode() == OK ? read(answered.body(), Given.class, name.toString()).token() : null;
    token = given == null ? "" : given;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  // As in other tools: a registry on this machine has no certificate.
  private static String scheme(String registry) {
    return registry.matches("(localhost|127\\.0\\.0\\.1)(:[0-9]+)?") ? "http" : "https";
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
