package org.eyas.engine.rules.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eyas.api.rule.Diagnostic;
import org.eyas.api.rule.Diagnostic.Location;
import org.eyas.api.rule.LoadReport;
import org.eyas.api.rule.LoadReport.Result;
import org.eyas.api.rule.LoadReport.SchemaState;
import org.eyas.engine.rules.document.LoadCode;

/** The results of loading as values for {@link org.eyas.json.write.CompactJson}, with Falco's keys in their order. */
public final class LoadReportJson {
  private LoadReportJson() {}

  /** The elements of {@code falco_load_results}. */
  public static List<Map<String, Object>> results(LoadReport report) {
    List<Map<String, Object>> results = new ArrayList<>();
    report.results().forEach(result -> results.add(result(result)));
    return results;
  }

  private static Map<String, Object> result(Result result) {
    Map<String, Object> value =
        sorted(
            "name",
            result.document(),
            "successful",
            result.successful(),
            "errors",
            diagnostics(result.errors()),
            "warnings",
            diagnostics(result.warnings()));
    if (result.schema() != SchemaState.NONE) {
      value.put("schema_valid", result.schema() == SchemaState.OK);
      value.put("schema_warnings", result.schemaWarnings());
    }
    return value;
  }

  private static List<Map<String, Object>> diagnostics(List<Diagnostic> diagnostics) {
    List<Map<String, Object>> values = new ArrayList<>();
    diagnostics.forEach(diagnostic -> values.add(diagnostic(diagnostic)));
    return values;
  }

  private static Map<String, Object> diagnostic(Diagnostic diagnostic) {
    Map<String, Object> value =
        sorted(
            "code",
            diagnostic.code(),
            "codedesc",
            LoadCode.valueOf(diagnostic.code()).description(),
            "context",
            sorted("locations", locations(diagnostic.locations()), "snippet", diagnostic.snippet()),
            "message",
            diagnostic.message());
    if (!diagnostic.hint().isEmpty()) {
      value.put("hint", diagnostic.hint());
    }
    String field = deprecatedField(diagnostic);
    if (!field.isEmpty()) {
      value.put("deprecated_field", field);
    }
    return value;
  }

  /** The deprecated field of a warning, from the message that the findings of a document write. */
  private static String deprecatedField(Diagnostic diagnostic) {
    int start = diagnostic.codeDescription().indexOf('\'') + 1;
    boolean named = start > 0 && diagnostic.code().equals(LoadCode.LOAD_DEPRECATED_ITEM.name());
    return named ? diagnostic.codeDescription().substring(start, diagnostic.codeDescription().length() - 1) : "";
  }

  private static List<Map<String, Object>> locations(List<Location> locations) {
    List<Map<String, Object>> values = new ArrayList<>();
    for (Location location : locations) {
      values.add(
          sorted(
              "item_name",
              location.itemName(),
              "item_type",
              location.itemType(),
              "position",
              sorted(
                  "column",
                  location.column(),
                  "line",
                  location.line(),
                  "name",
                  location.document(),
                  "offset",
                  location.offset())));
    }
    return values;
  }

  static Map<String, Object> sorted(Object... pairs) {
    Map<String, Object> map = new TreeMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      map.put(pairs[i].toString(), pairs[i + 1]);
    }
    return map;
  }
}
