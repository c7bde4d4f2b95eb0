package org.eyas.console.page.alert;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eyas.api.history.AlertDetails;
import org.eyas.api.history.AlertProcess;
import org.eyas.api.history.AlertProcess.Relation;
import org.eyas.api.history.PastAlert;
import org.eyas.console.page.FigureFormat;
import org.eyas.console.page.TextPreview;
import org.eyas.console.page.TimeElement;
import org.jspecify.annotations.Nullable;

/**
 * A process as a line of the tree of an alert.
 *
 * @param indent the indentation below the oldest ancestor
 * @param itself whether it caused the event
 * @param relation a word for siblings and children; empty for others
 * @param started when it was created; null if that is not known
 * @param before how long before the alert that was
 * @param container empty on the host, and where the process above it in the tree is in the same one
 */
record ProcessTreeRow(
    String indent, boolean itself, String relation, String name, long pid, String user, @Nullable TimeElement started,
    String before, String container, String path, String command) {
  boolean isLong() {
    return TextPreview.isTooLong(command);
  }

  String start() {
    return TextPreview.start(command);
  }

  /** The oldest ancestor first, the process itself with its children, then its siblings; empty if nothing was collected. */
  static List<ProcessTreeRow> tree(PastAlert past) {
    AlertDetails details = past.details();
    long nanos = past.alert().timestampNanos();
    List<ProcessTreeRow> rows = new ArrayList<>();
    List<AlertProcess> lineage = details.lineage().reversed();
    String above = "";
    for (AlertProcess process : lineage) {
      rows.add(of(process, rows.size(), above, nanos));
      above = process.container();
    }
    int depth = rows.size();
    String container = above;
    related(details, Relation.CHILD).forEach(child -> rows.add(of(child, depth, container, nanos)));
    related(details, Relation.SIBLING).forEach(sibling -> rows.add(of(sibling, Math.max(0, depth - 1), container, nanos)));
    return rows;
  }

  private static List<AlertProcess> related(AlertDetails details, Relation relation) {
    return details.processes().stream().filter(process -> process.relation() == relation).toList();
  }

  private static ProcessTreeRow of(AlertProcess process, int depth, String above, long alertNanos) {
    return new ProcessTreeRow(
        "\u2003".repeat(depth) + (depth == 0 ? "" : "\u2514 "),
        process.relation() == Relation.ITSELF,
        word(process.relation()),
        process.name(),
        process.pid(),
        process.user(),
        process.startNanos() == 0 ? null : TimeElement.at(process.startNanos()),
        FigureFormat.span(Math.max(0, TimeUnit.NANOSECONDS.toSeconds(alertNanos - process.startNanos()))) + " before",
        process.container().equals(above) ? "" : process.container(),
        process.path(),
        process.commandLine());
  }

  private static String word(Relation relation) {
    return switch (relation) {
      case SIBLING -> "sibling";
      case CHILD -> "child";
      case ITSELF, ANCESTOR -> "";
    };
  }
}
