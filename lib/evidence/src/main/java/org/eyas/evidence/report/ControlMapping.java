package org.eyas.evidence.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requirements of PCI DSS v4.0.1 and controls of NIST SP 800-53 Rev. 5: the sections of the report that concern them, and their limits. */
final class ControlMapping {
  private record Row(String control, String section, String shows, String limits) {}

  private static final String NOT_HOST_LOGS = "The logs of the system and of applications are not part of it.";

  private static final List<Row> ROWS =
      List.of(
          new Row("PCI DSS 10.2.1", "running, gaps, completeness",
              "Whether system calls were monitored, and which events rules missed.",
              NOT_HOST_LOGS),
          new Row("PCI DSS 10.2.1.2", "changes", "Changes by administrators of Eyas, with the person.", "Access to Eyas only."),
          new Row("PCI DSS 10.2.1.6", "running, gaps", "Starts, stops and pauses of the monitoring.",
              "Audit logs of other systems are not part of it."),
          new Row("PCI DSS 10.2.2", "changes", "Person, action, time, result and object of each change.",
              "The person is as the console or the system identified it."),
          new Row("PCI DSS 10.3.2, 10.3.4", "integrity", "Whether alerts, audit log and journal were changed, removed or added.",
              "Root can replace all records; compare heads that a receiver of heartbeats has kept."),
          new Row("PCI DSS 10.3.3", "integrity", "Whether the records still lead to heads that were sent to a central receiver.",
              "The receiver is not part of the report."),
          new Row("PCI DSS 10.4.1.1", "rules, mutes", "The rules that reviewed events automatically, and what was muted.",
              "Whether somebody read the alerts."),
          new Row("PCI DSS 10.5.1", "integrity, running", "The time that the records cover.",
              "Records that the engine dropped when they were full."),
          new Row("PCI DSS 10.7.2, 10.7.3", "gaps, completeness", "Failures of the monitoring, their duration and causes.",
              "Who answered to a failure."),
          new Row("PCI DSS 11.5.1", "rules, completeness",
              "The rules that detected intrusions on the host, and what they missed.",
              "Monitoring of the network's perimeter."),
          new Row("PCI DSS 11.5.2", "rules, completeness", "The rules about changes of critical files, and what they missed.",
              "Comparisons of the content of files; Eyas reports who changed a file, when it happens."),
          new Row("NIST SP 800-53 AU-2, AU-12", "rules", "The rules that selected events at each moment, by their digest.",
              "The reasons for the selection."),
          new Row("NIST SP 800-53 AU-3", "changes", "Kind, time, object, result and person of each change.",
              "The content of alerts: eyas alerts."),
          new Row("NIST SP 800-53 AU-5", "gaps, completeness", "Failures of the monitoring and lost events.",
              "The answer to them."),
          new Row("NIST SP 800-53 AU-6", "rules, mutes, changes", "What was reviewed automatically, and what was hidden.",
              "Reviews by persons."),
          new Row("NIST SP 800-53 AU-8", "running", "Times of the host's clock, in UTC.",
              "Whether the clock was right; Eyas has an alert for a clock that jumps."),
          new Row("NIST SP 800-53 AU-9, AU-9(3)", "integrity", "A hash chain (SHA-256) over each record.",
              "Root can replace all records; compare heads that a receiver of heartbeats has kept."),
          new Row("NIST SP 800-53 AU-11", "integrity, running", "The time that the records cover.",
              "Records that the engine dropped when they were full."),
          new Row("NIST SP 800-53 SI-4", "running, gaps, completeness, rules", "The monitoring of the system, and its limits.",
              "Monitoring of the network."));

  private ControlMapping() {}

  static List<Map<String, Object>> members() {
    return ROWS.stream().map(row -> {
      Map<String, Object> members = new LinkedHashMap<>();
      members.put("control", row.control());
      members.put("section", row.section());
      members.put("shows", row.shows());
      members.put("does_not_show", row.limits());
      return members;
    }).toList();
  }
}
