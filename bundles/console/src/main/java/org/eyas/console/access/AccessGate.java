package org.eyas.console.access;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks every request before any page gets it, also those for Felix' pages. A path that is not open to everybody, to
 * viewers or to admins is closed. Paths are compared as received, so that another spelling of a path does not match.
 */
public final class AccessGate {
  /** The path of the page for one's password, and the path to log out. */
  public static final String ACCOUNT = "/account";

  public static final String LOG_OUT = "/logout";

  /** The path of a user's saved searches and columns. Viewers may change theirs, too. */
  public static final String SEARCHES = "/alerts/searches";

  /** The path of the stream of alerts. The browser opens it again by itself after each interruption. */
  public static final String ALERT_STREAM = "/alerts/stream";

  private static final String REFRESH = "Eyas-Refresh";
  private static final Pattern PLAIN_PATH = Pattern.compile("/[A-Za-z0-9._~/@+,:$=!-]*");

  private final ConsoleSessions sessions;
  private final ConsoleHostNames hosts;
  private final Set<String> open;
  private final Set<String> pages;

  /**
   * @param open paths that need no log-in
   * @param pages paths of Eyas' pages
   */
  public AccessGate(ConsoleSessions sessions, ConsoleHostNames hosts, Set<String> open, Set<String> pages) {
    this.sessions = sessions;
    this.hosts = hosts;
    this.open = Set.copyOf(open);
    this.pages = Set.copyOf(pages);
  }

  public AccessDecision decide(ConsoleRequest request) {
    if (!hosts.isConsoleHost(request.header("Host"))) {
      return new AccessDecision.Refuse(421,
          "The console does not have this name. Use its address, or a name of its certificate.");
    }
    if (!PLAIN_PATH.matcher(request.path()).matches() || request.path().contains("//") || request.path().contains("/.")) {
      return new AccessDecision.Refuse(400, "There is no such path.");
    }
    boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
    if (!reads && !request.method().equals("POST")) {
      return new AccessDecision.Refuse(405, "The console supports GET and POST.");
    }
    if (!reads && !isSameOrigin(request)) {
      return new AccessDecision.Refuse(403, "This request comes from another site.");
    }
    String id = request.cookie(LoginService.cookieName(request.secure()));
    Optional<ConsoleSession> session = isAutomatic(request) ? sessions.find(id) : sessions.findAndMarkUsed(id);
    if (open.contains(request.path())) {
      return new AccessDecision.Pass(session);
    }
    return session.map(there -> decide(request, there, reads)).orElse(new AccessDecision.LogIn());
  }

  // The request of a page that refreshes itself does not count as use of the session. A browser cannot add a header to that for
  // the stream.
  private static boolean isAutomatic(ConsoleRequest request) {
    return !request.header(REFRESH).isEmpty() || request.path().equals(ALERT_STREAM);
  }

  private AccessDecision decide(ConsoleRequest request, ConsoleSession session, boolean reads) {
    String path = request.path();
    if (path.equals(ACCOUNT) || path.equals(LOG_OUT)) {
      return new AccessDecision.Pass(Optional.of(session));
    }
    if (session.mustChangePassword()) {
      return new AccessDecision.ChangePassword();
    }
    if (!session.isAdmin() && !(reads && pages.contains(path)) && !path.equals(SEARCHES)) {
      return new AccessDecision.Refuse(403, "Only an admin may do that.");
    }
    if (pages.contains(path)) {
      return new AccessDecision.Pass(Optional.of(session));
    }
    boolean harmless = reads && !FelixPageAccess.changesByGet(request);
    return FelixPageAccess.refusalReason(request)
        .<AccessDecision>map(why -> new AccessDecision.Refuse(403, why, harmless ? Optional.empty() : Optional.of(session)))
        .orElse(new AccessDecision.Pass(Optional.of(session)));
  }

  // Browsers send the origin of a request in one of two headers. A client that sends neither is not a browser, and has no
  // cookie that another site could misuse.
  private static boolean isSameOrigin(ConsoleRequest request) {
    String site = request.header("Sec-Fetch-Site");
    String origin = request.header("Origin");
    if (!site.isEmpty() && !site.equals("same-origin")) {
      return false;
    }
    return origin.isEmpty() ? !site.isEmpty() : ConsoleHostNames.isSameOrigin(origin, request.header("Host"), request.secure());
  }
}
