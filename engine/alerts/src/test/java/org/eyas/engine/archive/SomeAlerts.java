package org.eyas.engine.archive;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.eyas.api.control.PastAlert;
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
    return new PastAlert(number, alert, List.of("1 init"), "because");
  }
}
