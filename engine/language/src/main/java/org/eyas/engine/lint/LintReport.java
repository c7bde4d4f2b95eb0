package org.eyas.engine.lint;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.eyas.api.data.VisibleText;

/** Findings as text, and as values for JSON. */
public record LintReport(List<LintFinding> findings) {
  /** The largest number of event types that a message names. A rule without a check of the type concerns hundreds. */
  private static final int NAMED_TYPES = 12;

  public LintReport {
    findings = List.copyOf(findings);
  }

  /** One line for each finding. */
  public String text() {
    if (findings.isEmpty()) {
      return "No findings.\n";
    }
    String lines = findings.stream().map(each -> VisibleText.line(line(each)) + "\n").collect(Collectors.joining());
    return lines + findings.size() + (findings.size() == 1 ? " finding.\n" : " findings.\n");
  }

  /** The finding with its place, as compilers print it. */
  public static String line(LintFinding finding) {
    String item = finding.item().isEmpty() ? "" : " " + finding.item();
    String types = finding.types().isEmpty() ? "" : " on " + names(finding.types());
    return finding.document() + ":" + finding.line() + ":" + item + types + ": " + finding.message() + " (" + finding.code()
        + ")";
  }

  private static String names(List<String> types) {
    int more = types.size() - NAMED_TYPES;
    String names = types.stream().limit(NAMED_TYPES).collect(Collectors.joining(", "));
    return more > 0 ? names + ", ... " + more + " more types" : names;
  }

  /** An object with the list {@code findings}. */
  public Map<String, Object> json() {
    return Map.of("findings", findings.stream().map(LintReport::object).toList());
  }

  private static Map<String, Object> object(LintFinding finding) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("code", finding.code());
    object.put("document", finding.document());
    object.put("line", (long) finding.line());
    object.put("item", finding.item());
    object.put("types", finding.types());
    object.put("checks", finding.checks());
    object.put("message", finding.message());
    return object;
  }
}
