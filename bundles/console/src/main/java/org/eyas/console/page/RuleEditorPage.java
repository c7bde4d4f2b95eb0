package org.eyas.console.page;

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
import org.eyas.console.access.Session;

/**
 * The page of a rule document: the engine checks it while a user types, tries it on recent events, and its loader saves it.
 */
final class RuleEditorPage implements Page {
  /** The key of a check: only the newest check of an editor counts. */
  private record Check(Session session, String document) {}

  private record Model(
      String document, Templates.Raw content, String digest, boolean file, int line, List<String> rules,
      JournalRow journal) {}

  private final Services services;
  private final Documents documents;
  private final Templates templates;
  private final Audit audit;
  private final NewestWork<Check> checks = new NewestWork<>();

  RuleEditorPage(Services services, Templates templates, Audit audit) {
    this.services = services;
    this.templates = templates;
    this.audit = audit;
    documents = new Documents(services);
  }

  @Override
  public Reply get(Visit visit) throws IOException {
    String name = visit.parameter("document");
    Optional<Documents.Editable> editable = documents.editable(name);
    Optional<RuleDocument> document = editable.map(Documents.Editable::document);
    if (document.isEmpty()) {
      document = documents.all().stream().filter(loaded -> loaded.name().equals(name)).findFirst();
    }
    if (document.isEmpty()) {
      return Reply.text(404, "There is no document " + name + ".");
    }
    String content = document.get().content();
    int line = visit.parameter("line").matches("\\d{1,6}") ? Integer.parseInt(visit.parameter("line")) : 0;
    List<String> rules =
        services.rules().map(RuleControl::rules).orElse(List.of()).stream()
            .filter(status -> status.document().equals(name))
            .map((RuleStatus status) -> status.rule().name())
            .toList();
    Model model =
        new Model(name, new Templates.Raw(content), Documents.digest(content), editable.isPresent(), line, rules,
            JournalRow.of(services));
    return templates.page("ruleeditor", "Rule document", visit, model);
  }

  /** Checks a text ({@code do=check}) or saves it; a script gets the address of the next page. */
  @Override
  public Reply post(Visit visit) throws RefusedException, IOException {
    String name = visit.parameter("document");
    String content = Documents.unixLines(visit.parameter("content"));
    if (visit.parameter("do").equals("check")) {
      return Reply.json(Json.remarks(checks.run(new Check(visit.session(), name), () -> checked(name, content))));
    }
    List<Json.Remark> remarks = remarks(name, content);
    Optional<Json.Remark> error = remarks.stream().filter(Json.Remark::error).findFirst();
    if (error.isPresent()) {
      int line = error.get().place().line();
      throw new RefusedException("Not saved: " + (line > 0 ? "line " + line + ": " : "") + error.get().text());
    }
    Documents.Editable target =
        documents.editable(name).orElseThrow(() -> new RefusedException(name + " is not a file that can be changed here."));
    if (!Documents.digest(target.document().content()).equals(visit.parameter("digest"))) {
      throw new RefusedException(
          "Not saved: somebody else changed " + name + " meanwhile. Open it in a new tab, and change it there.");
    }
    audit.make(visit, "save rules", name, () -> target.loader().save(target.document(), content));
    return Reply.next(visit, "/rules?" + Links.query("saved", name));
  }

  /** While a user types: a check that is rejected is shown like any other error, and is not an action for the audit log. */
  private List<Json.Remark> checked(String name, String content) throws IOException {
    try {
      return remarks(name, content);
    } catch (RefusedException e) {
      return List.of(new Json.Remark(true, TextPlace.WHOLE, Reason.of(e)));
    }
  }

  private List<Json.Remark> remarks(String name, String content) throws RefusedException, IOException {
    RuleEngine engine =
        services.engine().orElseThrow(() -> new RefusedException("Rules cannot be checked: the engine is not available."));
    LoadReport report = engine.validate(documents.with(name, content));
    List<Json.Remark> remarks = new ArrayList<>();
    for (LoadReport.Result result : report.results()) {
      boolean own = result.document().equals(name);
      RuleDocument document = new RuleDocument(result.document(), content);
      result.errors().forEach(diagnostic -> remarks.add(remark(diagnostic, own, document)));
      if (own) {
        result.warnings().forEach(diagnostic -> remarks.add(remark(diagnostic, true, document)));
        result.hints().forEach(diagnostic -> remarks.add(remark(diagnostic, true, document)));
        result.schemaWarnings().forEach(text -> remarks.add(new Json.Remark(false, TextPlace.WHOLE, text)));
      }
    }
    return remarks;
  }

  private static Json.Remark remark(Diagnostic diagnostic, boolean own, RuleDocument document) {
    String text =
        (own ? "" : document.name() + ": ") + diagnostic.message()
            + (diagnostic.hint().isEmpty() ? "" : " (" + diagnostic.hint() + ")");
    boolean error = diagnostic.severity() == Diagnostic.Severity.ERROR;
    return new Json.Remark(error, own ? TextPlace.of(diagnostic, document) : TextPlace.WHOLE, text);
  }
}
