package org.eyas.itests;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.eyas.testkit.ConditionWait;
import org.jspecify.annotations.Nullable;

/** The program as shipped with its console, and a real browser in which an admin is logged in. */
final class ConsoleBrowser implements AutoCloseable {
  static final String VIEWER = "vic";
  static final String VIEWERS_PASSWORD = "only looks at things";

  private final ConsoleRun run;
  private final @Nullable CaptureFeed capture;
  private final Chromium browser;

  private ConsoleBrowser(ConsoleRun run, @Nullable CaptureFeed capture, Chromium browser) {
    this.run = run;
    this.capture = capture;
    this.browser = browser;
  }

  /** Starts the program with the file {@code eyas.yaml} of a folder and a capture to feed. Skips the test without a browser. */
  static ConsoleBrowser replay(Path folder) throws Exception {
    requireBrowser();
    CaptureFeed capture = CaptureFeed.in(folder);
    return start(folder, ConsoleRun.start(folder, capture), capture);
  }

  /** The same, on the system calls of this machine. */
  static ConsoleBrowser live(Path folder) throws Exception {
    requireBrowser();
    return start(folder, ConsoleRun.start(folder), null);
  }

  private static void requireBrowser() throws InterruptedException {
    assumeTrue(Chromium.possible(), "skipped: there is no chromium (apt-get install chromium)");
  }

  private static ConsoleBrowser start(Path folder, ConsoleRun run, @Nullable CaptureFeed capture) throws Exception {
    Chromium browser;
    try {
      run.logIn();
      run.submit("/account", "do", "put", "user", VIEWER, "role", "viewer", "fresh", VIEWERS_PASSWORD);
      browser = Chromium.start(folder.resolve("browser"));
    } catch (Exception e) {
      run.close();
      throw e;
    }
    ConsoleBrowser console = new ConsoleBrowser(run, capture, browser);
    console.logIn();
    return console;
  }

  ConsoleRun run() {
    return run;
  }

  CaptureFeed capture() {
    if (capture == null) {
      throw new IllegalStateException("a live engine has no capture");
    }
    return capture;
  }

  Chromium browser() {
    return browser;
  }

  /** Opens a page of the console by its path. */
  void open(String path) throws Exception {
    browser.open(run.url() + path);
  }

  /** Logs in as admin, if nobody is logged in, and sets the usual size of the window. */
  void logIn() throws Exception {
    browser.look(1280, 900, "light");
    logIn("admin", ConsoleRun.PASSWORD);
  }

  /** Logs in, if nobody is logged in. */
  void logIn(String user, String password) throws Exception {
    open("/login");
    if (browser.evaluate("location.pathname").equals("/login")) {
      browser.type("[name=user]", user);
      browser.type("[name=password]", password);
      browser.follow("button");
    }
    browser.complaints();
  }

  void logOut() throws Exception {
    open("/account");
    browser.follow("header form button");
  }

  /** Waits for a script to be true. A replay that waits for events notices a change only after the next events. */
  void feedUntil(String script) {
    ConditionWait.until(
        () -> {
          capture().feed(20);
          return browser.evaluate(script).equals("true");
        },
        () -> script + " does not come true");
  }

  @Override
  public void close() throws IOException, InterruptedException {
    browser.close();
    run.close();
    if (capture != null) {
      capture.close();
    }
  }
}
