package org.eyas.console.page;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eyas.api.config.RefusedException;
import org.eyas.api.failure.Reason;
import org.eyas.console.access.Access;
import org.eyas.console.access.Gate;
import org.eyas.console.access.Login;
import org.eyas.console.access.Request;
import org.eyas.console.access.Session;
import org.eyas.console.access.Sessions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Eyas' pages by their paths. */
public final class Site {
  /** The path of the stream of alerts. The servlet serves it, because it needs the connection. */
  public static final String ALERT_STREAM = "/alerts/stream";

  private static final Logger LOG = LoggerFactory.getLogger(Site.class);

  private final Map<String, Page> pages = new LinkedHashMap<>();
  private final Templates templates = new Templates();
  private final LoginPage login;
  private final AlertStream stream;
  private final Audit audit;
  private final Sessions sessions;

  public Site(Services services, Samples samples, Access access, Limits limits) {
    audit = new Audit(services);
    sessions = access.sessions();
    Preferences preferences = new Preferences(access.accounts().beside("-preferences"));
    login = new LoginPage(access.login(), templates, audit);
    pages.put("/", new OverviewPage(services, samples, templates));
    pages.put("/alerts", new AlertsPage(services, preferences, templates));
    pages.put("/alerts/list", new AlertListPage(services, preferences, templates));
    pages.put(Gate.SEARCHES, new SearchesPage(services, preferences, audit));
    pages.put("/alerts/export", new AlertExportPage(services));
    pages.put("/alerts/completion", new CompletionPage(services));
    pages.put("/alerts/detail", new AlertPage(services, templates, false));
    pages.put("/alert", new AlertPage(services, templates, true));
    pages.put("/alert/events", new AlertTrialPage(services, templates));
    pages.put(CapturePage.PATH, new CapturePage(services, templates, audit));
    pages.put("/mute", new MutePage(services, templates, audit));
    pages.put("/mute/advice", new AdvicePage(services, templates));
    pages.put(MutesTogetherPage.PATH, new MutesTogetherPage(services, templates));
    pages.put("/tuning", new TuningPage(services, templates));
    pages.put("/mutes", new MutesPage(services, templates, audit));
    pages.put("/rules", new RulesPage(services, samples, templates, audit));
    pages.put("/rules/edit", new RuleEditorPage(services, templates, audit));
    pages.put("/rules/words", new RuleWordsPage(services));
    pages.put("/rules/try", new TrialPage(services, templates, audit));
    pages.put("/completeness", new CompletenessPage(services, templates));
    pages.put("/channels", new ChannelsPage(services, samples, templates, audit));
    pages.put("/bundles", new BundlesPage(services, templates, audit));
    pages.put("/configuration", new ConfigurationPage(services, limits, templates, audit));
    pages.put("/configuration/words", new ConfigurationWordsPage(services));
    pages.put(KeysPage.PATH, new KeysPage(services, limits, templates, audit));
    pages.put("/audit", new AuditPage(services, templates));
    pages.put(Gate.ACCOUNT, new AccountPage(access, templates, audit));
    stream = new AlertStream(services, preferences, templates, sessions);
  }

  /** The stream at {@link #ALERT_STREAM}. */
  public AlertStream stream() {
    return stream;
  }

  /** Paths that need no log-in. */
  public static Set<String> open() {
    return Stream.concat(StaticFiles.paths().stream(), Stream.of(LoginPage.PATH)).collect(Collectors.toSet());
  }

  /** Paths of pages. */
  public Set<String> paths() {
    return Stream.concat(pages.keySet().stream(), Stream.of(ALERT_STREAM)).collect(Collectors.toSet());
  }

  /** The header of all pages, for a page of another bundle. */
  public String header(Session session) {
    return templates.header("felix", session);
  }

  /** Records what a user did on a page of another bundle. */
  public void note(Request request, Session session, String what, String detail, boolean done) {
    audit.add(new Visit(request, session).who(), what, detail, done);
  }

  /** Answers a request that passed the gate. */
  public Reply answer(Request request, Optional<Session> session) {
    try {
      if (StaticFiles.paths().contains(request.path())) {
        return StaticFiles.reply(request.path());
      }
      if (request.path().equals(LoginPage.PATH)) {
        return login.answer(request, session);
      }
      return session.map(who -> answer(new Visit(request, who))).orElse(Reply.to(LoginPage.PATH));
    } catch (IOException | RuntimeException e) {
      LOG.error("console: {} failed due to an internal error", request.path(), e);
      return refusal(request, session, 500, "This page failed due to an internal error: see the engine's log.");
    }
  }

  /** An answer with the reason why there is no page: HTML for a browser, otherwise one line. */
  public Reply refusal(Request request, Optional<Session> session, int status, String why) {
    if (!request.header("Accept").contains("text/html")) {
      return Reply.text(status, why);
    }
    String title = status == 404 ? "Not found" : "Not possible";
    Map<String, String> model = Map.of("title", title, "why", why);
    return session
        .map(reader -> templates.page(status, "refusal", title, new Visit(request, reader), model))
        .orElseGet(() -> templates.open(status, "refusal", title, model));
  }

  private Reply answer(Visit visit) {
    boolean post = visit.request().method().equals("POST");
    if (post && !visit.session().hasToken(visit.parameter("token"))) {
      return refusal(
          visit.request(), Optional.of(visit.session()), 403,
          "This form is out of date: go back, reload the page and send it again.");
    }
    if (visit.request().path().equals(Gate.LOG_OUT)) {
      return post ? logOut(visit) : Reply.to("/");
    }
    Page page = pages.get(visit.request().path());
    if (page == null) {
      return refusal(visit.request(), Optional.of(visit.session()), 404, "There is no such page.");
    }
    try {
      Reply reply = post ? page.post(visit).during(TimeRange.of(visit.request())) : page.get(visit);
      return reply.status() == 404 ? refusal(visit.request(), Optional.of(visit.session()), 404, reply.line()) : reply;
    } catch (RefusedException e) {
      audit.add(visit.who(), "change " + visit.request().path(), Reason.of(e), false);
      return refused(visit, Reason.of(e));
    } catch (IOException e) {
      audit.add(visit.who(), "change " + visit.request().path(), e.toString(), false);
      LOG.error("console: {}: {}", visit.request().path(), e.toString());
      return refused(visit, "It could not be done: " + Reason.of(e));
    }
  }

  private Reply refused(Visit visit, String why) {
    if (visit.request().header("Accept").contains("application/json")) {
      return Reply.text(409, why);
    }
    return templates.page(409, "refused", "Not done", visit, Map.of("why", why, "back", visit.request().path()));
  }

  private Reply logOut(Visit visit) {
    sessions.end(visit.session());
    audit.add(visit.who(), "log out", "", true);
    return Reply.to(LoginPage.PATH).with("Set-Cookie", Login.noCookie(visit.request().secure()));
  }
}
