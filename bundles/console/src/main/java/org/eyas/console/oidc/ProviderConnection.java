package org.eyas.console.oidc;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.eyas.api.failure.Reason;
import org.eyas.console.oidc.OidcRefusal.Kind;
import org.eyas.console.oidc.PendingLogins.PendingLogin;
import org.eyas.console.oidc.ProviderClient.Answer;

/** The documents and the token endpoint of a provider. The first login creates it; only then the library for tokens is loaded. */
final class ProviderConnection implements AutoCloseable {
  private static final Duration METADATA_FRESH = Duration.ofHours(1);
  private static final Duration KEYS_FRESH = Duration.ofHours(12);

  private final OidcSettings settings;
  private final ProviderClient client;
  private final ProviderDocument<ProviderMetadata> metadata;
  private final IdTokenCheck check;

  private ProviderConnection(
      OidcSettings settings, ProviderClient client, LongSupplier nanoTime, Supplier<Instant> now) {
    this.settings = settings;
    this.client = client;
    metadata = new ProviderDocument<>(() -> ProviderMetadata.read(client, settings.issuer()), METADATA_FRESH, nanoTime);
    ProviderDocument<SigningKeys> keys =
        new ProviderDocument<>(() -> SigningKeys.read(client, metadata().keys()), KEYS_FRESH, nanoTime);
    check = new IdTokenCheck(settings, keys, now);
  }

  /** @param limit the longest time for one response */
  static ProviderConnection open(OidcSettings settings, Duration limit, LongSupplier nanoTime, Supplier<Instant> now)
      throws OidcRefusal {
    try {
      return new ProviderConnection(settings, ProviderClient.of(settings, limit), nanoTime, now);
    } catch (IOException e) {
      throw new OidcRefusal(Kind.PROVIDER, Reason.of(e));
    }
  }

  ProviderMetadata metadata() throws OidcRefusal {
    return metadata.get(_ -> true);
  }

  /** The address that ends the session at the provider; empty if it has none, or was not read yet. */
  Optional<URI> endSession() {
    return Optional.ofNullable(metadata.there()).flatMap(ProviderMetadata::endSession);
  }

  /** Redeems the code of a login. @return the claims of the ID token, which is valid */
  Map<String, Object> claims(String code, PendingLogin begun) throws OidcRefusal {
    return check.claims(redeem(metadata(), code, begun), begun.nonce());
  }

  private String redeem(ProviderMetadata provider, String code, PendingLogin begun) throws OidcRefusal {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("grant_type", "authorization_code");
    fields.put("code", code);
    fields.put("redirect_uri", begun.redirect());
    fields.put("code_verifier", begun.verifier());
    Map<String, String> headers = authenticate(provider, fields);
    Answer answer = client.post(provider.token(), QueryText.of(fields), headers);
    if (answer.status() != 200) {
      throw new OidcRefusal(
          answer.status() == 400 ? Kind.DENIED : Kind.PROVIDER,
          provider.token() + " answered " + answer.status() + ": " + answer.json().getOrDefault("error", "without a reason"));
    }
    if (answer.json().get("id_token") instanceof String token) {
      return token;
    }
    throw new OidcRefusal(Kind.PROVIDER, provider.token() + " returned no ID token; allow the scope openid for the client");
  }

  /** Adds the client's id and secret to the form. @return the headers that contain them instead */
  private Map<String, String> authenticate(ProviderMetadata provider, Map<String, String> fields) throws OidcRefusal {
    String secret = clientSecret();
    if (!secret.isEmpty() && provider.basic()) {
      // RFC 6749, section 2.3.1: both are encoded like a form before they are joined.
      String pair = QueryText.encoded(settings.clientId()) + ":" + QueryText.encoded(secret);
      return Map.of("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }
    fields.put("client_id", settings.clientId());
    if (!secret.isEmpty()) {
      fields.put("client_secret", secret);
    }
    return Map.of();
  }

  private String clientSecret() throws OidcRefusal {
    try {
      return settings.clientSecret();
    } catch (IOException e) {
      throw new OidcRefusal(Kind.PROVIDER, Reason.of(e));
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
