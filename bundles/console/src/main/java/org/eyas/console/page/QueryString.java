package org.eyas.console.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Encodes parts of URLs. */
public final class QueryString {
  private QueryString() {}

  public static String parameter(String name, String value) {
    return name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
