package org.eyas.console.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.eyas.console.access.ConsoleRole;
import org.eyas.console.oidc.OidcRefusal.Kind;
import org.eyas.testkit.TestCertificates;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.OctetSequenceJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Tokens and documents that are wrong: of a provider that lies or fails, or of somebody between it and the console. */
@Timeout(90)
class HostileProviderTest extends ProviderFixture {
  private static final long NOW = StandInProvider.NOW.getEpochSecond();

  private void assertTokenRefused(String claim, Object value) {
    provider.claims.clear();
    provider.claims.put(claim, value);
    refusal(Kind.TOKEN);
  }

  @Test
  void aTokenForSomebodyElseOrAnotherTimeIsRefused() throws Exception {
    assertTokenRefused("nonce", "of another login");
    assertTokenRefused("nonce", null);
    assertTokenRefused("aud", "another client");
    assertTokenRefused("aud", null);
    assertTokenRefused("aud", List.of(StandInProvider.CLIENT, "another client"));
    assertTokenRefused("azp", "another client");
    assertTokenRefused("iss", provider.issuer() + "/");
    assertTokenRefused("iss", null);
    assertTokenRefused("sub", null);
    assertTokenRefused("exp", NOW - 61);
    assertTokenRefused("exp", null);
    assertTokenRefused("exp", "never");
    assertTokenRefused("iat", NOW + 61);
    assertTokenRefused("iat", NOW - 1_200);
    assertTokenRefused("iat", null);
    assertTokenRefused("nbf", NOW + 61);
    provider.claims.clear();
    provider.claims.putAll(Map.of("exp", NOW - 50, "iat", NOW - 300, "azp", StandInProvider.CLIENT));
    assertEquals(ConsoleRole.ADMIN, logIn().account().role(), "clocks may differ by a minute");
  }

  @Test
  void aTokenWithoutASignatureIsRefused() {
    provider.maker = claims -> base64("{\"alg\":\"none\"}") + "." + base64(JsonUtil.toJson(claims)) + ".";
    assertTrue(refusal(Kind.TOKEN).contains("has the algorithm 'none', which is not accepted"));
    provider.maker = claims -> base64("{\"alg\":\"nOnE\"}") + "." + base64(JsonUtil.toJson(claims)) + ".";
    refusal(Kind.TOKEN);
    provider.maker = claims -> base64("{}") + "." + base64(JsonUtil.toJson(claims)) + ".";
    refusal(Kind.TOKEN);
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void aTokenThatIsSignedWithThePublicKeyAsASecretIsRefused() {
    byte[] publicKey = provider.signing.getKey().getEncoded();
    provider.maker = claims -> hmac(claims, publicKey);
    assertTrue(refusal(Kind.TOKEN).contains("has the algorithm 'HS256', which is not accepted"));
  }

  @Test
  void aTokenThatIsSignedWithTheSecretOfTheClientIsRefused() {
    provider.secret = "a secret that the client and the provider share";
    login = login(settings(provider.secret, "groups"));
    provider.discovery.put("token_endpoint_auth_methods_supported", List.of("client_secret_post"));
    byte[] secret = provider.secret.getBytes(StandardCharsets.UTF_8);
    OctetSequenceJsonWebKey shared = new OctetSequenceJsonWebKey(new HmacKey(secret));
    shared.setKeyId("first");
    String keys = "{\"keys\":[" + shared.toJson(JsonWebKey.OutputControlLevel.INCLUDE_SYMMETRIC) + "]}";
    provider.endpoints.put("/keys", exchange -> StandInProvider.send(exchange, 200, keys));
    provider.maker = claims -> hmac(claims, secret);
    assertTrue(refusal(Kind.TOKEN).contains("'HS256'"));
    provider.maker = claims -> StandInProvider.signed(provider.signing, claims);
    assertTrue(refusal(Kind.TOKEN).contains("the provider has no key 'first' for RS256"), "secret keys are ignored");
  }

  private static String hmac(Map<String, Object> claims, byte[] secret) throws JoseException {
    JsonWebSignature token = new JsonWebSignature();
    token.setPayload(JsonUtil.toJson(claims));
    token.setAlgorithmHeaderValue(AlgorithmIdentifiers.HMAC_SHA256);
    token.setKeyIdHeaderValue("first");
    token.setKey(new HmacKey(secret));
    return token.getCompactSerialization();
  }

  @Test
  void aTokenWithTheKeyOfSomebodyElseIsRefused() throws Exception {
    RsaJsonWebKey stranger = StandInProvider.key("first");
    provider.maker = claims -> StandInProvider.signed(stranger, claims);
    refusal(Kind.TOKEN);
    // The token brings its own key, which is not asked for.
    provider.maker = claims -> {
      JsonWebSignature token = new JsonWebSignature();
      token.setPayload(JsonUtil.toJson(claims));
      token.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
      token.setJwkHeader(stranger);
      token.setKey(stranger.getPrivateKey());
      return token.getCompactSerialization();
    };
    refusal(Kind.TOKEN);
    // The key has the right id and the wrong kind.
    EllipticCurveJsonWebKey curve = EcJwkGenerator.generateJwk(EllipticCurves.P256);
    curve.setKeyId("first");
    provider.maker = claims -> {
      JsonWebSignature token = new JsonWebSignature();
      token.setPayload(JsonUtil.toJson(claims));
      token.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
      token.setKeyIdHeaderValue("first");
      token.setKey(curve.getPrivateKey());
      return token.getCompactSerialization();
    };
    refusal(Kind.TOKEN);
    pass(Duration.ofMinutes(2));
    provider.endpoints.put("/keys", exchange -> StandInProvider.send(exchange, 200, StandInProvider.keys(curve)));
    assertEquals(ConsoleRole.ADMIN, logIn().account().role(), "of an elliptic curve");
  }

  @Test
  void aTokenThatWasChangedOrCutIsRefused() {
    provider.maker = claims -> {
      String[] parts = StandInProvider.signed(provider.signing, claims).split("\\.");
      return parts[0] + "." + base64(JsonUtil.toJson(claims).replace("staff", "eyas-admins")) + "." + parts[2];
    };
    refusal(Kind.TOKEN);
    for (String token : List.of("", ".", "..", "a.b.c", "a.b.c.d.e", "x".repeat(100_000))) {
      provider.maker = _ -> token;
      refusal(Kind.TOKEN);
    }
    String deep = "{\"a\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}";
    provider.maker = _ -> base64("{\"alg\":\"RS256\"}") + "." + base64(deep) + ".AAAA";
    refusal(Kind.TOKEN);
  }

  @Test
  void keysAreReadAgainWhenTheProviderChangesThemButAtMostOnceAMinute() throws Exception {
    logIn();
    provider.signing = StandInProvider.key("second");
    assertTrue(refusal(Kind.TOKEN).contains("the provider has no key 'second'"), "within a minute");
    pass(Duration.ofSeconds(61));
    assertEquals(ConsoleRole.ADMIN, logIn().account().role());
    assertEquals(2, provider.requestsOf("/keys"));
    RsaJsonWebKey invented = StandInProvider.key("invented");
    provider.maker = claims -> StandInProvider.signed(invented, claims);
    for (int i = 0; i < 10; i++) {
      refusal(Kind.TOKEN);
    }
    assertEquals(2, provider.requestsOf("/keys"));
  }

  @Test
  void aProviderThatFailsIsNotAskedByEverybody() throws Exception {
    provider.endpoints.put("/keys", exchange -> StandInProvider.send(exchange, 500, "{}"));
    for (int i = 0; i < 5; i++) {
      assertTrue(refusal(Kind.PROVIDER).endsWith("/keys answered 500"));
    }
    assertEquals(1, provider.requestsOf("/keys"));
    provider.endpoints.put("/keys", exchange -> StandInProvider.send(exchange, 200, StandInProvider.keys(provider.signing)));
    pass(Duration.ofSeconds(6));
    logIn();
    provider.endpoints.clear();
    login = login(settings("", "groups"));
    for (int i = 0; i < 5; i++) {
      assertTrue(refusal(Kind.PROVIDER).endsWith("/.well-known/openid-configuration answered 404"));
    }
    assertEquals(2, provider.requestsOf("/.well-known/openid-configuration"));
  }

  @Test
  void documentsThatCannotBeReadAgainStayValidForADay() throws Exception {
    logIn();
    StandInProvider.Endpoint down = exchange -> StandInProvider.send(exchange, 503, "");
    provider.endpoints.put("/keys", down);
    provider.endpoints.put("/.well-known/openid-configuration", down);
    pass(Duration.ofHours(13));
    assertEquals(ConsoleRole.ADMIN, logIn().account().role());
    pass(Duration.ofHours(12));
    refusal(Kind.PROVIDER);
  }

  @Test
  void oneThreadReadsADocumentAndTheOthersWaitForIt() throws Exception {
    CountDownLatch mayAnswer = new CountDownLatch(1);
    CountDownLatch asked = new CountDownLatch(1);
    StandInProvider.Endpoint good = provider.endpoints.get("/.well-known/openid-configuration");
    provider.endpoints.put("/.well-known/openid-configuration", exchange -> {
      asked.countDown();
      mayAnswer.await();
      good.answer(exchange);
    });
    List<Thread> browsers =
        IntStream.range(0, 20).mapToObj(_ -> Thread.ofVirtual().start(this::beginQuietly)).toList();
    asked.await();
    assertEquals(Optional.empty(), login.logOutAddress(), "nobody holds a lock meanwhile");
    mayAnswer.countDown();
    for (Thread browser : browsers) {
      browser.join();
    }
    assertEquals(1, provider.requestsOf("/.well-known/openid-configuration"));
  }

  private void beginQuietly() {
    try {
      begin();
    } catch (OidcRefusal e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aDiscoveryDocumentOfAnotherIssuerIsRefused() {
    for (Object issuer : Arrays.asList("https://attacker.example", provider.issuer() + "/", null, 7)) {
      provider.discovery.put("issuer", issuer);
      login = login(settings("", "groups"));
      assertTrue(refusal(Kind.PROVIDER).contains("is of the issuer '" + issuer + "'"));
    }
  }

  @Test
  void redirectsOfTheProviderAreNotFollowed() {
    provider.endpoints.put("/.well-known/openid-configuration", exchange -> {
      exchange.getResponseHeaders().set("Location", "/moved");
      StandInProvider.send(exchange, 302, "");
    });
    assertTrue(refusal(Kind.PROVIDER).endsWith("answered 302; redirects are not followed, enter the issuer's final address"));
    assertEquals(0, provider.requestsOf("/moved"));
  }

  @Test
  void endpointsWithoutTlsOnOtherMachinesAreRefused() {
    for (Object address : Arrays.asList("http://10.1.2.3/token", "http://localhost/token", "file:///etc/shadow", "//token", "",
        null,
        "https://user@host/", "https://host/#a", "javascript:alert(1)")) {
      for (String name : List.of("token_endpoint", "authorization_endpoint", "jwks_uri")) {
        Object good = provider.discovery.put(name, address);
        login = login(settings("", "groups"));
        assertTrue(refusal(Kind.PROVIDER).contains(name + " '" + address + "'"), name + " " + address);
        provider.discovery.put(name, good);
      }
    }
  }

  @Test
  void documentsThatAreTooLargeOrNotJsonAreRefused() {
    provider.discovery.put("padding", "x".repeat(300 * 1024));
    String large = JsonUtil.toJson(provider.discovery);
    for (String document : List.of(large, "", "[]", "null", "{", "<html>", "{\"a\":1,\"a\":2}", "[".repeat(100_000))) {
      provider.endpoints.put("/.well-known/openid-configuration", exchange -> StandInProvider.send(exchange, 200, document));
      login = login(settings("", "groups"));
      refusal(Kind.PROVIDER);
    }
  }

  @Test
  void aListOfKeysThatIsTooLongOrNotAListIsRefused() {
    String many = "{\"keys\":[" + "{},".repeat(100) + "{}]}";
    for (String document : List.of(many, "{\"keys\":{}}", "{\"a\":1}")) {
      provider.endpoints.put("/keys", exchange -> StandInProvider.send(exchange, 200, document));
      login = login(settings("", "groups"));
      assertTrue(refusal(Kind.PROVIDER).endsWith("/keys has no list of at most 100 keys"));
    }
  }

  @Test
  void aProviderThatSendsItsBodyByDropsIsGivenUp() {
    provider.endpoints.put("/.well-known/openid-configuration", exchange -> {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().write('{');
      exchange.getResponseBody().flush();
      Thread.sleep(60_000);
    });
    login = new OidcLogin(settings("", "groups"), Duration.ofMillis(500), nanos::get, () -> StandInProvider.NOW);
    assertTrue(refusal(Kind.PROVIDER).contains("did not answer within"));
  }

  @Test
  void aProviderThatIsNotThereIsReportedWithItsAddress() throws Exception {
    OidcSettings settings = settings("", "groups");
    provider.close();
    login = login(settings);
    OidcRefusal refusal = assertThrows(OidcRefusal.class, this::begin);
    assertTrue(refusal.getMessage().startsWith(settings.issuer() + "/.well-known/openid-configuration cannot be read: "));
    assertEquals(502, refusal.kind().status());
  }

  @Test
  void aTokenThatIsSignedWithAShortKeyIsRefused() {
    RsaJsonWebKey shortKey = StandInProvider.key("short", 1024);
    provider.endpoints.put("/keys", exchange -> StandInProvider.send(exchange, 200, StandInProvider.keys(shortKey)));
    provider.maker = claims -> {
      JsonWebSignature token = new JsonWebSignature();
      token.setDoKeyValidation(false);
      token.setPayload(JsonUtil.toJson(claims));
      token.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
      token.setKeyIdHeaderValue("short");
      token.setKey(shortKey.getPrivateKey());
      return token.getCompactSerialization();
    };
    assertTrue(refusal(Kind.TOKEN).contains("2048 bits"));
  }

  @Test
  void loginsThatWaitForASlowProviderAreLimited() throws Exception {
    CountDownLatch mayAnswer = new CountDownLatch(1);
    CountDownLatch waiting = new CountDownLatch(8);
    StandInProvider.Endpoint good = provider.endpoints.get("/token");
    provider.endpoints.put("/token", exchange -> {
      waiting.countDown();
      mayAnswer.await();
      good.answer(exchange);
    });
    List<Thread> browsers = IntStream.range(0, 8).mapToObj(_ -> Thread.ofVirtual().start(this::logInQuietly)).toList();
    waiting.await();
    assertTrue(refusal(Kind.BUSY).startsWith("8 logins wait for the provider"));
    mayAnswer.countDown();
    for (Thread browser : browsers) {
      browser.join();
    }
    logIn();
  }

  private void logInQuietly() {
    try {
      logIn();
    } catch (OidcRefusal e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aCertificateOfTheProviderIsCheckedByTheConfiguredAuthority(@TempDir Path folder) throws Exception {
    assumeTrue(TestCertificates.possible(), "skipped: there is no openssl");
    TestCertificates certificates = TestCertificates.in(folder);
    certificates.issue("elsewhere", "ca");
    certificates.certify("elsewhere", "ca", "DNS:elsewhere.example");
    assertEquals("admin", roleOverTls(certificates, "server", "ca.crt"));
    assertTrue(roleOverTls(certificates, "server", "").contains("cannot be read"), "Java does not know the authority");
    assertTrue(roleOverTls(certificates, "server", "other.crt").contains("cannot be read"));
    assertTrue(roleOverTls(certificates, "stranger", "ca.crt").contains("cannot be read"));
    assertTrue(roleOverTls(certificates, "elsewhere", "ca.crt").contains("cannot be read"), "the name is of another host");
    assertTrue(roleOverTls(certificates, "server", "none.crt").startsWith("eyas.console.oidc.ca_cert"));
  }

  private String roleOverTls(TestCertificates certificates, String name, String authority) throws Exception {
    provider.close();
    provider = StandInProvider.secure(certificates.server(name));
    OidcSettings plain = settings("", "groups");
    String file = authority.isEmpty() ? "" : certificates.path(authority);
    login = login(
        new OidcSettings(
            plain.issuer(), plain.clientId(), "", "", plain.scopes(), plain.userClaim(), plain.groupsClaim(), plain.adminGroups(),
            plain.viewerGroups(), file, true));
    try {
      return logIn().account().role().word();
    } catch (OidcRefusal e) {
      assertEquals(Kind.PROVIDER, e.kind());
      return e.getMessage();
    } finally {
      login.close();
    }
  }
}
