package org.eyas.console.oidc;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eyas.api.failure.Reason;
import org.eyas.console.oidc.OidcRefusal.Kind;

/**
 * The discovery document of a provider (OpenID Connect Discovery 1.0).
 *
 * @param endSession the address that ends the session at the provider, if there is one
 * @param sendsIssuer whether each response must name its issuer (RFC 9207)
 * @param basic whether the client authenticates in a header, not in the form
 */
record ProviderMetadata(
    URI authorization, URI token, URI keys, Optional<URI> endSession, boolean sendsIssuer, boolean basic) {
  static URI address(String issuer) {
    return URI
        .create((issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer) + "/.well-known/openid-configuration");
  }

  static ProviderMetadata read(ProviderClient client, String issuer) throws OidcRefusal {
    URI place = address(issuer);
    Map<String, Object> document = client.get(place);
    if (!issuer.equals(document.get("issuer"))) {
      throw new OidcRefusal(
          Kind.PROVIDER,
          place + " is of the issuer '" + document.get("issuer") + "'; enter exactly this text as eyas.console.oidc.issuer if"
              + " that is your provider");
    }
    return new ProviderMetadata(
        endpoint(place, document, "authorization_endpoint"), endpoint(place, document, "token_endpoint"),
        endpoint(place, document, "jwks_uri"),
        document.containsKey("end_session_endpoint")
            ? Optional.of(endpoint(place, document, "end_session_endpoint"))
            : Optional.empty(),
        Boolean.TRUE.equals(document.get("authorization_response_iss_parameter_supported")),
        !(document.get("token_endpoint_auth_methods_supported") instanceof List<?> methods)
            || methods.contains("client_secret_basic"));
  }

  private static URI endpoint(URI place, Map<String, Object> document, String name) throws OidcRefusal {
    try {
      return OidcSettings.requireSafe(name + " '" + document.get(name) + "'", String.valueOf(document.get(name)));
    } catch (IOException e) {
      throw new OidcRefusal(Kind.PROVIDER, place + ": " + Reason.of(e));
    }
  }
}
