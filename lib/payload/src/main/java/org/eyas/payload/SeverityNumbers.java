package org.eyas.payload;

import org.eyas.api.alert.Priority;

/**
 * The numbers by which receivers express a priority.
 *
 * @param ocsf severity_id of OCSF, 1 (informational) to 5 (critical)
 * @param ocsfCaption OCSF's name of that number
 * @param elastic event.severity as Elastic's detection rules use it: 21 (low), 47, 73, 99 (critical)
 * @param otel SeverityNumber of OpenTelemetry, by its table for the priorities of syslog
 */
record SeverityNumbers(int ocsf, String ocsfCaption, int elastic, int otel) {
  static SeverityNumbers of(Priority priority) {
    return switch (priority) {
      case EMERGENCY -> new SeverityNumbers(5, "Critical", 99, 21);
      case ALERT -> new SeverityNumbers(5, "Critical", 99, 19);
      case CRITICAL -> new SeverityNumbers(5, "Critical", 99, 18);
      case ERROR -> new SeverityNumbers(4, "High", 73, 17);
      case WARNING -> new SeverityNumbers(3, "Medium", 47, 13);
      case NOTICE -> new SeverityNumbers(2, "Low", 21, 10);
      case INFORMATIONAL -> new SeverityNumbers(1, "Informational", 21, 9);
      case DEBUG -> new SeverityNumbers(1, "Informational", 21, 5);
    };
  }
}
