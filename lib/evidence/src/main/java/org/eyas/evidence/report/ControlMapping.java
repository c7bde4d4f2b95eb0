package org.eyas.evidence.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Requirements of PCI DSS v4.0.1 and controls of NIST SP 800-53 Rev. 5: the sections of the report that concern "
                  + "them, and their limits. */
final class ControlMapping {
  private record Row(String control, String section, String shows, String limits) {}

  private static final String NOT_HOST_LOGS = "Logs of the system and of other programs.";

  private static final List<Row> ROWS =
      List.of(
          new Row("PCI DSS 10.2.1", "running, gaps, losses, completeness",
              "When system calls were monitored, and how many events each rule missed.",
              NOT_HOST_LOGS),
          new Row("PCI DSS 10.2.1.2", "changes",
              "Changes to Eyas by administrators, by the console and the command line.",
              "Other actions of administrators: alerts of the rules have those that the rules describe. Files that "
                  + "somebody edits."),
          new Row("PCI DSS 10.2.1.6", "running, gaps, integrity",
              "Starts and stops of the monitoring, and times without it.",
              NOT_HOST_LOGS),
          new Row("PCI DSS 10.2.2", "changes",
              "Person, action, time, result and object of each change.",
              "The content of alerts: eyas alerts. The person is as the console or the system identified it."),
          new Row("PCI DSS 10.3.2", "integrity",
              "Whether alerts, audit log and journal are those that the engine wrote.",
              "Nothing prevents root of the host from changes; files have the owner's access alone."),
          new Row("PCI DSS 10.3.3", "integrity",
              "Whether the records still lead to heads that a receiver of heartbeats has kept.",
              "The receiver, and the copies that it has."),
          new Row("PCI DSS 10.3.4", "integrity",
              "Changed, removed, added and exchanged entries, with their places.",
              "An alert: run eyas report verify by a timer, and report its exit code. It needs a kept head to find "
                  + "removed newest entries and replaced records."),
          new Row("PCI DSS 10.4.1.1", "rules, mutes",
              "The rules that reviewed events automatically, and the alerts that were hidden.",
              "Whether a person read the alerts."),
          new Row("PCI DSS 10.5.1", "integrity, running",
              "The time that the journal covers.",
              "Entries that the engine dropped when its limits were reached; copies on other machines."),
          new Row("PCI DSS 10.7.2", "gaps, losses",
              "Failures of the monitoring that the engine recorded.",
              "Whether they raised alerts, and who answered. The heartbeat shows them at once."),
          new Row("PCI DSS 10.7.3", "gaps, losses, completeness",
              "Begin, end and cause of failures of the monitoring, as far as the engine knows it.",
              "Measures against the cause."),
          new Row("PCI DSS 11.5.1", "rules, completeness",
              "Host-based detection: the rules, and what they missed.",
              "Monitoring of traffic at the perimeter and at critical points of the network, which the requirement is about."),
          new Row("PCI DSS 11.5.2", "rules, completeness",
              "The rules, such as those about changes of critical files, and what they missed.",
              "The weekly comparison of critical files, which Eyas does not make: it reports a change when it happens."),
          new Row("NIST SP 800-53 AU-2", "rules",
              "The rules at each moment, by their digest: the events that it had to report.",
              "The reasons for the selection."),
          new Row("NIST SP 800-53 AU-3", "changes",
              "Kind, time, object, result and person of each change.",
              "The content of alerts: eyas alerts."),
          new Row("NIST SP 800-53 AU-5", "gaps, losses",
              "Times without monitoring, and lost events.",
              "The answer to them."),
          new Row("NIST SP 800-53 AU-6", "rules, mutes, changes",
              "What was reviewed automatically, and what was hidden.",
              "Reviews by persons."),
          new Row("NIST SP 800-53 AU-8", "running, changes",
              "Times of the host's clock, in UTC, to the nanosecond of the clock.",
              "Whether the clock was right; an alert of Eyas reports a clock that was set."),
          new Row("NIST SP 800-53 AU-9", "integrity",
              "Whether the records were changed or removed.",
              "Prevention: root of the host can replace all records."),
          new Row("NIST SP 800-53 AU-9(3)", "integrity",
              "A hash chain (SHA-256) over each record, whose heads are sent away.",
              "A signature: the receiver of the heads proves their age."),
          new Row("NIST SP 800-53 AU-11", "integrity, running",
              "The time that the journal covers.",
              "Entries that the engine dropped when its limits were reached."),
          new Row("NIST SP 800-53 AU-12", "running, rules, completeness",
              "When events were recorded, with which rules, and how completely.",
              NOT_HOST_LOGS),
          new Row("NIST SP 800-53 SI-4", "running, gaps, losses, completeness, rules",
              "The monitoring of this host, and its limits.",
              "Monitoring of the network, and of other hosts."));

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
