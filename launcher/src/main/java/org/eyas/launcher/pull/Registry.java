package org.eyas.launcher.pull;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
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
import java.util.regex.Pattern;

/** Reads manifests and contents from a registry, by the distribution API of OCI. Registries that give a token to everybody work too. */
final class Registry implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final int MOST_BYTES = 64 << 20;
  private static final int OK = 200;
  private static final int UNAUTHORIZED = 401;
  private static final String MANIFESTS =
      "application/vnd.oci.image.manifest.v1+json, application/vnd.docker.distribution.manifest.v2+json";
  private static final Pattern CHALLENGE = Pattern.compile("(realm|service|scope)=\"([^\"]*)\"");

  private final HttpClient client =
      HttpClient.newBuilder().connectTimeout(LIMIT).followRedirects(HttpClient.Redirect.NORMAL).build();
  private String token = "";

  /** The bytes of a manifest: those that its digest names. */
  byte[] manifest(ArtifactName name) throws IOException, InterruptedException {
    byte[] manifest = get(name, "manifests/" + name.reference(), MANIFESTS);
    return name.isPinned() ? Digest.checked(manifest, name.reference(), name.toString()) : manifest;
  }

  /** The contents of a layer of an artifact. */
  byte[] blob(ArtifactName name, String digest) throws IOException, InterruptedException {
    return Digest.checked(get(name, "blobs/" + digest, "*/*"), digest, name.toString());
  }

  /** A manifest or another document, as JSON. */
  static JsonObject json(byte[] document, String name) throws IOException {
    try {
      return JsonParser.parseString(new String(document, StandardCharsets.UTF_8)).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw new IOException(name + ": the registry sent something that is not JSON", e);
    }
  }

  private byte[] get(ArtifactName name, String place, String accept) throws IOException, InterruptedException {
    URI address = URI.create(scheme(name.registry()) + "://" + name.registry() + "/v2/" + name.repository() + "/" + place);
    HttpResponse<InputStream> answer = send(address, accept);
    if (answer.statusCode() == UNAUTHORIZED) {
      authorize(answer, name);
      answer = send(address, accept);
    }
    try (InputStream body = answer.body()) {
      byte[] content = body.readNBytes(MOST_BYTES + 1);
      if (answer.statusCode() != OK || content.length > MOST_BYTES) {
        throw new IOException(
            name + ": " + address + (answer.statusCode() == OK ? " has more than 64 MB" : refusal(answer.statusCode())));
      }
      return content;
    }
  }

  private static String refusal(int status) {
    return " answers " + status + (status == UNAUTHORIZED ? ": only artifacts that everybody may read can be pulled" : "");
  }

  private HttpResponse<InputStream> send(URI address, String accept) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(LIMIT).header("Accept", accept);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    try {
      return client.send(request.build(), BodyHandlers.ofInputStream());
    } catch (IOException e) {
      throw new IOException(address + " cannot be reached: " + reason(e), e);
    }
  }

  // Of a host that is unknown or refuses, the client says nothing in words.
  private static String reason(IOException e) {
    return e instanceof ConnectException || e.getMessage() == null
        ? "no connection; is its name right, and does it run?"
        : e.getMessage();
  }

  // A registry answers with the address where everybody gets a token for what is public.
  private void authorize(HttpResponse<?> answer, ArtifactName name) throws IOException, InterruptedException {
    Map<String, String> challenge = new TreeMap<>();
    String header = answer.headers().firstValue("WWW-Authenticate").orElse("");
    CHALLENGE.matcher(header).results().forEach(found -> challenge.put(found.group(1), found.group(2)));
    String realm = challenge.getOrDefault("realm", "");
    if (!header.startsWith("Bearer ") || !realm.startsWith(scheme(name.registry()) + "://")) {
      return;
    }
    String query = "service=" + encoded(challenge.getOrDefault("service", ""))
        + "&scope=" + encoded(challenge.getOrDefault("scope", "repository:" + name.repository() + ":pull"));
    HttpResponse<InputStream> given = send(URI.create(realm + "?" + query), "application/json");
    try (InputStream body = given.body()) {
      JsonObject json = json(body.readNBytes(MOST_BYTES), name.toString());
      token = json.has("token") ? json.get("token").getAsString() : "";
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  // As other tools do it: a registry on this machine has no certificate.
  private static String scheme(String registry) {
    return registry.matches("(localhost|127\\.0\\.0\\.1)(:[0-9]+)?") ? "http" : "https";
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
