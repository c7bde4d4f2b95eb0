package org.eyas.console.page.site;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eyas.console.page.PageReply;

/** The style sheet, the scripts, the picture, and the libraries of the editors. They contain nothing secret. */
final class StaticFiles {
  private static final List<String> OWN =
      List.of(
          "console.css", "felix.css", "console.js", "chart.js", "alert.js", "timeline.js", "histogram.js", "alerts.js",
          "query.js",
          "eyas.svg", "rules.js", "session.js",
          "configuration/completion.js", "configuration/editor.js", "configuration/keys.js", "configuration/language.js",
          "rules/completion.js", "rules/editor.js", "rules/language.js", "rules/trial.js", "rules/words.js",
          "text/changes.js", "text/check.js", "text/difference.js", "text/editor.js", "text/remarks.js", "text/theme.js");

  // Made at the build from the archives of the libraries, see libraries.xml.
  private static final List<String> LIBRARIES =
      List.of(
          "codemirror-autocomplete.js", "codemirror-commands.js", "codemirror-language.js", "codemirror-lint.js",
          "codemirror-search.js", "codemirror-state.js", "codemirror-view.js", "crelt.js",
          "lezer-common.js", "lezer-highlight.js", "marijn-find-cluster-break.js", "style-mod.js", "w3c-keyname.js");

  private static final Map<String, String> TYPES =
      Map.of("css", "text/css; charset=utf-8", "js", "text/javascript; charset=utf-8", "svg", "image/svg+xml");

  private static final Map<String, String> TYPE_OF_PATH =
      Stream.concat(OWN.stream(), LIBRARIES.stream().map("lib/"::concat))
          .collect(Collectors.toUnmodifiableMap("/static/"::concat, StaticFiles::type));

  private StaticFiles() {}

  private static String type(String name) {
    return Objects.requireNonNull(TYPES.get(name.substring(name.lastIndexOf('.') + 1)));
  }

  static Set<String> paths() {
    return TYPE_OF_PATH.keySet();
  }

  static PageReply reply(String path) throws IOException {
    try (InputStream in = StaticFiles.class.getResourceAsStream("/org/eyas/console" + path)) {
      byte[] body = Objects.requireNonNull(in, path).readAllBytes();
      return new PageReply(200, Objects.requireNonNull(TYPE_OF_PATH.get(path)), body, Map.of("Cache-Control", "max-age=300"));
    }
  }
}
