package org.eyas.console.oidc;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.eyas.console.access.ConsoleAccount;
import org.eyas.console.access.ConsoleRequest;
import org.eyas.console.access.ConsoleRole;
import org.eyas.console.access.ProviderIdentity;
import org.eyas.console.oidc.OidcRefusal.Kind;
import org.eyas.console.oidc.PendingLogins.PendingLogin;
import org.jspecify.annotations.Nullable;

/**
 * The login by an OpenID provider: authorization code flow with PKCE. Nothing is read from the provider before somebody logs
 * in. Virtual threads of the web server call it, several at once.
 */
public final class OidcLogin implements AutoCloseable {
  /** The path that begins a login. */
  public static final String BEGIN = "/login/oidc";

  /** The path to which the provider sends the browser back. */
  public static final String CALLBACK = "/login/oidc/callback";

  /** A login that was begun: the address of the provider, and the text for the cookie of the browser. */
  public record BegunLogin(String address, String browser) {}

  /**
   * A user who may log in.
   *
   * @param subject the provider's own name of the user, which never changes
   * @param next the path to open
   */
  public record LoggedIn(ConsoleAccount account, String subject, String next) {}

  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final int MOST_AT_ONCE = 8;
  // The name is a word in the file of preferences and in the audit log.
  private static final Pattern USER = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+|-]{0,127}");

  private final OidcSettings settings;
  private final Duration limit;
  private final LongSupplier nanoTime;
  private final Supplier<Instant> now;
  private final PendingLogins pending;
  private final GroupRoles roles;
  private final Semaphore calls = new Semaphore(MOST_AT_ONCE);
  private @Nullable ProviderConnection connection;

  public OidcLogin(OidcSettings settings, LongSupplier nanoTime, Supplier<Instant> now) {
    this(settings, LIMIT, nanoTime, now);
  }

  OidcLogin(OidcSettings settings, Duration limit, LongSupplier nanoTime, Supplier<Instant> now) {
    this.settings = settings;
    this.limit = limit;
    this.nanoTime = nanoTime;
    this.now = now;
    pending = new PendingLogins(nanoTime);
    roles = new GroupRoles(settings);
  }

  public boolean isOn() {
    return settings.isOn();
  }

  /** Whether the page offers the login with a password. */
  public boolean allowsPasswords() {
    return !settings.isOn() || settings.localLogin();
  }

  /** Whether the configuration still has the provider of a user, and still gives the role to one of the user's groups. */
  public boolean isCurrent(ConsoleAccount account, ProviderIdentity identity) {
    return settings.isOn() && identity.issuer().equals(settings.issuer()) && identity.clientId().equals(settings.clientId())
        && roles.role(identity.groups()).equals(Optional.of(account.role()));
  }

  /** Begins a login. The gate has checked that the host of the request is one of the console. */
  public BegunLogin begin(ConsoleRequest request, String next) throws OidcRefusal {
    try {
      ProviderMetadata provider = connection().metadata();
      String redirect = (request.secure() ? "https://" : "http://") + request.header("Host") + CALLBACK;
      PendingLogin fresh = pending.begin(request.clientAddress(), redirect, next);
      return new BegunLogin(QueryText.appended(provider.authorization(), query(fresh)), fresh.browser());
    } catch (OidcRefusal e) {
      throw e.withNext(next);
    }
  }

  private Map<String, String> query(PendingLogin fresh) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", settings.clientId());
    query.put("redirect_uri", fresh.redirect());
    query.put("scope", settings.scope());
    query.put("state", fresh.state());
    query.put("nonce", fresh.nonce());
    query.put("code_challenge", challenge(fresh.verifier()));
    query.put("code_challenge_method", "S256");
    return query;
  }

  private static String challenge(String verifier) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java lacks SHA-256", e);
    }
  }

  /**
   * Completes a login.
   *
   * @param request of the browser that the provider sent back; its parameters are of whoever made the link
   * @param browser the text of the cookie
   */
  public LoggedIn complete(ConsoleRequest request, String browser) throws OidcRefusal {
    PendingLogin begun =
        pending.complete(request.parameter("state"), browser)
            .orElseThrow(() -> new OidcRefusal(Kind.BROWSER, "the state is unknown, too old, or of another browser"));
    if (!calls.tryAcquire()) {
      throw new OidcRefusal(Kind.BUSY, MOST_AT_ONCE + " logins wait for the provider").withNext(begun.next());
    }
    try {
      return complete(request, begun);
    } catch (OidcRefusal e) {
      throw e.withNext(begun.next());
    } finally {
      calls.release();
    }
  }

  private LoggedIn complete(ConsoleRequest request, PendingLogin begun) throws OidcRefusal {
    requireIssuer(request.parameter("iss"), connection().metadata());
    if (!request.parameter("error").isEmpty()) {
      throw new OidcRefusal(
          Kind.DENIED, "the provider refused: " + request.parameter("error") + " " + request.parameter("error_description"));
    }
    return loggedIn(connection().claims(request.parameter("code"), begun), begun.next());
  }

  // RFC 9207: the response of another provider must not be redeemed here.
  private void requireIssuer(String issuer, ProviderMetadata provider) throws OidcRefusal {
    if (issuer.isEmpty() ? provider.sendsIssuer() : !issuer.equals(settings.issuer())) {
      throw new OidcRefusal(Kind.DENIED, "the response is of the issuer '" + issuer + "', not of " + settings.issuer());
    }
  }

  private LoggedIn loggedIn(Map<String, Object> claims, String next) throws OidcRefusal {
    String subject = String.valueOf(claims.get("sub"));
    String user = claims.get(settings.userClaim()) instanceof String name && !name.isEmpty() ? name : subject;
    if (!USER.matcher(user).matches()) {
      throw new OidcRefusal(
          Kind.TOKEN,
          "the user's name '" + user + "' has other characters than letters, digits and . _ @ + | -; choose another"
              + " eyas.console.oidc.user_claim");
    }
    List<String> groups = roles.groups(claims);
    Set<String> known = roles.withRole(groups);
    Optional<ConsoleRole> role = roles.role(known);
    if (role.isEmpty()) {
      throw new OidcRefusal(
          Kind.ROLE, "user " + user + " (sub " + subject + ") has no group with a role; the claim " + settings.groupsClaim()
              + " has " + groups.size() + " groups: " + groups);
    }
    ProviderIdentity identity = new ProviderIdentity(settings.issuer(), settings.clientId(), known);
    return new LoggedIn(ConsoleAccount.ofProvider(user, role.get(), identity), subject, next);
  }

  /** The address that also ends the session at the provider; empty if it has none, or was not read yet. */
  public Optional<String> logOutAddress() {
    ProviderConnection there = opened();
    return there == null
        ? Optional.empty()
        : there.endSession().map(end -> QueryText.appended(end, Map.of("client_id", settings.clientId())));
  }

  private synchronized @Nullable ProviderConnection opened() {
    return connection;
  }

  private synchronized ProviderConnection connection() throws OidcRefusal {
    ProviderConnection there = connection;
    if (there == null) {
      there = ProviderConnection.open(settings, limit, nanoTime, now);
      connection = there;
    }
    return there;
  }

  @Override
  public void close() {
    ProviderConnection there = opened();
    if (there != null) {
      there.close();
    }
  }
}
