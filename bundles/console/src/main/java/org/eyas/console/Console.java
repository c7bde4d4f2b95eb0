package org.eyas.console;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eyas.api.failure.Reason;
import org.eyas.console.access.AccessControl;
import org.eyas.console.access.AccessGate;
import org.eyas.console.access.ConsoleAccount;
import org.eyas.console.access.ConsoleAccounts;
import org.eyas.console.access.ConsoleHostNames;
import org.eyas.console.access.ConsoleSessions;
import org.eyas.console.access.LoginService;
import org.eyas.console.access.SessionLimits;
import org.eyas.console.oidc.OidcLogin;
import org.eyas.console.oidc.OidcSettings;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.EngineSamples;
import org.eyas.console.page.configuration.ConsolePermissions;
import org.eyas.console.page.site.ConsoleSite;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The component of the console: creates the gate, the listener and the pages from the configuration. If the console cannot
 * start, that is logged and reported by health, and the engine continues.
 */
@Component(service = Console.class, configurationPid = Console.PID, configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = Console.Config.class)
public final class Console {
  static final String PID = "org.eyas.console";

  private static final Logger LOG = LoggerFactory.getLogger(Console.class);

  /** eyas.console of the configuration file. */
  @ObjectClassDefinition(name = "Eyas console")
  @interface Config {
    String address() default "127.0.0.1";
    int port() default 8766;
    String certificate() default "";
    String accounts() default "/etc/eyas/console-accounts";
    boolean may_set_programs() default false;
    int idle_minutes() default 30;
    int session_hours() default 12;
    String oidc_issuer() default "";
    String oidc_client_id() default "";
    String oidc_client_secret() default "";
    String oidc_client_secret_file() default "";
    String[] oidc_scopes() default {"openid", "profile", "email"};
    String oidc_user_claim() default "preferred_username";
    String oidc_groups_claim() default "groups";
    String[] oidc_admin_groups() default {};
    String[] oidc_viewer_groups() default {};
    String oidc_ca_cert() default "";
    boolean oidc_local_login() default true;
  }

  private final AccessGate gate;
  private final ConsoleSite site;
  private final EngineSamples samples;
  private final ConsoleAccounts accounts;
  private final OidcLogin oidc;
  private @Nullable ConsoleEndpoint endpoint;
  private String problem = "";

  @Activate
  public Console(Config config, @Reference ConsoleServices services, @Reference RunningSessions running) {
    accounts = new ConsoleAccounts(Path.of(config.accounts()));
    OidcSettings provider = provider(config);
    oidc = new OidcLogin(provider, System::nanoTime, Instant::now);
    ConsoleSessions sessions = running.sessions();
    sessions.configure(
        this::isCurrent, new SessionLimits(Duration.ofMinutes(config.idle_minutes()), Duration.ofHours(config.session_hours())));
    LoginService login = new LoginService(accounts, sessions, System::nanoTime);
    samples = new EngineSamples(services);
    site = new ConsoleSite(services, samples, new AccessControl(accounts, sessions, login),
        new ConsolePermissions(config.may_set_programs()), oidc);
    try {
      if (provider.isOn()) {
        provider.check();
      }
      endpoint = endpoint(config);
    } catch (IOException e) {
      problem = "the console is not started: " + Reason.of(e);
    }
    List<String> names = endpoint == null || endpoint.tls() == null ? List.of() : endpoint.tls().names();
    gate = new AccessGate(sessions, new ConsoleHostNames(names), ConsoleSite.openPaths(), site.pagePaths());
  }

  @Deactivate
  void close() {
    samples.close();
    site.stream().close();
    oidc.close();
  }

  private boolean isCurrent(ConsoleAccount account) {
    return account.provider().map(identity -> oidc.isCurrent(account, identity))
        .orElseGet(() -> oidc.allowsPasswords() && accounts.isCurrent(account));
  }

  private static OidcSettings provider(Config config) {
    return new OidcSettings(
        config.oidc_issuer(), config.oidc_client_id(), config.oidc_client_secret(), config.oidc_client_secret_file(),
        List.of(config.oidc_scopes()), config.oidc_user_claim(), config.oidc_groups_claim(),
        Set.copyOf(List.of(config.oidc_admin_groups())), Set.copyOf(List.of(config.oidc_viewer_groups())), config.oidc_ca_cert(),
        config.oidc_local_login());
  }

  private static ConsoleEndpoint endpoint(Config config) throws IOException {
    InetAddress address = address(config.address());
    if (config.certificate().isEmpty() && !address.isLoopbackAddress()) {
      throw new IOException(
          "eyas.console.address: " + config.address() + " without TLS would show passwords to the network; name a certificate"
              + " (eyas.console.certificate) or use 127.0.0.1 and a tunnel (ssh -L)");
    }
    ConsoleCertificate tls = config.certificate().isEmpty() ? null : ConsoleCertificate.read(Path.of(config.certificate()));
    return new ConsoleEndpoint(address, config.port(), tls);
  }

  private static InetAddress address(String text) throws IOException {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new IOException("eyas.console.address: '" + text + "' is not an address of this host", e);
    }
  }

  /**
   * Called when the port is open, so that users can log in. Logs the first password now, because it can be used only
   * from now on.
   */
  void listening(ConsoleEndpoint endpoint) {
    samples.start();
    if (!oidc.allowsPasswords()) {
      return;
    }
    try {
      Optional<String> password = accounts.createFirstPassword();
      password.ifPresent(once -> LOG.warn(
          "Console: log in at {} as admin with the password {} (it must be changed at once, and is logged only here)",
          endpoint.url(), once));
    } catch (IOException e) {
      LOG.error("console: nobody can log in: eyas.console.accounts: {}", Reason.of(e));
    }
  }

  AccessGate gate() {
    return gate;
  }

  ConsoleSite site() {
    return site;
  }

  /** Why the console cannot listen, in one line; empty if it can. */
  String problem() {
    return problem;
  }

  /** The address and port on which to listen; empty if the console cannot listen. */
  Optional<ConsoleEndpoint> endpoint() {
    return Optional.ofNullable(endpoint);
  }
}
