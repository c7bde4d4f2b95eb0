package org.eyas.console.page.alert;

import java.util.List;
import org.eyas.api.history.AlertProcess;
import org.eyas.api.history.PastAlert;

/**
 * Finds the value of a field of an alert: among the fields that were sent with the alert, the fields that the rule's
 * condition read, and the fields of the alert's processes.
 */
final class PastAlertValues {
  private PastAlertValues() {}

  /** The value; empty if the history does not have it. */
  static String of(PastAlert past, String field) {
    Object sent = past.alert().fields().get(field);
    if (sent != null) {
      return sent.toString();
    }
    String read = past.details().read().get(field);
    return read != null ? read : ofProcess(past.details().lineage(), field);
  }

  private static String ofProcess(List<AlertProcess> lineage, String field) {
    boolean parent = field.startsWith("proc.p") && !field.equals("proc.pid");
    int level = parent ? 1 : 0;
    if (lineage.size() <= level) {
      return "";
    }
    AlertProcess process = lineage.get(level);
    return switch (field) {
      case "proc.name", "proc.pname" -> process.name();
      case "proc.pid", "proc.ppid" -> Long.toString(process.pid());
      case "proc.cmdline", "proc.pcmdline" -> process.commandLine();
      case "proc.exepath", "proc.pexepath" -> process.path();
      case "user.name" -> process.user();
      case "container.id" -> process.container();
      default -> "";
    };
  }
}
