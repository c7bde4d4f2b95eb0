package org.eyas.console.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eyas.api.control.PastAlert;

/** All details of an alert: its fields, the process with its ancestors, and why its rule fired. */
final class AlertPage implements Page {
  private record Model(AlertRow alert, List<Field> fields, boolean hasAncestors, List<Ancestor> ancestors, String explanation) {}

  private record Field(String name, String value) {}

  /** @param indent the indentation below the first process */
  private record Ancestor(String line, String indent, boolean self) {}

  private final Services services;
  private final Templates templates;
  private final boolean whole;

  /** @param whole whether it is a page; otherwise it is the part below the row of a list */
  AlertPage(Services services, Templates templates, boolean whole) {
    this.services = services;
    this.templates = templates;
    this.whole = whole;
  }

  @Override
  public Reply get(Visit visit) {
    Optional<PastAlert> found =
        number(visit.parameter("number")).flatMap(number -> services.alerts().flatMap(history -> history.find(number)));
    if (found.isEmpty()) {
      return Reply.text(404, "This alert is no longer in the history.");
    }
    Model model = model(found.get());
    return whole
        ? templates.page("alert", "Alert", visit.session(), model)
        : Reply.html(200, templates.fragment("alertdetail", model));
  }

  private static Optional<Long> number(String text) {
    return text.matches("\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }

  private static Model model(PastAlert past) {
    List<Field> fields = new ArrayList<>();
    past.alert().fields().forEach((name, value) -> fields.add(new Field(name, value == null ? "" : String.valueOf(value))));
    List<Ancestor> tree = new ArrayList<>();
    List<String> lines = past.ancestors().reversed();
    for (int depth = 0; depth < lines.size(); depth++) {
      tree.add(new Ancestor(lines.get(depth), "\u2003".repeat(depth) + (depth == 0 ? "" : "\u2514 "), depth == lines.size() - 1));
    }
    return new Model(AlertRow.of(past), fields, !tree.isEmpty(), tree, past.explanation());
  }
}
