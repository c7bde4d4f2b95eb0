package org.eyas.output.kafka;

import java.util.List;
import org.eyas.api.alert.Alert;

/**
 * Chooses the key of a record. Records with the same key are in the same partition, where they stay in order.
 *
 * @param field {@code hostname}, {@code rule}, or a field; an alert without this field has the name of the host as its key
 */
record RecordKeyChooser(String field, String hostname) {
  String of(Alert alert) {
    return switch (field) {
      case "hostname" -> hostname;
      case "rule" -> alert.rule();
      default -> switch (alert.fields().get(field)) {
        case null -> hostname;
        case List<?> list -> list.isEmpty() ? hostname : list.toString();
        case Object value -> value.toString().isEmpty() ? hostname : value.toString();
      };
    };
  }
}
