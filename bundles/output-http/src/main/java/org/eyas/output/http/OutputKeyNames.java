package org.eyas.output.http;

/**
 * The names of an output's keys as the user wrote them, for messages.
 *
 * @param section {@code http_output}, or {@code eyas.http_outputs[0]}
 */
record OutputKeyNames(String section) {
  /** A key of Falco: {@code http_output.ca_cert}. */
  String falcoKey(String key) {
    return section + "." + key;
  }

  /** A key that Falco does not have: {@code eyas.http_output.template}. */
  String eyasKey(String key) {
    return (section.startsWith("eyas.") ? "" : "eyas.") + falcoKey(key);
  }
}
