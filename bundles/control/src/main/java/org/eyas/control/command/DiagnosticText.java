package org.eyas.control.command;

import java.util.Locale;
import java.util.Optional;
import org.eyas.api.rule.Diagnostic;
import org.eyas.api.rule.Diagnostic.Location;

/** A mistake in a rules file on one line, in the format of compilers. */
final class DiagnosticText {
  private DiagnosticText() {}

  static String of(Diagnostic diagnostic) {
    String place = place(diagnostic).map(at -> at.document() + ":" + (at.line() + 1) + ":" + (at.column() + 1) + ": ").orElse("");
    String hint = diagnostic.hint().isEmpty() ? "" : "; " + diagnostic.hint();
    return place + diagnostic.severity().name().toLowerCase(Locale.ROOT) + ": " + diagnostic.message() + hint;
  }

  static AnswerRow row(Diagnostic diagnostic) {
    AnswerRow row =
        AnswerRow.of("severity", diagnostic.severity().name().toLowerCase(Locale.ROOT)).with("code", diagnostic.code());
    Optional<Location> place = place(diagnostic);
    if (place.isPresent()) {
      Location at = place.get();
      row = row.with("document", at.document()).with("line", at.line() + 1).with("column", at.column() + 1);
    }
    return row.with("message", diagnostic.message()).with("hint", diagnostic.hint()).with("snippet", diagnostic.snippet());
  }

  // The innermost place in the document itself: a place within a condition has the condition as its document.
  private static Optional<Location> place(Diagnostic diagnostic) {
    return diagnostic.locations().reversed().stream()
        .filter(location -> location.document().equals(diagnostic.locations().getFirst().document()))
        .findFirst();
  }
}
