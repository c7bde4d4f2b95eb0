package org.eyas.console;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.eyas.api.failure.Reason;
import org.eyas.console.access.Access;
import org.eyas.console.access.Accounts;
import org.eyas.console.access.Gate;
import org.eyas.console.access.HostNames;
import org.eyas.console.access.Login;
import org.eyas.console.access.Sessions;
import org.eyas.console.page.Limits;
import org.eyas.console.page.Samples;
import org.eyas.console.page.Services;
import org.eyas.console.page.Site;
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
  }

  private final Gate gate;
  private final Site site;
  private final Samples samples;
  private final Accounts accounts;
  private @Nullable Endpoint endpoint;
  private String problem = "";

  @Activate
  public Console(Config config, @Reference Services services) {
    accounts = new Accounts(Path.of(config.accounts()));
    Sessions sessions =
        new Sessions(
            accounts::isCurrent, Duration.ofMinutes(config.idle_minutes()), Duration.ofHours(config.session_hours()),
            System::nanoTime);
    Login login = new Login(accounts, sessions, System::nanoTime);
    samples = new Samples(services);
    site = new Site(services, samples, new Access(accounts, sessions, login), new Limits(config.may_set_programs()));
    try {
      endpoint = endpoint(config);
    } catch (IOException e) {
      problem = "the console is not started: " + Reason.of(e);
    }
    List<String> names = endpoint == null || endpoint.tls() == null ? List.of() : endpoint.tls().names();
    gate = new Gate(sessions, new HostNames(names), Site.open(), site.paths());
  }

  @Deactivate
  void close() {
    samples.close();
    site.stream().close();
  }

  private static Endpoint endpoint(Config config) throws IOException {
    InetAddress address = address(config.address());
    if (config.certificate().isEmpty() && !address.isLoopbackAddress()) {
      throw new IOException(
          "eyas.console.address: " + config.address() + " without TLS would show passwords to the network; name a certificate"
              + " (eyas.console.certificate) or use 127.0.0.1 and a tunnel (ssh -L)");
    }
    Tls tls = config.certificate().isEmpty() ? null : Tls.read(Path.of(config.certificate()));
    return new Endpoint(address, config.port(), tls);
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
  void listening(Endpoint endpoint) {
    samples.start();
    try {
      Optional<String> password = accounts.open();
      password.ifPresent(once -> LOG.warn(
          "Console: log in at {} as admin with the password {} (it must be changed at once, and is logged only here)",
          endpoint.url(), once));
    } catch (IOException e) {
      LOG.error("console: nobody can log in: eyas.console.accounts: {}", Reason.of(e));
    }
  }

  Gate gate() {
    return gate;
  }

  Site site() {
    return site;
  }

  /** Why the console cannot listen, in one line; empty if it can. */
  String problem() {
    return problem;
  }

  /** The address and port on which to listen; empty if the console cannot listen. */
  Optional<Endpoint> endpoint() {
    return Optional.ofNullable(endpoint);
  }
}
