package org.eyas.console.oidc;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.eyas.console.access.FakeRequest;
import org.eyas.console.oidc.OidcLogin.BegunLogin;
import org.eyas.console.oidc.OidcLogin.LoggedIn;
import org.eyas.console.oidc.OidcRefusal.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A login of a browser at a stand-in provider, with a clock that the test sets. */
class ProviderFixture {
  static final String NEXT = "/alerts?q=proc.name%3Acat";

  StandInProvider provider;
  OidcLogin login;
  final AtomicLong nanos = new AtomicLong(1_000);

  @BeforeEach
  void startProvider() throws IOException {
    provider = new StandInProvider();
    login = login(settings("", "groups"));
  }

  @AfterEach
  void stopProvider() {
    login.close();
    provider.close();
  }

  OidcSettings settings(String secret, String groupsClaim) {
    return new OidcSettings(
        provider.issuer(), StandInProvider.CLIENT, secret, "", List.of("profile"), "preferred_username", groupsClaim,
        Set.of("eyas-admins"), Set.of("staff", "guests"), "", true);
  }

  OidcLogin login(OidcSettings settings) {
    return new OidcLogin(settings, Duration.ofSeconds(10), nanos::get, () -> StandInProvider.NOW);
  }

  void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  BegunLogin begin() throws OidcRefusal {
    return login.begin(FakeRequest.get(OidcLogin.BEGIN), NEXT);
  }

  LoggedIn complete(Map<String, String> parameters, String browser) throws OidcRefusal {
    return login.complete(callback(parameters), browser);
  }

  static FakeRequest callback(Map<String, String> parameters) {
    FakeRequest plain = FakeRequest.get(OidcLogin.CALLBACK);
    return new FakeRequest("GET", plain.path(), plain.headers(), parameters, "", false);
  }

  /** Logs a user in who authenticates at the provider. */
  LoggedIn logIn() throws OidcRefusal {
    BegunLogin begun = begin();
    return complete(provider.authorize(begun.address()), begun.browser());
  }

  /** The reason for which a login is refused, of that kind. */
  String refusal(Kind kind) {
    OidcRefusal refusal = assertThrows(OidcRefusal.class, this::logIn);
    if (refusal.kind() != kind) {
      throw new AssertionError(refusal.kind() + ": " + refusal.getMessage(), refusal);
    }
    return String.valueOf(refusal.getMessage());
  }
}
