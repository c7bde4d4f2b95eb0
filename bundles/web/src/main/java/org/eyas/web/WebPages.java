package org.eyas.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.eyas.api.version.Versions;

/** The pages that are served: health at its configurable path, readiness, versions, and metrics if they are enabled. */
final class WebPages {
  private static final String VERSIONS = "/versions";
  private static final String READY = "/readyz";
  private static final String METRICS = "/metrics";

  private WebPages() {}

  static Map<String, WebPage> at(String healthPath, WebPage health, WebPage ready, String falcoVersion) {
    WebReply versions = WebReply.json(200, versions(falcoVersion));
    Map<String, WebPage> pages = new LinkedHashMap<>();
    pages.put(VERSIONS, accept -> versions);
    pages.put(healthPath.startsWith("/") ? healthPath : "/" + healthPath, health);
    pages.putIfAbsent(READY, ready);
    return pages;
  }

  static Map<String, WebPage> withMetrics(Map<String, WebPage> pages, WebPage metrics) {
    Map<String, WebPage> all = new LinkedHashMap<>(pages);
    all.putIfAbsent(METRICS, metrics);
    return all;
  }

  // Version numbers contain no characters that need escaping.
  private static String versions(String falcoVersion) {
    return Versions.all(falcoVersion).entrySet().stream()
        .map(version -> "\"" + version.getKey() + "\":\"" + version.getValue() + "\"")
        .collect(Collectors.joining(",", "{", "}"));
  }
}
