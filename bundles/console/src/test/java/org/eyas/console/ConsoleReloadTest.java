package org.eyas.console;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.eyas.console.access.ConsoleAccount;
import org.eyas.console.access.ConsoleAccounts;
import org.eyas.console.access.ConsoleRole;
import org.eyas.console.access.ConsoleSession;
import org.eyas.console.access.ProviderIdentity;
import org.eyas.console.page.FakeEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sessions while the configuration is reloaded, which makes the console again. */
@Timeout(90)
class ConsoleReloadTest {
  private static final String ISSUER = "https://sso.example";

  @TempDir private Path folder;
  private final AtomicLong nanos = new AtomicLong();
  private final RunningSessions running = new RunningSessions(nanos::get);
  private final Map<String, Object> keys = new HashMap<>();

  @BeforeEach
  void createAccount() throws Exception {
    keys.put("accounts", folder.resolve("accounts").toString());
    new ConsoleAccounts(folder.resolve("accounts")).setPassword("ann", ConsoleRole.ADMIN, "a long password");
    keys.put("oidc_issuer", ISSUER);
    keys.put("oidc_client_id", "eyas");
    keys.put("oidc_admin_groups", new String[] {"admins"});
  }

  /** Makes the console from the keys, as the framework does after a reload. */
  private Console reload(Console before) {
    if (before != null) {
      before.close();
    }
    Console.Config config =
        (Console.Config) Proxy.newProxyInstance(
            Console.class.getClassLoader(), new Class<?>[] {Console.Config.class},
            (_, key, _) -> keys.getOrDefault(key.getName(), Objects.requireNonNull(key.getDefaultValue())));
    return new Console(config, new FakeEngine(), running);
  }

  private ConsoleSession local() {
    return running.sessions().begin(new ConsoleAccounts(folder.resolve("accounts")).find("ann").orElseThrow());
  }

  private ConsoleSession ofProvider() {
    ProviderIdentity identity = new ProviderIdentity(ISSUER, "eyas", Set.of("admins"));
    return running.sessions().begin(ConsoleAccount.ofProvider("bob", ConsoleRole.ADMIN, identity));
  }

  private boolean isThere(ConsoleSession session) {
    return running.sessions().exists(session);
  }

  @Test
  void sessionsContinueAndGetTheNewLimits() {
    Console console = reload(null);
    ConsoleSession local = local();
    ConsoleSession ofProvider = ofProvider();
    console = reload(console);
    assertTrue(isThere(local) && isThere(ofProvider));
    nanos.addAndGet(Duration.ofMinutes(10).toNanos());
    keys.put("idle_minutes", 20);
    console = reload(console);
    assertEquals(600, running.sessions().remainder(local).seconds());
    keys.put("idle_minutes", 5);
    console = reload(console);
    assertFalse(isThere(local) || isThere(ofProvider));
    console.close();
  }

  @Test
  void aSessionOfTheProviderEndsWhenItsGroupLosesTheRole() {
    Console console = reload(null);
    ConsoleSession local = local();
    ConsoleSession ofProvider = ofProvider();
    keys.put("oidc_admin_groups", new String[] {"others"});
    console = reload(console);
    assertTrue(isThere(local));
    assertFalse(isThere(ofProvider));
    console.close();
  }

  @Test
  void sessionsOfLocalAccountsEndWhenPasswordsAreSwitchedOff() {
    Console console = reload(null);
    ConsoleSession local = local();
    ConsoleSession ofProvider = ofProvider();
    keys.put("oidc_local_login", false);
    console = reload(console);
    assertTrue(isThere(ofProvider));
    assertFalse(isThere(local));
    console.close();
  }

  @Test
  void aWrongProviderIsAProblemAndNobodyLogsIn() {
    keys.put("oidc_admin_groups", new String[0]);
    Console console = reload(null);
    assertEquals(
        "the console is not started: eyas.console.oidc.admin_groups and viewer_groups are empty, so nobody could log in; name a group of"
            + " the provider",
        console.problem());
    assertTrue(console.endpoint().isEmpty());
    console.close();
    keys.put("oidc_issuer", "http://sso.example");
    assertEquals(
        "the console is not started: eyas.console.oidc.issuer: 'http://sso.example' is not an https address; enter https://HOST/...",
        reload(null).problem());
  }
}
