package org.eyas.client;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eyas.grpc.outputs.response;

/**
 * An alert as a server sends it.
 *
 * @param time of the event
 * @param priority in capital letters: EMERGENCY, ALERT, CRITICAL, ERROR, WARNING, NOTICE, INFORMATIONAL, DEBUG
 * @param rule the rule's name
 * @param output the alert as a line: text, or JSON where the server is configured so
 * @param fields of the alert by name: texts as they are, anything else as JSON
 * @param hostname of the server
 * @param tags of the rule, sorted
 * @param source of the event: "syscall"
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

  // Servers before Falco 0.31 say the source by its number only.
  private static String source(response message) {
    return message.getSource().isEmpty()
        ? message.getSourceDeprecated().name().toLowerCase(Locale.ROOT)
        : message.getSource();
  }
}
