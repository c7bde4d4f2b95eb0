package org.eyas.console.oidc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/**
 * An OpenID provider on loopback. It checks redirect address, PKCE and the secret of the client as RFC 6749 and RFC 7636 say, and redeems
 * each code once. A test replaces its parts to let it lie.
 */
public final class StandInProvider implements AutoCloseable {
  public static final String CLIENT = "eyas";
  public static final Instant NOW = Instant.parse("2026-12-02T10:00:00Z");

  /** Sends the response to a request. */
  public interface Endpoint {
    void answer(HttpExchange exchange) throws Exception;
  }

  /** Makes a token of claims. */
  public interface TokenMaker {
    String make(Map<String, Object> claims) throws JoseException;
  }

  private static final RsaJsonWebKey FIRST_KEY = key("first");

  public final Map<String, Object> discovery = new LinkedHashMap<>();
  public final Map<String, Endpoint> endpoints = new ConcurrentHashMap<>();
  /** Claims that differ from the correct ones; null removes a claim. */
  public final Map<String, Object> claims = new HashMap<>();
  public final List<String> requests = new CopyOnWriteArrayList<>();
  public final List<Map<String, String>> forms = new CopyOnWriteArrayList<>();
  public RsaJsonWebKey signing = FIRST_KEY;
  public TokenMaker maker = token -> signed(signing, token);
  public String secret = "";
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  public StandInProvider() throws IOException {
    this(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
  }

  /** A provider over TLS. */
  public static StandInProvider secure(SSLContext context) throws IOException {
    HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(context));
    return new StandInProvider(server);
  }

  private StandInProvider(HttpServer server) {
    this.server = server;
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    discovery.put("issuer", issuer());
    discovery.put("authorization_endpoint", issuer() + "/authorize?realm=a");
    discovery.put("token_endpoint", issuer() + "/token");
    discovery.put("jwks_uri", issuer() + "/keys");
    endpoints.put("/.well-known/openid-configuration", exchange -> send(exchange, 200, JsonUtil.toJson(discovery)));
    endpoints.put("/keys", exchange -> send(exchange, 200, keys(signing)));
    endpoints.put("/token", this::redeem);
    server.start();
  }

  public static RsaJsonWebKey key(String id) {
    return key(id, 2048);
  }

  public static RsaJsonWebKey key(String id, int bits) {
    try {
      RsaJsonWebKey key = RsaJwkGenerator.generateJwk(bits);
      key.setKeyId(id);
      return key;
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  public static String keys(JsonWebKey... all) {
    List<String> texts = new ArrayList<>();
    for (JsonWebKey key : all) {
      texts.add(key.toJson(JsonWebKey.OutputControlLevel.PUBLIC_ONLY));
    }
    return "{\"keys\":[" + String.join(",", texts) + "]}";
  }

  public static String signed(RsaJsonWebKey key, Map<String, Object> claims) throws JoseException {
    JsonWebSignature token = new JsonWebSignature();
    token.setPayload(JsonUtil.toJson(claims));
    token.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
    token.setKeyIdHeaderValue(key.getKeyId());
    token.setKey(key.getPrivateKey());
    return token.getCompactSerialization();
  }

  public String issuer() {
    return (server instanceof HttpsServer ? "https" : "http") + "://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Logs a user in: the query with which the provider sends the browser back. */
  public Map<String, String> authorize(String address) {
    Map<String, String> query = parameters(URI.create(address).getRawQuery());
    String code = UUID.randomUUID().toString();
    codes.put(code, query);
    return new HashMap<>(Map.of("code", code, "state", query.get("state")));
  }

  public long requestsOf(String path) {
    return requests.stream().filter(path::equals).count();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    requests.add(path);
    try (exchange) {
      Endpoint endpoint = endpoints.get(path);
      if (endpoint == null) {
        send(exchange, 404, "{}");
      } else {
        endpoint.answer(exchange);
      }
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  public static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private void redeem(HttpExchange exchange) throws Exception {
    Map<String, String> form = parameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    forms.add(form);
    Map<String, String> begun = codes.remove(form.getOrDefault("code", ""));
    if (!isClient(form, Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), ""))) {
      send(exchange, 401, "{\"error\":\"invalid_client\"}");
    } else if (begun == null || !begun.get("redirect_uri").equals(form.get("redirect_uri"))
        || !begun.get("code_challenge").equals(challenge(form.getOrDefault("code_verifier", "")))) {
      send(exchange, 400, "{\"error\":\"invalid_grant\"}");
    } else {
      send(exchange, 200, JsonUtil.toJson(Map.of("token_type", "Bearer", "id_token", maker.make(claimsOf(begun)))));
    }
  }

  private boolean isClient(Map<String, String> form, String header) {
    if (secret.isEmpty()) {
      return CLIENT.equals(form.get("client_id")) && header.isEmpty();
    }
    String basic = "Basic " + Base64.getEncoder().encodeToString((CLIENT + ":" + secret).getBytes(StandardCharsets.UTF_8));
    return header.equals(basic) || CLIENT.equals(form.get("client_id")) && secret.equals(form.get("client_secret"));
  }

  private static String challenge(String verifier) throws Exception {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
  }

  private Map<String, Object> claimsOf(Map<String, String> begun) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("iss", issuer());
    all.put("aud", CLIENT);
    all.put("sub", "248289761001");
    all.put("iat", NOW.getEpochSecond());
    all.put("exp", NOW.getEpochSecond() + 300);
    all.put("nonce", begun.get("nonce"));
    all.put("preferred_username", "ann@example.com");
    all.put("groups", List.of("staff", "eyas-admins"));
    claims.forEach((name, value) -> all.compute(name, (_, _) -> value));
    return all;
  }

  private static Map<String, String> parameters(String text) {
    Map<String, String> all = new HashMap<>();
    for (String pair : text.split("&")) {
      String[] parts = pair.split("=", 2);
      all.put(decoded(parts[0]), parts.length < 2 ? "" : decoded(parts[1]));
    }
    return all;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
