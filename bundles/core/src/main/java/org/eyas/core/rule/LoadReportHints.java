package org.eyas.core.rule;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eyas.api.rule.Diagnostic;
import org.eyas.api.rule.Diagnostic.Location;
import org.eyas.api.rule.Diagnostic.Severity;
import org.eyas.api.rule.LoadReport;
import org.eyas.engine.lint.LikelyMistakes;
import org.eyas.engine.lint.LintFinding;
import org.eyas.engine.rules.LoadResult;

/** Adds the likely mistakes in loaded documents as hints to their report, for people who write rules. */
public final class LoadReportHints {
  private LoadReportHints() {}

  /** The likely mistakes in all loaded documents. */
  public static List<LintFinding> mistakes(LoadResult loaded) {
    Set<String> names = loaded.report().results().stream().map(LoadReport.Result::document).collect(Collectors.toSet());
    return LikelyMistakes.of(loaded, names);
  }

  static LoadReport of(LoadResult loaded) {
    List<LintFinding> mistakes = mistakes(loaded);
    return new LoadReport(loaded.report().results().stream().map(result -> with(mistakes, result)).toList());
  }

  private static LoadReport.Result with(List<LintFinding> mistakes, LoadReport.Result result) {
    List<Diagnostic> hints =
        mistakes.stream().filter(each -> each.document().equals(result.document())).map(LoadReportHints::diagnostic).toList();
    return new LoadReport.Result(
        result.document(), result.errors(), result.warnings(), result.schema(), result.schemaWarnings(), hints);
  }

  private static Diagnostic diagnostic(LintFinding finding) {
    Location place = new Location(finding.document(), finding.item(), "", finding.line() - 1, 0, 0);
    return new Diagnostic(
        finding.code(), "Likely mistake", Severity.WARNING, List.of(place), "", finding.item() + ": " + finding.message(), "");
  }
}
