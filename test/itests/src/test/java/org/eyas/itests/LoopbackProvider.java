package org.eyas.itests;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** An OpenID provider at 127.0.0.1 that logs everybody in as ann of the group admins, without a question. */
final class LoopbackProvider implements AutoCloseable {
  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private final HttpServer server;
  private final KeyPair keys;
  private volatile String nonce = "";

  LoopbackProvider() throws IOException, GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    keys = generator.generateKeyPair();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/.well-known/openid-configuration", exchange -> send(exchange, discovery()));
    server.createContext("/keys", exchange -> send(exchange, keyList()));
    server.createContext("/authorize", this::authorize);
    server.createContext("/token", exchange -> send(exchange, "{\"token_type\":\"Bearer\",\"id_token\":\"" + token() + "\"}"));
    server.start();
  }

  String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private String discovery() {
    return "{\"issuer\":\"" + issuer() + "\",\"authorization_endpoint\":\"" + issuer() + "/authorize\",\"token_endpoint\":\""
        + issuer() + "/token\",\"jwks_uri\":\"" + issuer() + "/keys\"}";
  }

  private String keyList() {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    return "{\"keys\":[{\"kty\":\"RSA\",\"kid\":\"one\",\"n\":\"" + BASE64.encodeToString(key.getModulus().toByteArray())
        + "\",\"e\":\"AQAB\"}]}";
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> query = new HashMap<>();
    for (String pair : exchange.getRequestURI().getRawQuery().split("&")) {
      String[] parts = pair.split("=", 2);
      query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    nonce = query.get("nonce");
    exchange.getResponseHeaders().set("Location", query.get("redirect_uri") + "?code=one&state=" + query.get("state"));
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private String token() throws IOException {
    long now = Instant.now().getEpochSecond();
    String claims =
        "{\"iss\":\"" + issuer()
            + "\",\"aud\":\"eyas\",\"sub\":\"1\",\"preferred_username\":\"ann\",\"groups\":[\"admins\"],\"nonce\":\""
            + nonce + "\",\"iat\":" + now + ",\"exp\":" + (now + 60) + "}";
    String text = base64("{\"alg\":\"RS256\",\"kid\":\"one\"}") + "." + base64(claims);
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(keys.getPrivate());
      signature.update(text.getBytes(StandardCharsets.US_ASCII));
      return text + "." + BASE64.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  private static String base64(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static void send(HttpExchange exchange, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, bytes.length);
    try (exchange) {
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
