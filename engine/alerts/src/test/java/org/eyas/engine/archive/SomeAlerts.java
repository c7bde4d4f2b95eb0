package org.eyas.engine.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.eyas.api.history.AlertDetails;
import org.eyas.api.history.AlertProcess;
import org.eyas.api.history.AlertProcess.Relation;
import org.eyas.api.history.PastAlert;
import org.jspecify.annotations.Nullable;

/** Alerts with numbers, as many as a test needs: one each second, of twenty programs. */
final class SomeAlerts {
  private static final int FEW = 20;
  private static final int PADDING = 500;

  private SomeAlerts() {}

  static List<PastAlert> numbered(long first, int count) {
    List<PastAlert> alerts = new ArrayList<>();
    for (long number = first; number < first + count; number++) {
      alerts.add(numbered(number));
    }
    return alerts;
  }

  static PastAlert numbered(long number) {
    SortedMap<String, @Nullable Object> fields = new TreeMap<>();
    fields.put("proc.name", "program" + number % FEW);
    fields.put("proc.pid", number);
    fields.put("proc.cmdline", "program" + number % FEW + " " + "x".repeat(PADDING));
    Priority priority = number % FEW == 0 ? Priority.CRITICAL : Priority.NOTICE;
    Alert alert =
        new Alert(number * 1_000_000_000, priority, "Opened", "syscall", "opened number " + number, fields,
            new TreeSet<>(List.of("files")));
    AlertProcess own = new AlertProcess(Relation.ITSELF, number, 1, "program", "ann", "/bin/program", "program -x", 17, "c1");
    AlertProcess init = new AlertProcess(Relation.ANCESTOR, 1, -1, "init", "root", "", "init", 0, "");
    SortedMap<String, String> read = new TreeMap<>(Map.of("fd.name", "/etc/passwd"));
    return new PastAlert(number, alert, new AlertDetails(List.of(own, init), "because", read));
  }
}
