package org.eyas.console.page.rule;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.AuditEntry;
import org.eyas.api.control.ConfigurationFile;
import org.eyas.api.control.RuleControl;
import org.eyas.api.control.RuleFiles;
import org.eyas.api.control.RuleStatus;
import org.eyas.api.rule.RuleDocument;
import org.eyas.console.page.AuditRecorder;
import org.eyas.console.page.ConsolePage;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.EngineSamples;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.PageTemplates;
import org.eyas.console.page.QueryString;
import org.eyas.console.page.RuleDocuments;
import org.eyas.console.page.RuleSamples;
import org.eyas.console.page.TimeRange;
import org.eyas.console.page.UserRequest;
import org.jspecify.annotations.Nullable;

/** The page of rules: the state of each rule with its reason, its matches, and its cost. */
public final class RulesPage implements ConsolePage {
  private static final String ENABLE = "enable rule";
  private static final String DISABLE = "disable rule";
  private static final int MOST_ENTRIES = 100;

  private record Model(
      boolean known, boolean switchable, String text, List<State> states, List<RuleTableRow> rules, int shown, int all,
      List<Document> documents, @Nullable RuleSaveResult saved, String done, String note) {}

  private record Document(String name, boolean file) {}

  private record State(String name, boolean chosen) {}

  private final ConsoleServices services;
  private final RuleDocuments documents;
  private final RuleSamples samples;
  private final PageTemplates templates;
  private final AuditRecorder audit;

  public RulesPage(ConsoleServices services, EngineSamples samples, PageTemplates templates, AuditRecorder audit) {
    this.services = services;
    this.samples = samples.rules();
    this.templates = templates;
    this.audit = audit;
    documents = new RuleDocuments(services);
  }

  @Override
  public PageReply get(UserRequest visit) throws IOException {
    List<RuleStatus> all = services.rules().map(RuleControl::rules).orElse(List.of());
    String text = visit.parameter("text");
    String state = visit.parameter("state");
    RuleTrends courses = RuleTrends.of(samples, TimeRange.of(visit.request()), services);
    List<RuleTableRow> rows = rows(all, courses).filter(row -> fits(row, text.toLowerCase(Locale.ROOT), state)).toList();
    Model model =
        new Model(services.rules().isPresent(), canSwitch(), text, states(state), rows, rows.size(), all.size(), documentRows(),
            saved(visit).orElse(null), done(visit, all), courses.note());
    return templates.page("rules", "Rules", visit, model);
  }

  private Optional<RuleSaveResult> saved(UserRequest visit) throws IOException {
    String name = visit.parameter("saved");
    return name.isEmpty() ? Optional.empty()
        : documents.editable(name)
            .map(there -> RuleSaveResult.of(there.document(), services.rules()));
  }

  // The text names only a rule that exists and was switched, so that a link cannot carry another message.
  private String done(UserRequest visit, List<RuleStatus> all) {
    String rule = visit.parameter("switched");
    boolean known = all.stream().anyMatch(status -> status.rule().name().equals(rule));
    String action = visit.parameter("to").equals("enable") ? ENABLE : DISABLE;
    return known && lastAction(rule).equals(action)
        ? "The rule '" + rule + "' is " + (action.equals(ENABLE) ? "enabled" : "disabled")
            + " in the configuration file, and the engine applies it."
        : "";
  }

  private String lastAction(String rule) {
    List<AuditEntry> entries = services.audit().map(log -> log.recent(MOST_ENTRIES)).orElse(List.of());
    return entries.stream()
        .filter(entry -> entry.done() && entry.detail().equals(AuditRecorder.singleLine(rule)))
        .map(AuditEntry::what)
        .filter(List.of(ENABLE, DISABLE)::contains)
        .findFirst()
        .orElse("");
  }

  // If a time is chosen, the rules with most alerts in it come first.
  private static Stream<RuleTableRow> rows(List<RuleStatus> all, RuleTrends courses) {
    long nanos = all.stream().mapToLong(RuleStatus::nanos).sum();
    return all.stream()
        .map(status -> RuleTableRow.of(status, nanos, courses.of(status)))
        .sorted(Comparator.comparingLong((RuleTableRow row) -> row.course().alerts()).reversed());
  }

  private static List<State> states(String chosen) {
    return Stream.of("active", "disabled", "parked").map(name -> new State(name, name.equals(chosen))).toList();
  }

  private boolean canSwitch() {
    return services.configuration().filter(file -> !file.path().isEmpty()).isPresent();
  }

  private static boolean fits(RuleTableRow row, String text, String state) {
    boolean named = row.searched().toLowerCase(Locale.ROOT).contains(text);
    return named && (state.isEmpty() || row.state().equals(state));
  }

  private List<Document> documentRows() throws IOException {
    List<String> files = new ArrayList<>();
    for (RuleFiles loader : services.ruleFiles()) {
      loader.files().stream().map(RuleDocument::name).forEach(files::add);
    }
    return documents.all().stream().map(document -> new Document(document.name(), files.contains(document.name()))).toList();
  }

  /** Enables or disables a rule, in the configuration file. */
  @Override
  public PageReply post(UserRequest visit) throws RefusedException, IOException {
    String rule = visit.parameter("rule");
    boolean enable = visit.parameter("do").equals("enable");
    ConfigurationFile file =
        services.configuration().orElseThrow(() -> new RefusedException("The configuration is not available."));
    boolean known =
        services.rules().map(RuleControl::rules).orElse(List.of()).stream().anyMatch(status -> status.rule().name().equals(rule));
    if (!known) {
      throw new RefusedException("There is no rule " + rule + ".");
    }
    String before = file.text();
    audit.applyAudited(visit, enable ? ENABLE : DISABLE, rule,
        () -> file.save(before, file.withRule(before, rule, enable)));
    return PageReply.redirect(
        "/rules?" + QueryString.parameter("switched", rule) + "&" + QueryString.parameter("to", enable ? "enable" : "disable")
            + (visit.parameter("from").isEmpty() ? "" : "&" + QueryString.parameter("text", visit.parameter("from"))));
  }
}
