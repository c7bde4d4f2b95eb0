package org.eyas.control.command;

import java.util.Locale;
import org.eyas.api.rule.Diagnostic;
import org.eyas.api.rule.Diagnostic.Location;

/** What is wrong with a rules file, on one line as compilers tell it. */
final class DiagnosticText {
  private DiagnosticText() {}

  static String of(Diagnostic diagnostic) {
    String place = "";
    if (!diagnostic.locations().isEmpty()) {
      Location inner = diagnostic.locations().getLast();
      place = inner.document() + ":" + (inner.line() + 1) + ":" + (inner.column() + 1) + ": ";
    }
    String hint = diagnostic.hint().isEmpty() ? "" : "; " + diagnostic.hint();
    return place + diagnostic.severity().name().toLowerCase(Locale.ROOT) + ": " + diagnostic.message() + hint;
  }

  static Row row(Diagnostic diagnostic) {
    Row row = Row.of("severity", diagnostic.severity().name().toLowerCase(Locale.ROOT)).with("code", diagnostic.code());
    if (!diagnostic.locations().isEmpty()) {
      Location inner = diagnostic.locations().getLast();
      row = row.with("document", inner.document()).with("line", inner.line() + 1).with("column", inner.column() + 1);
    }
    return row.with("message", diagnostic.message()).with("hint", diagnostic.hint()).with("snippet", diagnostic.snippet());
  }
}
