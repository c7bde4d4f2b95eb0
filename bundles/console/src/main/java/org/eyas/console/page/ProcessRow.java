package org.eyas.console.page;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eyas.api.control.AlertDetails;
import org.eyas.api.control.AlertProcess;
import org.eyas.api.control.AlertProcess.Relation;
import org.eyas.api.control.PastAlert;
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
record ProcessRow(
    String indent, boolean itself, String relation, String name, long pid, String user, @Nullable Moment started,
    String before, String container, String path, String command) {
  boolean isLong() {
    return LongText.is(command);
  }

  String start() {
    return LongText.start(command);
  }

  /** The oldest ancestor first, the process itself with its children, then its siblings; empty if nothing was collected. */
  static List<ProcessRow> tree(PastAlert past) {
    AlertDetails details = past.details();
    long nanos = past.alert().timestampNanos();
    List<ProcessRow> rows = new ArrayList<>();
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

  private static ProcessRow of(AlertProcess process, int depth, String above, long alertNanos) {
    return new ProcessRow(
        "\u2003".repeat(depth) + (depth == 0 ? "" : "\u2514 "),
        process.relation() == Relation.ITSELF,
        word(process.relation()),
        process.name(),
        process.pid(),
        process.user(),
        process.startNanos() == 0 ? null : Moment.at(process.startNanos()),
        Figures.span(Math.max(0, TimeUnit.NANOSECONDS.toSeconds(alertNanos - process.startNanos()))) + " before",
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
