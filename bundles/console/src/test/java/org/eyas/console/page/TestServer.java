package org.eyas.console.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import org.eyas.api.alert.Priority;
import org.eyas.console.access.AccessControl;
import org.eyas.console.access.AccessDecision;
import org.eyas.console.access.AccessGate;
import org.eyas.console.access.ConsoleAccounts;
import org.eyas.console.access.ConsoleHostNames;
import org.eyas.console.access.ConsoleRequest;
import org.eyas.console.access.ConsoleRole;
import org.eyas.console.access.ConsoleSession;
import org.eyas.console.access.ConsoleSessions;
import org.eyas.console.access.LoginService;
import org.eyas.console.access.SessionLimits;
import org.eyas.console.oidc.OidcLogin;
import org.eyas.console.oidc.OidcSettings;
import org.eyas.console.page.configuration.ConsolePermissions;
import org.eyas.console.page.site.ConsoleSite;

/** Serves the pages with a server of the JDK and a fake engine, to view them in a browser during development. */
final class TestServer {
  private final ConsoleSite site;
  private final AccessGate gate;

  private TestServer(ConsoleSite site, AccessGate gate) {
    this.site = site;
    this.gate = gate;
  }

  /** Listens on the port of the first argument; admin's and viewer's password is "look at the falcon". */
  public static void main(String[] args) throws Exception {
    FakeEngine engine = new FakeEngine();
    ConsoleAccounts accounts = new ConsoleAccounts(Files.createTempDirectory("console").resolve("accounts"));
    accounts.setPassword("admin", ConsoleRole.ADMIN, "look at the falcon");
    accounts.setPassword("viewer", ConsoleRole.VIEWER, "look at the falcon");
    ConsoleSessions sessions =
        new ConsoleSessions(accounts::isCurrent, SessionLimits.DEFAULT, System::nanoTime);
    EngineSamples samples = new EngineSamples(engine);
    AccessControl access = new AccessControl(accounts, sessions, new LoginService(accounts, sessions, System::nanoTime));
    ConsoleSite site = new ConsoleSite(engine, samples, access, new ConsolePermissions(false),
        new OidcLogin(OidcSettings.NONE, System::nanoTime, Instant::now));
    AccessGate gate = new AccessGate(sessions, new ConsoleHostNames(List.of()), ConsoleSite.openPaths(), site.pagePaths());
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/", new TestServer(site, gate)::handle);
    server.start();
    simulate(engine, samples);
  }

  private static void simulate(FakeEngine engine, EngineSamples samples) throws InterruptedException {
    long start = System.nanoTime() - 1_800_000_000_000L;
    for (int i = 0; i < 360; i++) {
      engine.events += Math.round(5 * (40_000 + 15_000 * Math.sin(i / 20.0) + 4_000 * Math.sin(i)));
      if (i % 37 == 0) {
        engine.alerts.raise(Priority.values()[i % 8], "Shell in a container",
            "A shell was spawned (user=root container=web-" + i + ")", "container", "shell");
      }
      samples.sample(start + i * 5_000_000_000L);
    }
    samples.start();
    for (int i = 0;; i++) {
      Thread.sleep(2_000);
      engine.events += 80_000;
      engine.well = i % 20 < 10;
      engine.alerts.raise(Priority.values()[i % 8], i % 3 == 0 ? "Own" : "Shell in a container",
          "opened /etc/<shadow> number " + i, "files");
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    ConsoleRequest request = request(exchange);
    switch (gate.decide(request)) {
      case AccessDecision.Pass(var session) -> {
        if (request.path().equals(ConsoleSite.ALERT_STREAM)) {
          stream(exchange, session.orElseThrow());
          return;
        }
        send(exchange, site.answer(request, session));
      }
      case AccessDecision.LogIn() -> send(exchange, PageReply.redirect("/login"));
      case AccessDecision.ChangePassword() -> send(exchange, PageReply.redirect("/account"));
      case AccessDecision.Refuse(int status, String why, var _) -> send(exchange, PageReply.text(status, why));
    }
  }

  private void stream(HttpExchange exchange, ConsoleSession session) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    site.stream().open(session, request(exchange),
        new OutputStreamWriter(exchange.getResponseBody(), StandardCharsets.UTF_8), exchange::close);
  }

  private static void send(HttpExchange exchange, PageReply reply) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", reply.type());
    exchange.getResponseHeaders().set("Content-Security-Policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'");
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    exchange.sendResponseHeaders(reply.status(), reply.body().length == 0 ? -1 : reply.body().length);
    try (exchange) {
      exchange.getResponseBody().write(reply.body());
    }
  }

  private static ConsoleRequest request(HttpExchange exchange) throws IOException {
    Map<String, String> parameters = new HashMap<>();
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    for (String text : new String[] {Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), ""), body}) {
      for (String pair : text.split("&")) {
        String[] parts = pair.split("=", 2);
        parameters.putIfAbsent(parts[0], parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
      }
    }
    return new ConsoleRequest() {
      @Override
      public String method() {
        return exchange.getRequestMethod();
      }

      @Override
      public String path() {
        return exchange.getRequestURI().getRawPath();
      }

      @Override
      public String query() {
        return Objects.requireNonNullElse(exchange.getRequestURI().getRawQuery(), "");
      }

      @Override
      public String header(String name) {
        return Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst(name), "");
      }

      @Override
      public String cookie(String name) {
        return Arrays.stream(header("Cookie").split("; ")).filter(c -> c.startsWith(name + "="))
            .map(c -> c.substring(name.length() + 1)).findFirst().orElse("");
      }

      @Override
      public String parameter(String name) {
        return parameters.getOrDefault(name, "");
      }

      @Override
      public String clientAddress() {
        return exchange.getRemoteAddress().getAddress().getHostAddress();
      }

      @Override
      public boolean secure() {
        return false;
      }
    };
  }
}
