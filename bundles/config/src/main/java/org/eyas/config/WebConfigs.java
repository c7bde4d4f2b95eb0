package org.eyas.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The configuration of the web server, by PID: the names of the keys with dots for underscores. */
final class WebConfigs {
  private static final String SERVER = "webserver";

  private WebConfigs() {}

  /** The configuration of the web server; empty for a replay, because only live engines have a web server. */
  static Map<String, Map<String, Object>> server(ConfigTree tree) {
    if (!tree.flag(SERVER + ".enabled")) {
      return Map.of();
    }
    Map<String, Object> web = new LinkedHashMap<>();
    texts(tree, web, "listen_address", "k8s_healthz_endpoint", "ssl_certificate");
    web.put("ssl.enabled", tree.flag(SERVER + ".ssl_enabled"));
    web.put("listen.port", tree.number(SERVER + ".listen_port"));
    web.put("prometheus.metrics.enabled", tree.flag(MetricConfigs.SERVED) && tree.flag(MetricConfigs.ENABLED));
    web.put("threadiness", tree.number(SERVER + ".threadiness"));
    return Map.of("org.eyas.web", web);
  }

  private static void texts(ConfigTree tree, Map<String, Object> into, String... keys) {
    for (String key : List.of(keys)) {
      into.put(key.replace('_', '.'), tree.text(SERVER + "." + key));
    }
  }
}
