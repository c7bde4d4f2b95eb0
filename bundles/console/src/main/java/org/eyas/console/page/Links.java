package org.eyas.console.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Encodes parts of URLs. */
final class Links {
  private Links() {}

  static String query(String name, String value) {
    return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
