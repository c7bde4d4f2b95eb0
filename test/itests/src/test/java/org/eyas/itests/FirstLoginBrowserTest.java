package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The first login, with the password of the log, on the screen of a phone. */
@Timeout(120)
class FirstLoginBrowserTest {
  @TempDir private Path folder;

  @Test
  void theOneTimePasswordMustBeReplacedBeforeAnythingElse() throws Exception {
    assumeTrue(Chromium.possible(), "skipped: there is no chromium (apt-get install chromium)");
    Files.writeString(folder.resolve("rules.yaml"), CaptureFeed.RULE);
    Files.writeString(folder.resolve("eyas.yaml"), "rules_files: [rules.yaml]\nstdout_output: {enabled: true}\n");
    try (CaptureFeed capture = CaptureFeed.in(folder);
        ConsoleRun run = ConsoleRun.start(folder, capture);
        Chromium browser = Chromium.start(folder.resolve("browser"))) {
      browser.look(390, 844, "light");
      browser.open(run.url() + "/alerts");
      logIn(browser, run.once());
      browser.await("document.body.innerText.includes('This is a one-time password')");
      PageLook.check(browser, "first-login");
      browser.look(390, 844, "light");
      browser.open(run.url() + "/alerts");
      assertEquals("/account", browser.evaluate("location.pathname"), "no other page opens");
      browser.type("[name=password]", run.once());
      browser.type("[name=fresh]", ConsoleRun.PASSWORD);
      browser.type("[name=again]", ConsoleRun.PASSWORD);
      browser.follow("form:has([name=again]) button");
      browser.open(run.url() + "/alerts");
      assertEquals("/alerts", browser.evaluate("location.pathname"));
      assertTrue(Files.readString(folder.resolve("accounts")).contains("admin:admin:"));
    }
  }

  private static void logIn(Chromium browser, String password) throws Exception {
    assertEquals("/login", browser.evaluate("location.pathname"));
    browser.type("[name=user]", "admin");
    browser.type("[name=password]", password);
    browser.follow("button");
  }
}
