package org.eyas.evidence.report;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.eyas.api.data.VisibleText;
import org.jspecify.annotations.Nullable;

/**
 * The report as one HTML file without scripts and without references to other files. Names of rules, values of mutes and details of
 * changes can contain texts that a workload or a user has chosen: each is escaped, and its invisible characters are shown.
 */
public final class EvidencePage {
  private static final Map<String, String> TITLES = Map.of(
      "integrity", "Integrity of the records", "running", "Running times", "gaps", "Gaps", "losses", "Losses", "rules", "Rules",
      "completeness", "Completeness of each rule", "changes", "Changes by persons", "mutes", "Mutes", "controls", "Controls");
  private static final Map<String, String> NOTES = Map.of(
      "integrity",
      "A record is intact if each entry contains the digest of the one before it. Root of the host can replace a record;"
          + " compare heads that a receiver of heartbeats has kept: eyas report verify --head HEX.",
      "running", "By the engine's journal of starts, stops and lines in between. Times are UTC, by the clock of the host.",
      "gaps", "Times in which no record says that the engine ran.",
      "losses",
      "Times in which rules missed something. The figures are those of the rule that missed the most; lost is an upper bound.",
      "rules", "The rules in use from each time on. The digest covers the resolved conditions and outputs of all enabled rules.",
      "completeness",
      "A rule missed nothing in the recorded time if lost, undecided and blind_seconds are 0; lost is an upper bound.",
      "changes", "The audit log: changes by the console and the command line.",
      "mutes", "Mutes hid alerts that have these values.",
      "controls", "Sections of this report for requirements of PCI DSS v4.0.1 and controls of NIST SP 800-53 Rev. 5.");
  private static final String HEAD = """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>Evidence of Eyas</title>
      <style>
      body { font-family: sans-serif; margin: 2em; color: #111; background: #fff }
      table { border-collapse: collapse; margin: 1em 0 }
      caption { text-align: left; font-weight: bold; padding: .3em 0 }
      th, td { border: 1px solid #767676; padding: .3em .6em; text-align: left; vertical-align: top; overflow-wrap: anywhere }
      th { background: #eee }
      </style>
      </head>
      <body>
      """;

  private EvidencePage() {}

  /** @param report the members of the report */
  public static String of(Map<String, Object> report) {
    StringBuilder out = new StringBuilder(HEAD);
    out.append("<h1>Evidence of Eyas</h1>\n<p>Host ").append(text(report.get("host"))).append(", ")
        .append(text(report.get("from"))).append(" to ").append(text(report.get("to"))).append("; made ")
        .append(text(report.get("made"))).append(" by Eyas ").append(text(report.get("eyas_version"))).append(".</p>\n");
    for (String section : List.of("integrity", "running", "gaps", "losses", "rules", "completeness", "changes", "mutes",
        "controls")) {
      section(out, section, rows(report.get(section)));
    }
    return out.append("</body>\n</html>\n").toString();
  }

  private static List<Map<String, Object>> rows(@Nullable Object value) {
    List<Map<String, Object>> rows = new ArrayList<>();
    if (value instanceof Collection<?> list) {
      list.forEach(row -> rows.add(RecordLine.asMap(row)));
    }
    return rows;
  }

  private static void section(StringBuilder out, String name, List<Map<String, Object>> rows) {
    out.append("<h2 id=\"").append(name).append("\">").append(TITLES.get(name)).append("</h2>\n<p>").append(text(NOTES.get(name)))
        .append("</p>\n");
    if (rows.isEmpty()) {
      out.append("<p>None.</p>\n");
      return;
    }
    out.append("<table>\n<caption>").append(TITLES.get(name)).append("</caption>\n<thead><tr>");
    rows.getFirst().keySet()
        .forEach(column -> out.append("<th scope=\"col\">").append(text(column.replace('_', ' '))).append("</th>"));
    out.append("</tr></thead>\n<tbody>\n");
    for (Map<String, Object> row : rows) {
      out.append("<tr>");
      row.values().forEach(value -> out.append("<td>").append(text(value)).append("</td>"));
      out.append("</tr>\n");
    }
    out.append("</tbody>\n</table>\n");
  }

  private static String text(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      return String.join(", ",
          map.entrySet().stream().map(entry -> text(entry.getKey()) + " " + text(entry.getValue())).toList());
    }
    if (value instanceof Collection<?> list) {
      return String.join("; ", list.stream().map(EvidencePage::text).toList());
    }
    if (value instanceof Boolean flag) {
      return flag ? "yes" : "no";
    }
    return escaped(VisibleText.line(String.valueOf(value)));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
  }
}
