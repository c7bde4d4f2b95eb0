package org.eyas.console.page.configuration;

import java.util.List;
import java.util.StringJoiner;
import org.eyas.api.control.ConfigurationFile;
import org.eyas.api.control.ConfigurationKey;
import org.eyas.api.control.ConfigurationKey.Shape;
import org.eyas.console.page.ConsolePage;
import org.eyas.console.page.ConsoleServices;
import org.eyas.console.page.PageJson;
import org.eyas.console.page.PageReply;
import org.eyas.console.page.UserRequest;

/** The keys that the editor of the configuration completes and explains, as JSON. A browser requests them once for each editor. */
public final class ConfigurationCompletionPage implements ConsolePage {
  private static final List<String> FLAG = List.of("true", "false");

  private final ConsoleServices services;

  public ConfigurationCompletionPage(ConsoleServices services) {
    this.services = services;
  }

  @Override
  public PageReply get(UserRequest visit) {
    StringJoiner json = new StringJoiner(",\n", "[", "]");
    services.configuration().map(ConfigurationFile::keys).orElse(List.of()).forEach(key -> json.add(json(key)));
    return PageReply.json(json.toString());
  }

  private static String json(ConfigurationKey key) {
    StringJoiner choices = new StringJoiner(",", "[", "]");
    (key.shape() == Shape.FLAG ? FLAG : key.choices()).forEach(choice -> choices.add(PageJson.of(choice)));
    return "{\"name\":" + PageJson.of(key.name()) + ",\"expected\":" + PageJson.of(key.expected()) + ",\"text\":"
        + PageJson.of(key.description()) + ",\"standard\":" + PageJson.of(key.standard()) + ",\"note\":" + PageJson.of(key.note())
        + ",\"choices\":" + choices + "}";
  }
}
