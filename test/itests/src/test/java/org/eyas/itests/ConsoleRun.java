package org.eyas.itests;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eyas.testkit.LocalPorts;

/** The program as shipped with its console, and a client of it that keeps cookies as a browser does. */
final class ConsoleRun implements AutoCloseable {
  static final String PASSWORD = "a password of the test";

  private static final Pattern ONCE = Pattern.compile("as admin with the password (\\S+) ");
  private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");

  private final Path folder;
  private final EyasRun run;
  private final int port;
  private final HttpClient client = HttpClient.newHttpClient();
  private String cookie = "";

  private ConsoleRun(Path folder, EyasRun run, int port) {
    this.folder = folder;
    this.run = run;
    this.port = port;
  }

  /** Starts the program with the file {@code eyas.yaml} of a folder, and waits for its console. */
  static ConsoleRun start(Path folder) throws Exception {
    return launch(folder).awaitConsole();
  }

  /** The same with a capture that it replays. */
  static ConsoleRun start(Path folder, CaptureFeed capture) throws Exception {
    ConsoleRun console = launch(folder, "-e", capture.pipe().toString());
    capture.open(console.run.process());
    return console.awaitConsole();
  }

  private static ConsoleRun launch(Path folder, String... arguments) throws IOException {
    int port = LocalPorts.free();
    Program program =
        Program.eyas("-c", "eyas.yaml", "-o", "eyas.console.enabled=true", "-o", "eyas.console.port=" + port)
            .and("-o", "eyas.console.accounts=" + folder.resolve("accounts"), "-o", "webserver.enabled=false")
            .and(arguments);
    EyasRun run = new EyasRun(() -> folder);
    run.start(program);
    return new ConsoleRun(folder, run, port);
  }

  private ConsoleRun awaitConsole() throws InterruptedException {
    try {
      run.await("a console", () -> get("/login").statusCode() == 200);
      return this;
    } catch (AssertionError e) {
      close();
      throw e;
    }
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  long pid() {
    return run.process().pid();
  }

  String log() {
    return run.err();
  }

  /** The password that the first start logs, shortly after the pages are served. */
  String once() {
    run.await("a password in the log", () -> ONCE.matcher(log()).find());
    return ONCE.matcher(log()).results().findFirst().orElseThrow().group(1);
  }

  HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url() + path)).header("Accept", "text/html");
    return cookie.isEmpty() ? request : request.header("Cookie", cookie);
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return send(request(path).GET());
  }

  /** Sends a form as the page's own would be, without a token. Fields: name, value, name, value ... */
  HttpResponse<String> post(String path, String... fields) throws IOException, InterruptedException {
    List<String> pairs = new ArrayList<>();
    for (int i = 0; i < fields.length; i += 2) {
      pairs.add(fields[i] + "=" + URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
    }
    HttpResponse<String> response =
        send(
            request(path)
                .header("Origin", url())
                .header("Sec-Fetch-Site", "same-origin")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(String.join("&", pairs))));
    response.headers().allValues("Set-Cookie").stream()
        .filter(set -> set.startsWith("eyas="))
        .forEach(set -> cookie = set.substring(0, set.indexOf(';')));
    return response;
  }

  /** Sends a form with the token of this session. */
  HttpResponse<String> submit(String path, String... fields) throws IOException, InterruptedException {
    Matcher matcher = TOKEN.matcher(get("/account").body());
    if (!matcher.find()) {
      throw new IOException("nobody is logged in");
    }
    String[] all = Arrays.copyOf(fields, fields.length + 2);
    all[fields.length] = "token";
    all[fields.length + 1] = matcher.group(1);
    return post(path, all);
  }

  /** Logs in, and changes the first password of admin if that is required. */
  void logIn() throws IOException, InterruptedException {
    if (Files.exists(folder.resolve("accounts"))) {
      logIn("admin", PASSWORD);
      return;
    }
    String once = once();
    logIn("admin", once);
    submit("/account", "do", "password", "password", once, "fresh", PASSWORD, "again", PASSWORD);
  }

  HttpResponse<String> logIn(String user, String password) throws IOException, InterruptedException {
    return post("/login", "user", user, "password", password);
  }

  /** Another client of the same program, who is not logged in. */
  ConsoleRun another() {
    return new ConsoleRun(folder, run, port);
  }

  void forgetCookie() {
    cookie = "";
  }

  @Override
  public void close() throws InterruptedException {
    run.process().destroy();
    if (!run.process().waitFor(30, TimeUnit.SECONDS)) {
      run.close();
    }
    client.close();
  }
}
