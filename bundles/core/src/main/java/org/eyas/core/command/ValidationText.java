package org.eyas.core.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eyas.api.rule.LoadReport;
import org.eyas.engine.rules.report.LoadReportJson;
import org.eyas.engine.rules.report.LoadReportText;
import org.eyas.json.write.CompactJson;
import org.jspecify.annotations.Nullable;

/** The output of {@code -V} about documents: a summary with their errors, and warnings for the log. */
record ValidationText(LoadReport report, String summary, List<String> warnings) {
  static ValidationText of(LoadReport report) {
    List<String> lines = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    for (LoadReport.Result result : report.results()) {
      if (result.successful() && !result.warnings().isEmpty()) {
        lines.add(result.document() + ": Ok, with warnings");
        warnings.add(LoadReportText.verbose(result));
      } else {
        lines.add(LoadReportText.verbose(result));
      }
    }
    return new ValidationText(report, String.join("\n", lines), List.copyOf(warnings));
  }

  /** The documents with errors, as one line. */
  String invalid() {
    return report.results().stream().filter(result -> !result.successful()).map(result -> result.document() + ": Invalid")
        .collect(Collectors.joining(", "));
  }

  /** The whole result as JSON, with descriptions if there are any. */
  String json(@Nullable Map<String, Object> descriptions) {
    Map<String, Object> object = new TreeMap<>();
    object.put("falco_load_results", LoadReportJson.results(report));
    if (descriptions != null) {
      object.put("falco_describe_results", descriptions);
    }
    return CompactJson.of(object);
  }
}
