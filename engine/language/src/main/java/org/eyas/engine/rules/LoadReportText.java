package org.eyas.engine.rules;

import java.util.List;
import org.eyas.api.rule.Diagnostic;
import org.eyas.api.rule.Diagnostic.Location;
import org.eyas.api.rule.LoadReport.Result;

/** Prints one document's result as Falco does. */
public final class LoadReportText {
  private static final String RULE = "------\n";

  private LoadReportText() {}

  /** One line for the document and one for each kind of finding. */
  public static String summary(Result result) {
    StringBuilder out = new StringBuilder(head(result));
    list(out, result.schemaWarnings().size(), "schema warnings", result.schemaWarnings());
    list(out, result.errors().size(), "errors", codes(result.errors()));
    list(out, result.warnings().size(), "warnings", codes(result.warnings()));
    return out.toString();
  }

  private static String head(Result result) {
    String state = result.successful() ? result.warnings().isEmpty() ? "Ok" : "Ok, with warnings" : "Invalid";
    return result.document().isEmpty() ? state : result.document() + ": " + state;
  }

  private static void list(StringBuilder out, int count, String kind, List<String> texts) {
    if (count > 0) {
      out.append("\n ").append(count).append(' ').append(kind).append(": [");
      out.append(String.join(" ", texts)).append(']');
    }
  }

  private static List<String> codes(List<Diagnostic> diagnostics) {
    return diagnostics.stream().map(LoadReportText::code).toList();
  }

  private static String code(Diagnostic diagnostic) {
    return diagnostic.code() + " (" + diagnostic.codeDescription() + ")";
  }

  /** The result of the schema check for the line that names a document at startup: ok, none, or the first fault. */
  public static String schema(Result result) {
    return switch (result.schema()) {
      case OK -> "ok";
      case NONE -> "none";
      case FAILED -> result.schemaWarnings().getFirst();
    };
  }

  /** Every finding with its places and its line; a hint that Falco does not have follows it. */
  public static String verbose(Result result) {
    StringBuilder out = new StringBuilder(head(result));
    if (!result.schemaWarnings().isEmpty()) {
      out.append('\n').append(result.schemaWarnings().size()).append(" Schema warnings:\n");
      result.schemaWarnings().forEach(warning -> out.append(RULE).append(warning).append('\n'));
      out.append(RULE);
    }
    append(out, "Errors", result.errors());
    append(out, "Warnings", result.warnings());
    return out.toString();
  }

  private static void append(StringBuilder out, String kind, List<Diagnostic> diagnostics) {
    if (diagnostics.isEmpty()) {
      return;
    }
    out.append('\n').append(diagnostics.size()).append(' ').append(kind).append(":\n");
    for (Diagnostic diagnostic : diagnostics) {
      places(out, diagnostic.locations());
      out.append(RULE).append(diagnostic.snippet()).append(RULE);
      out.append(code(diagnostic)).append(": ").append(diagnostic.message()).append('\n');
      if (!diagnostic.hint().isEmpty()) {
        out.append("Hint: ").append(diagnostic.hint()).append('\n');
      }
    }
  }

  private static void places(StringBuilder out, List<Location> locations) {
    String before = "In ";
    for (Location location : locations) {
      out.append(before).append(location.itemType());
      if (!location.itemName().isEmpty()) {
        out.append(" '").append(location.itemName()).append('\'');
      }
      out.append(": (").append(location.document()).append(':').append(location.line());
      out.append(':').append(location.column()).append(")\n");
      before = "    ";
    }
  }
}
