package org.eyas.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the bundles that speak HTTP are configured with, by PID: the same names with dots for underscores. */
final class HttpConfigs {
  private static final String OUTPUT = "http_output";
  private static final String SERVER = "webserver";

  private HttpConfigs() {}

  static Map<String, Map<String, Object>> output(ConfigTree tree) {
    if (!tree.flag(OUTPUT + ".enabled")) {
      return Map.of();
    }
    Map<String, Object> http = new LinkedHashMap<>();
    texts(tree, OUTPUT, http, "url", "user_agent", "ca_cert", "ca_bundle", "ca_path", "client_cert", "client_key");
    flags(tree, OUTPUT, http, "insecure", "mtls", "echo", "compress_uploads");
    http.put("max.consecutive.timeouts", tree.number(OUTPUT + ".max_consecutive_timeouts"));
    return Map.of("org.eyas.output.http", http);
  }

  /** The web server is for engines that watch a host: none where a capture is replayed. */
  static Map<String, Map<String, Object>> server(ConfigTree tree) {
    if (!tree.flag(SERVER + ".enabled")) {
      return Map.of();
    }
    Map<String, Object> web = new LinkedHashMap<>();
    texts(tree, SERVER, web, "listen_address", "k8s_healthz_endpoint", "ssl_certificate");
    flags(tree, SERVER, web, "ssl_enabled");
    web.put("listen.port", tree.number(SERVER + ".listen_port"));
    web.put("prometheus.metrics.enabled", tree.flag(MetricConfigs.SERVED) && tree.flag(MetricConfigs.ENABLED));
    web.put("threadiness", tree.number(SERVER + ".threadiness"));
    return Map.of("org.eyas.web", web);
  }

  private static void texts(ConfigTree tree, String section, Map<String, Object> into, String... keys) {
    for (String key : List.of(keys)) {
      into.put(key.replace('_', '.'), tree.text(section + "." + key));
    }
  }

  private static void flags(ConfigTree tree, String section, Map<String, Object> into, String... keys) {
    for (String key : List.of(keys)) {
      into.put(key.replace('_', '.'), tree.flag(section + "." + key));
    }
  }
}
