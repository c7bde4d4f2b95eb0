package org.eyas.console.page;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The style sheet, the scripts and the picture. They contain nothing secret. */
final class StaticFiles {
  private static final Map<String, String> TYPES =
      Map.of(
          "/static/console.css", "text/css; charset=utf-8",
          "/static/felix.css", "text/css; charset=utf-8",
          "/static/console.js", "text/javascript; charset=utf-8",
          "/static/chart.js", "text/javascript; charset=utf-8",
          "/static/alert.js", "text/javascript; charset=utf-8",
          "/static/timeline.js", "text/javascript; charset=utf-8",
          "/static/alerts.js", "text/javascript; charset=utf-8",
          "/static/query.js", "text/javascript; charset=utf-8",
          "/static/editor.js", "text/javascript; charset=utf-8",
          "/static/rules.js", "text/javascript; charset=utf-8",
          "/static/eyas.svg", "image/svg+xml");

  private StaticFiles() {}

  static Set<String> paths() {
    return TYPES.keySet();
  }

  static Reply reply(String path) throws IOException {
    try (InputStream in = StaticFiles.class.getResourceAsStream("/org/eyas/console" + path)) {
      byte[] body = Objects.requireNonNull(in, path).readAllBytes();
      return new Reply(200, Objects.requireNonNull(TYPES.get(path)), body, Map.of("Cache-Control", "max-age=300"));
    }
  }
}
