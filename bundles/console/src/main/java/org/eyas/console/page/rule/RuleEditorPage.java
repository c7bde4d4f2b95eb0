package org.eyas.console.page.rule;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.RuleControl;
import org.eyas.api.control.RuleStatus;
import org.eyas.api.failure.Reason;
import org.eyas.api.rule.Diagnostic;
import org.eyas.api.rule.LoadReport;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleEngine;
import org.eyas.console.access.ConsoleSession;
import org.eyas.console.page.AuditRecorder;
import org.eyas.console.page.ConsolePage;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.PageJson;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.PageTemplates;
import org.eyas.console.page.QueryString;
import org.eyas.console.page.RuleDocuments;
import org.eyas.console.page.TextPlace;
import org.eyas.console.page.UserRequest;
import org.eyas.console.page.alert.JournalSummary;

/**
 * The page of a rule document: the engine checks it while a user types, tries it on recent events, and its loader saves it.
 */
public final class RuleEditorPage implements ConsolePage {
  /** The key of a check: only the newest check of an editor counts. */
  private record Check(ConsoleSession session, String document) {}

  private record Model(
      String document, PageTemplates.Raw content, String digest, boolean file, int line, List<String> rules,
      JournalSummary journal) {}

  private final ConsoleServices services;
  private final RuleDocuments documents;
  private final PageTemplates templates;
  private final AuditRecorder audit;
  private final LatestOnlyRunner<Check> checks = new LatestOnlyRunner<>();

  public RuleEditorPage(ConsoleServices services, PageTemplates templates, AuditRecorder audit) {
    this.services = services;
    this.templates = templates;
    this.audit = audit;
    documents = new RuleDocuments(services);
  }

  @Override
  public PageReply get(UserRequest visit) throws IOException {
    String name = visit.parameter("document");
    Optional<RuleDocuments.Editable> editable = documents.editable(name);
    Optional<RuleDocument> document = editable.map(RuleDocuments.Editable::document);
    if (document.isEmpty()) {
      document = documents.all().stream().filter(loaded -> loaded.name().equals(name)).findFirst();
    }
    if (document.isEmpty()) {
      return PageReply.text(404, "There is no document " + name + ".");
    }
    String content = document.get().content();
    int line = visit.parameter("line").matches("\\d{1,6}") ? Integer.parseInt(visit.parameter("line")) : 0;
    List<String> rules =
        services.rules().map(RuleControl::rules).orElse(List.of()).stream()
            .filter(status -> status.document().equals(name))
            .map((RuleStatus status) -> status.rule().name())
            .toList();
    Model model =
        new Model(name, new PageTemplates.Raw(content), RuleDocuments.digest(content), editable.isPresent(), line, rules,
            JournalSummary.of(services));
    return templates.page("ruleeditor", "Rule document", visit, model);
  }

  /** Checks a text ({@code do=check}) or saves it; a script gets the address of the next page. */
  @Override
  public PageReply post(UserRequest visit) throws RefusedException, IOException {
    String name = visit.parameter("document");
    String content = RuleDocuments.unixLines(visit.parameter("content"));
    if (visit.parameter("do").equals("check")) {
      return PageReply.json(PageJson.remarks(checks.run(new Check(visit.session(), name), () -> checked(name, content))));
    }
    List<PageJson.Remark> remarks = remarks(name, content);
    Optional<PageJson.Remark> error = remarks.stream().filter(PageJson.Remark::error).findFirst();
    if (error.isPresent()) {
      int line = error.get().place().line();
      throw new RefusedException("Not saved: " + (line > 0 ? "line " + line + ": " : "") + error.get().text());
    }
    RuleDocuments.Editable target =
        documents.editable(name).orElseThrow(() -> new RefusedException(name + " is not a file that can be changed here."));
    if (!RuleDocuments.digest(target.document().content()).equals(visit.parameter("digest"))) {
      throw new RefusedException(
          "Not saved: somebody else changed " + name + " meanwhile. Open it in a new tab, and change it there.");
    }
    audit.applyAudited(visit, "save rules", name, () -> target.loader().save(target.document(), content));
    return PageReply.redirectOrAddress(visit, "/rules?" + QueryString.parameter("saved", name));
  }

  /** While a user types: a check that is rejected is shown like any other error, and is not an action for the audit log. */
  private List<PageJson.Remark> checked(String name, String content) throws IOException {
    try {
      return remarks(name, content);
    } catch (RefusedException e) {
      return List.of(new PageJson.Remark(true, TextPlace.WHOLE, Reason.of(e)));
    }
  }

  private List<PageJson.Remark> remarks(String name, String content) throws RefusedException, IOException {
    RuleEngine engine =
        services.engine().orElseThrow(() -> new RefusedException("Rules cannot be checked: the engine is not available."));
    LoadReport report = engine.validate(documents.withContent(name, content));
    List<PageJson.Remark> remarks = new ArrayList<>();
    for (LoadReport.Result result : report.results()) {
      boolean own = result.document().equals(name);
      RuleDocument document = new RuleDocument(result.document(), content);
      result.errors().forEach(diagnostic -> remarks.add(remark(diagnostic, own, document)));
      if (own) {
        result.warnings().forEach(diagnostic -> remarks.add(remark(diagnostic, true, document)));
        result.hints().forEach(diagnostic -> remarks.add(remark(diagnostic, true, document)));
        result.schemaWarnings().forEach(text -> remarks.add(new PageJson.Remark(false, TextPlace.WHOLE, text)));
      }
    }
    return remarks;
  }

  private static PageJson.Remark remark(Diagnostic diagnostic, boolean own, RuleDocument document) {
    String text =
        (own ? "" : document.name() + ": ") + diagnostic.message()
            + (diagnostic.hint().isEmpty() ? "" : " (" + diagnostic.hint() + ")");
    boolean error = diagnostic.severity() == Diagnostic.Severity.ERROR;
    return new PageJson.Remark(error, own ? TextPlace.of(diagnostic, document) : TextPlace.WHOLE, text);
  }
}
