package org.eyas.console.page.rule;

import java.io.IOException;
import java.util.Locale;
import java.util.StringJoiner;
import org.eyas.api.data.VisibleText;
import org.eyas.console.page.ConsolePage;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.PageJson;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.UserRequest;

/** The words that the editor of rules completes and explains, as JSON. A browser requests them once when it opens an editor. */
public final class RuleCompletionPage implements ConsolePage {
  private final RuleCompletions words;

  public RuleCompletionPage(ConsoleServices services) {
    words = new RuleCompletions(services);
  }

  @Override
  public PageReply get(UserRequest visit) throws IOException {
    StringJoiner json = new StringJoiner(",\n", "[", "]");
    words.all().forEach(word -> json.add(json(word)));
    return PageReply.json(json.toString());
  }

  private static String json(RuleCompletion word) {
    StringJoiner sources = new StringJoiner(",", "[", "]");
    word.sources().stream().sorted().forEach(source -> sources.add(PageJson.of(source)));
    return "{\"kind\":\"" + word.kind().name().toLowerCase(Locale.ROOT) + "\",\"name\":" + PageJson.of(word.name())
        + ",\"detail\":"
        + PageJson.of(word.detail()) + ",\"text\":" + PageJson.of(VisibleText.lines(word.text())) + ",\"sources\":" + sources
        + "}";
  }
}
