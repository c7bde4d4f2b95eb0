package org.eyas.console.oidc;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eyas.console.access.AccessControl;
import org.eyas.console.access.ConsoleAccounts;
import org.eyas.console.access.ConsoleSessions;
import org.eyas.console.access.FakeRequest;
import org.eyas.console.access.LoginService;
import org.eyas.console.access.SessionLimits;
import org.eyas.console.page.EngineSamples;
import org.eyas.console.page.FakeEngine;
import org.eyas.console.page.configuration.ConsolePermissions;
import org.eyas.console.page.site.ConsoleSite;

/** A console as its component makes it from a configuration without a provider. */
final class ConsoleWithoutProvider {
  private final OidcLogin oidc = new OidcLogin(OidcSettings.NONE, System::nanoTime, Instant::now);

  String logInPage() {
    ConsoleAccounts accounts = new ConsoleAccounts(Path.of("/nonexistent/accounts"));
    ConsoleSessions sessions =
        new ConsoleSessions(_ -> true, SessionLimits.DEFAULT, System::nanoTime);
    FakeEngine engine = new FakeEngine();
    ConsoleSite site =
        new ConsoleSite(
            engine, new EngineSamples(engine),
            new AccessControl(accounts, sessions, new LoginService(accounts, sessions, System::nanoTime)),
            new ConsolePermissions(false), oidc);
    int status = site.answer(FakeRequest.get("/login"), Optional.empty()).status();
    oidc.close();
    return "" + status;
  }

  String beginAtProvider() throws OidcRefusal {
    OidcSettings settings =
        new OidcSettings("https://127.0.0.1:1", "eyas", "", "", List.of(), "sub", "groups", Set.of("a"), Set.of(), "", true);
    return new OidcLogin(settings, System::nanoTime, Instant::now).begin(FakeRequest.get(OidcLogin.BEGIN), "/").address();
  }
}
