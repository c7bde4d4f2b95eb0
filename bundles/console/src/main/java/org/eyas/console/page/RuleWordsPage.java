package org.eyas.console.page;

import java.io.IOException;
import java.util.Locale;
import java.util.StringJoiner;
import org.eyas.api.data.VisibleText;

/** The words that the editor of rules completes and explains, as JSON. A browser requests them once when it opens an editor. */
final class RuleWordsPage implements Page {
  private final RuleWords words;

  RuleWordsPage(Services services) {
    words = new RuleWords(services);
  }

  @Override
  public Reply get(Visit visit) throws IOException {
    StringJoiner json = new StringJoiner(",\n", "[", "]");
    words.all().forEach(word -> json.add(json(word)));
    return Reply.json(json.toString());
  }

  private static String json(RuleWord word) {
    StringJoiner sources = new StringJoiner(",", "[", "]");
    word.sources().stream().sorted().forEach(source -> sources.add(Json.quoted(source)));
    return "{\"kind\":\"" + word.kind().name().toLowerCase(Locale.ROOT) + "\",\"name\":" + Json.quoted(word.name())
        + ",\"detail\":"
        + Json.quoted(word.detail()) + ",\"text\":" + Json.quoted(VisibleText.lines(word.text())) + ",\"sources\":" + sources
        + "}";
  }
}
