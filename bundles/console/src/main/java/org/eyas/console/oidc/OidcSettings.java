package org.eyas.console.oidc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eyas.console.access.PrivateFile;

/**
 * The keys below {@code eyas.console.oidc}, which only the owner of the configuration file sets.
 *
 * @param issuer the address that names the provider; empty if there is none
 * @param secretFile read at each log-in, so that a new secret needs no reload; empty if the secret is in the configuration
 * @param groupsClaim the name of a claim, or names of nested claims with dots between them
 * @param localLogin whether local accounts may log in, too
 */
public record OidcSettings(
    String issuer, String clientId, String secret, String secretFile, List<String> scopes, String userClaim,
    String groupsClaim, Set<String> adminGroups, Set<String> viewerGroups, String caCert, boolean localLogin) {
  /** Settings without a provider. */
  public static final OidcSettings NONE =
      new OidcSettings("", "", "", "", List.of(), "", "", Set.of(), Set.of(), "", true);

  public boolean isOn() {
    return !issuer.isEmpty();
  }

  /** @throws IOException if a key is missing or wrong; the message names the key and what to do */
  public void check() throws IOException {
    requireSafe("eyas.console.oidc.issuer: '" + issuer + "'", issuer);
    if (clientId.isEmpty()) {
      throw new IOException("eyas.console.oidc.client_id is empty; enter the client id that the provider shows");
    }
    if (adminGroups.isEmpty() && viewerGroups.isEmpty()) {
      throw new IOException(
          "eyas.console.oidc.admin_groups and viewer_groups are empty, so nobody could log in; name a group of the provider");
    }
  }

  /**
   * Requires an address to which secrets may be sent: https, or http to this machine.
   *
   * @param what the thing that has the address, for the message
   */
  static URI requireSafe(String what, String address) throws IOException {
    try {
      URI uri = URI.create(address);
      boolean plain = "http".equals(uri.getScheme()) && isLoopback(uri.getHost());
      if (uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawFragment() == null
          && (plain || "https".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(what + " is not an address; enter https://HOST/...", e);
    }
    throw new IOException(what + " is not an https address; enter https://HOST/...");
  }

  // Only literal addresses: the name localhost could be resolved by a name server.
  private static boolean isLoopback(String host) {
    try {
      return host != null && InetAddress.ofLiteral(host.replaceAll("^\\[|]$", "")).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** The secret of the client; empty if it has none. */
  String clientSecret() throws IOException {
    if (secretFile.isEmpty()) {
      return secret;
    }
    List<String> lines = new PrivateFile(Path.of(secretFile)).lines();
    if (lines.isEmpty() || lines.getFirst().isBlank()) {
      throw new IOException(
          "eyas.console.oidc.client_secret_file: " + secretFile + " is missing or empty; write the secret to it");
    }
    return lines.getFirst().strip();
  }

  /** The scopes to request; one without openid would not return an ID token. */
  String scope() {
    Set<String> all = new LinkedHashSet<>(List.of("openid"));
    all.addAll(scopes);
    return String.join(" ", all);
  }

  @Override
  public String toString() {
    return "the provider " + issuer;
  }
}
