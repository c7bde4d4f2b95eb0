package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The begin and the end of a session in a real browser. */
@Timeout(400)
class SessionBrowserTest {
  @TempDir private Path folder;

  @BeforeEach
  void requireBrowser() throws Exception {
    assumeTrue(Chromium.possible(), "skipped: there is no chromium (apt-get install chromium)");
    Files.writeString(folder.resolve("rules.yaml"), CaptureFeed.RULE);
  }

  private void configure(String console) throws Exception {
    Files.writeString(
        folder.resolve("eyas.yaml"),
        "engine: {kind: nodriver}\nrules_files: [rules.yaml]\nstdout_output: {enabled: true}\neyas:\n  console:\n    " + console
            + "\n");
  }

  private static void logIn(Chromium browser) throws Exception {
    browser.type("[name=user]", "admin");
    browser.type("[name=password]", ConsoleRun.PASSWORD);
    browser.follow("button");
  }

  @Test
  void thePageWarnsBeforeTheEndAndTheLoginReturnsToIt() throws Exception {
    configure("idle_minutes: 1");
    try (ConsoleRun run = ConsoleRun.start(folder);
        Chromium browser = Chromium.start(folder.resolve("browser"))) {
      run.logIn();
      browser.look(1280, 900, "light");
      browser.open(run.url() + "/audit?q=admin");
      logIn(browser);
      assertEquals("/audit?q=admin", browser.evaluate("location.pathname + location.search"));
      String warned =
          "(document.getElementById('session') || {}).innerText?.includes('the session ends in half a minute') === true";
      browser.await(warned);
      browser.press("#session button");
      browser.await("!document.getElementById('session')");
      browser.await(warned);
      // After the button was pressed: on a busy machine, this may take the half minute.
      PageLook.check(browser, "session-ends");
      browser.look(1280, 900, "light");
      browser.await("(document.getElementById('session') || {}).innerText?.includes('The session has ended') === true");
      browser.complaints();
      browser.follow("#session a");
      assertEquals("/login", browser.evaluate("location.pathname"));
      logIn(browser);
      assertEquals("/audit?q=admin", browser.evaluate("location.pathname + location.search"));
    }
  }

  @Test
  void aLoginAtAProviderOfAnotherSiteOpensTheWantedPage() throws Exception {
    try (LoopbackProvider provider = new LoopbackProvider()) {
      configure("oidc: {issuer: '" + provider.issuer() + "', client_id: eyas, admin_groups: [admins]}");
      try (ConsoleRun run = ConsoleRun.start(folder);
          Chromium browser = Chromium.start(folder.resolve("browser"))) {
        browser.look(1280, 900, "light");
        // For browsers, localhost and 127.0.0.1 are different sites, so that the rules for their cookies apply.
        browser.open(run.url().replace("127.0.0.1", "localhost") + "/audit?q=ann");
        PageLook.check(browser, "login-provider");
        browser.look(1280, 900, "light");
        browser.follow("a[href^='/login/oidc']");
        browser.await("location.pathname === '/audit' && document.body.innerText.includes('oidc:ann')");
        assertEquals("?q=ann", browser.evaluate("location.search"));
        browser.complaints();
      }
    }
  }
}
