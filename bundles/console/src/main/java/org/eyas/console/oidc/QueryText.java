package org.eyas.console.oidc;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** The text of a form or of the query of an address. */
final class QueryText {
  private QueryText() {}

  static String of(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> field.getKey() + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** An address with further parameters. */
  static String appended(URI address, Map<String, String> fields) {
    return address + (address.getRawQuery() == null ? "?" : "&") + of(fields);
  }
}
