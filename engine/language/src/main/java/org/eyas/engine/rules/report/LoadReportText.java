package org.eyas.engine.rules.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.rule.Diagnostic;
import org.eyas.api.rule.Diagnostic.Location;
import org.eyas.api.rule.LoadReport.Result;

/** Prints one document's result as Falco does. */
public final class LoadReportText {
  private static final String RULE = "------\n";
  private static final int SHOWN_OF_SCHEMA = 5;

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

  /** The result of the schema check, for the line that names a document at startup: ok, none, or the first fault. */
  public static String schema(Result result) {
    return switch (result.schema()) {
      case OK -> "ok";
      case NONE -> "none";
      case FAILED -> result.schemaWarnings().getFirst();
    };
  }

  /**
   * The warnings as {@link #verbose} prints them, for a log. Of equal warnings, only the first is printed, with their
   * number.
   */
  public static String grouped(Result result) {
    Map<String, List<Diagnostic>> equal = new LinkedHashMap<>();
    for (Diagnostic each : result.warnings()) {
      equal.computeIfAbsent(code(each) + each.message(), text -> new ArrayList<>()).add(each);
    }
    List<Diagnostic> first = equal.values().stream().map(LoadReportText::firstWithNumber).toList();
    int schema = result.schemaWarnings().size();
    List<String> shown = new ArrayList<>(result.schemaWarnings().subList(0, Math.min(schema, SHOWN_OF_SCHEMA)));
    if (schema > SHOWN_OF_SCHEMA) {
      shown.add((schema - SHOWN_OF_SCHEMA) + " more; eyas -V with this file prints all");
    }
    return verbose(result, shown, first);
  }

  private static Diagnostic firstWithNumber(List<Diagnostic> equal) {
    Diagnostic first = equal.getFirst();
    String number = equal.size() == 1 ? "" : " (" + equal.size() + " times in this file)";
    return new Diagnostic(
        first.code(), first.codeDescription(), first.severity(), first.locations(), first.snippet(), first.message() + number,
        first.hint());
  }

  /** Every finding with its places and its line. A hint, which Falco does not have, follows the finding. */
  public static String verbose(Result result) {
    return verbose(result, result.schemaWarnings(), result.warnings());
  }

  private static String verbose(Result result, List<String> schemaWarnings, List<Diagnostic> warnings) {
    StringBuilder out = new StringBuilder(head(result));
    if (!schemaWarnings.isEmpty()) {
      out.append('\n').append(result.schemaWarnings().size()).append(" Schema warnings:\n");
      schemaWarnings.forEach(warning -> out.append(RULE).append(warning).append('\n'));
      out.append(RULE);
    }
    append(out, "Errors", result.errors().size(), result.errors());
    append(out, "Warnings", result.warnings().size(), warnings);
    return out.toString();
  }

  private static void append(StringBuilder out, String kind, int count, List<Diagnostic> diagnostics) {
    if (diagnostics.isEmpty()) {
      return;
    }
    out.append('\n').append(count).append(' ').append(kind).append(":\n");
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
