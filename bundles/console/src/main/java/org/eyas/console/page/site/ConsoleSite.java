package org.eyas.console.page.site;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eyas.api.config.RefusedException;
import org.eyas.api.failure.Reason;
import org.eyas.console.access.AccessControl;
import org.eyas.console.access.AccessGate;
import org.eyas.console.access.ConsoleRequest;
import org.eyas.console.access.ConsoleSession;
import org.eyas.console.access.ConsoleSessions;
import org.eyas.console.access.LoginService;
import org.eyas.console.oidc.OidcLogin;
import org.eyas.console.page.AuditRecorder;
import org.eyas.console.page.ConsolePage;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.EngineSamples;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.PageTemplates;
import org.eyas.console.page.TimePicker;
import org.eyas.console.page.TimeRange;
import org.eyas.console.page.UserRequest;
import org.eyas.console.page.alert.AlertCountsPage;
import org.eyas.console.page.alert.AlertEventsPage;
import org.eyas.console.page.alert.AlertExportPage;
import org.eyas.console.page.alert.AlertListPage;
import org.eyas.console.page.alert.AlertPage;
import org.eyas.console.page.alert.AlertStream;
import org.eyas.console.page.alert.AlertsPage;
import org.eyas.console.page.alert.CapturePage;
import org.eyas.console.page.alert.QueryCompletionPage;
import org.eyas.console.page.alert.SavedSearchesPage;
import org.eyas.console.page.alert.UserPreferences;
import org.eyas.console.page.configuration.ConfigurationCompletionPage;
import org.eyas.console.page.configuration.ConfigurationKeysPage;
import org.eyas.console.page.configuration.ConfigurationPage;
import org.eyas.console.page.configuration.ConsolePermissions;
import org.eyas.console.page.configuration.FileChangesPage;
import org.eyas.console.page.engine.BundlesPage;
import org.eyas.console.page.engine.ChannelsPage;
import org.eyas.console.page.engine.CompletenessPage;
import org.eyas.console.page.engine.OverviewPage;
import org.eyas.console.page.incident.IncidentPage;
import org.eyas.console.page.incident.IncidentsPage;
import org.eyas.console.page.mute.CombinedMutesPage;
import org.eyas.console.page.mute.MuteAdvicePage;
import org.eyas.console.page.mute.MutePage;
import org.eyas.console.page.mute.MutesPage;
import org.eyas.console.page.mute.RuleTuningPage;
import org.eyas.console.page.rule.RuleCompletionPage;
import org.eyas.console.page.rule.RuleEditorPage;
import org.eyas.console.page.rule.RuleTrialPage;
import org.eyas.console.page.rule.RulesPage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Eyas' pages by their paths. */
public final class ConsoleSite {
  /** The path of the stream of alerts. The servlet serves it, because it needs the connection. */
  public static final String ALERT_STREAM = AccessGate.ALERT_STREAM;

  private static final Logger LOG = LoggerFactory.getLogger(ConsoleSite.class);

  private final Map<String, ConsolePage> pages = new LinkedHashMap<>();
  private final PageTemplates templates = new PageTemplates();
  private final LoginPage login;
  private final OidcPage provider;
  private final SessionPage remaining;
  private final AlertStream stream;
  private final AuditRecorder audit;
  private final ConsoleSessions sessions;

  public ConsoleSite(ConsoleServices services, EngineSamples samples, AccessControl access, ConsolePermissions limits,
      OidcLogin oidc) {
    audit = new AuditRecorder(services);
    sessions = access.sessions();
    UserPreferences preferences = new UserPreferences(access.accounts().siblingFile("-preferences"));
    login = new LoginPage(access.login(), oidc, templates, audit);
    remaining = new SessionPage(sessions);
    provider = new OidcPage(oidc, sessions, login, templates, audit);
    pages.put("/", new OverviewPage(services, samples, templates));
    pages.put("/alerts", new AlertsPage(services, preferences, templates));
    pages.put("/alerts/list", new AlertListPage(services, preferences, templates));
    pages.put(AccessGate.SEARCHES, new SavedSearchesPage(services, preferences, audit));
    pages.put("/alerts/counts", new AlertCountsPage(services, templates));
    pages.put("/alerts/export", new AlertExportPage(services, preferences));
    pages.put("/alerts/completion", new QueryCompletionPage(services));
    pages.put("/alerts/detail", new AlertPage(services, templates, false));
    pages.put("/alert", new AlertPage(services, templates, true));
    pages.put("/alert/events", new AlertEventsPage(services, templates));
    pages.put(CapturePage.PATH, new CapturePage(services, templates, audit));
    pages.put(IncidentsPage.PATH, new IncidentsPage(services, templates));
    pages.put(IncidentPage.PATH, new IncidentPage(services, templates, audit));
    pages.put("/mute", new MutePage(services, templates, audit));
    pages.put("/mute/advice", new MuteAdvicePage(services, templates));
    pages.put(CombinedMutesPage.PATH, new CombinedMutesPage(services, templates));
    pages.put("/tuning", new RuleTuningPage(services, templates));
    pages.put("/mutes", new MutesPage(services, templates, audit));
    pages.put("/rules", new RulesPage(services, samples, templates, audit));
    pages.put("/rules/edit", new RuleEditorPage(services, templates, audit));
    pages.put("/rules/words", new RuleCompletionPage(services));
    pages.put("/rules/try", new RuleTrialPage(services, templates, audit));
    pages.put("/completeness", new CompletenessPage(services, templates));
    pages.put("/channels", new ChannelsPage(services, samples, templates, audit));
    pages.put("/bundles", new BundlesPage(services, templates, audit));
    pages.put("/configuration", new ConfigurationPage(services, limits, templates, audit));
    pages.put("/configuration/words", new ConfigurationCompletionPage(services));
    pages.put(ConfigurationKeysPage.PATH, new ConfigurationKeysPage(services, limits, templates, audit));
    pages.put(FileChangesPage.PATH, new FileChangesPage(services, limits, templates, audit));
    pages.put("/audit", new AuditPage(services, templates));
    pages.put(AccessGate.ACCOUNT, new AccountPage(access, templates, audit));
    stream = new AlertStream(services, preferences, templates, sessions);
  }

  /** The stream at {@link #ALERT_STREAM}. */
  public AlertStream stream() {
    return stream;
  }

  /** Paths that need no log-in. */
  public static Set<String> openPaths() {
    return Stream
        .concat(StaticFiles.paths().stream(), Stream.of(LoginPage.PATH, SessionPage.PATH, OidcLogin.BEGIN, OidcLogin.CALLBACK))
        .collect(Collectors.toSet());
  }

  /** Paths of pages. */
  public Set<String> pagePaths() {
    return Stream.concat(pages.keySet().stream(), Stream.of(ALERT_STREAM)).collect(Collectors.toSet());
  }

  /** The header of all pages, for a page of another bundle. */
  public String header(ConsoleSession session) {
    return templates.header("felix", session);
  }

  /** Records what a user did on a page of another bundle. */
  public void recordAction(ConsoleRequest request, ConsoleSession session, String what, String detail, boolean done) {
    audit.addEntry(new UserRequest(request, session).actor(), what, detail, done);
  }

  /** Answers a request that passed the gate. */
  public PageReply answer(ConsoleRequest request, Optional<ConsoleSession> session) {
    try {
      if (StaticFiles.paths().contains(request.path())) {
        return StaticFiles.reply(request.path());
      }
      if (request.path().equals(LoginPage.PATH)) {
        return login.answer(request, session);
      }
      if (request.path().equals(SessionPage.PATH)) {
        return remaining.answer(session);
      }
      if (OidcPage.PATHS.contains(request.path())) {
        return provider.answer(request);
      }
      return session.map(who -> answer(new UserRequest(request, who))).orElse(PageReply.redirect(LoginPage.PATH));
    } catch (IOException | RuntimeException e) {
      LOG.error("console: {} failed due to an internal error", request.path(), e);
      return refusal(request, session, 500, "This page failed due to an internal error: see the engine's log.");
    }
  }

  /** An answer with the reason why there is no page: HTML for a browser, otherwise one line. */
  public PageReply refusal(ConsoleRequest request, Optional<ConsoleSession> session, int status, String why) {
    if (!request.header("Accept").contains("text/html")) {
      return PageReply.text(status, why);
    }
    String title = status == 404 ? "Not found" : "Not possible";
    Map<String, String> model = Map.of("title", title, "why", why);
    return session
        .map(reader -> templates.page(status, "refusal", title, new UserRequest(request, reader), model))
        .orElseGet(() -> templates.open(status, "refusal", title, model));
  }

  private PageReply answer(UserRequest visit) {
    boolean post = visit.request().method().equals("POST");
    if (post && !visit.session().hasToken(visit.parameter("token"))) {
      return refusal(
          visit.request(), Optional.of(visit.session()), 403,
          "This form is out of date: go back, reload the page and send it again.");
    }
    if (visit.request().path().equals(AccessGate.LOG_OUT)) {
      return post ? logOut(visit) : PageReply.redirect("/");
    }
    ConsolePage page = pages.get(visit.request().path());
    if (page == null) {
      return refusal(visit.request(), Optional.of(visit.session()), 404, "There is no such page.");
    }
    try {
      Optional<String> chosen = post ? Optional.empty() : TimePicker.chosen(visit.request(), Instant.now());
      if (chosen.isPresent()) {
        return PageReply.redirect(chosen.get());
      }
    } catch (RefusedException e) {
      return refusal(visit.request(), Optional.of(visit.session()), 400, Reason.of(e));
    }
    try {
      PageReply reply = post ? page.post(visit).withTime(TimeRange.of(visit.request())) : page.get(visit);
      return reply.status() == 404 ? refusal(visit.request(), Optional.of(visit.session()), 404, reply.bodyLine()) : reply;
    } catch (RefusedException e) {
      audit.addEntry(visit.actor(), "change " + visit.request().path(), Reason.of(e), false);
      return refused(visit, Reason.of(e));
    } catch (IOException e) {
      audit.addEntry(visit.actor(), "change " + visit.request().path(), e.toString(), false);
      LOG.error("console: {}: {}", visit.request().path(), e.toString());
      return refused(visit, "The change failed: " + Reason.of(e));
    }
  }

  private PageReply refused(UserRequest visit, String why) {
    if (visit.request().header("Accept").contains("application/json")) {
      return PageReply.text(409, why);
    }
    return templates.page(409, "refused", "Not done", visit, Map.of("why", why, "back", visit.request().path()));
  }

  private PageReply logOut(UserRequest visit) {
    sessions.end(visit.session());
    audit.addEntry(visit.actor(), "log out", "", true);
    return provider.afterLogOut(visit.session()).withHeader("Set-Cookie", LoginService.noCookie(visit.request().secure()));
  }
}
