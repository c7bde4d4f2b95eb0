package org.eyas.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.eyas.api.version.Versions;

/** What is served: health at its configurable path, and versions. */
final class Pages {
  private static final String HEALTHY = "{\"status\": \"ok\"}";
  private static final String VERSIONS = "/versions";

  private Pages() {}

  static FixedPages at(String healthPath) {
    Map<String, String> pages = new LinkedHashMap<>();
    pages.put(VERSIONS, versions());
    pages.put(healthPath.startsWith("/") ? healthPath : "/" + healthPath, HEALTHY);
    return new FixedPages(pages);
  }

  // Version numbers need no escapes.
  private static String versions() {
    return Versions.all().entrySet().stream()
        .map(version -> "\"" + version.getKey() + "\":\"" + version.getValue() + "\"")
        .collect(Collectors.joining(",", "{", "}"));
  }
}
