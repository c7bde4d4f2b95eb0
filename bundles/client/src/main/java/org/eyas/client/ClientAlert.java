package org.eyas.client;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eyas.grpc.outputs.response;

/**
 * An alert from a server.
 *
 * @param time the time of the event
 * @param priority the priority in upper case: EMERGENCY, ALERT, CRITICAL, ERROR, WARNING, NOTICE, INFORMATIONAL, DEBUG
 * @param rule the name of the rule
 * @param output the alert as a line: text, or JSON if the server is configured so
 * @param fields the fields of the alert by name: texts unchanged, other values as JSON
 * @param hostname the host name of the server
 * @param tags the tags of the rule, sorted
 * @param source the event source: "syscall"
 */
public record ClientAlert(
    Instant time,
    String priority,
    String rule,
    String output,
    Map<String, String> fields,
    String hostname,
    List<String> tags,
    String source) {
  static ClientAlert of(response message) {
    return new ClientAlert(
        Instant.ofEpochSecond(message.getTime().getSeconds(), message.getTime().getNanos()),
        message.getPriority().name(),
        message.getRule(),
        message.getOutput(),
        Map.copyOf(message.getOutputFieldsMap()),
        message.getHostname(),
        List.copyOf(message.getTagsList()),
        source(message));
  }

  // Servers before Falco 0.31 send only the number of the source.
  private static String source(response message) {
    return message.getSource().isEmpty()
        ? message.getSourceDeprecated().name().toLowerCase(Locale.ROOT)
        : message.getSource();
  }
}
