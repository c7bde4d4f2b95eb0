package org.eyas.console.page;

import java.util.List;
import java.util.StringJoiner;
import org.eyas.api.control.ConfigurationFile;
import org.eyas.api.control.ConfigurationKey;
import org.eyas.api.control.ConfigurationKey.Shape;

/** The keys that the editor of the configuration completes and explains, as JSON. A browser requests them once for each editor. */
final class ConfigurationWordsPage implements Page {
  private static final List<String> FLAG = List.of("true", "false");

  private final Services services;

  ConfigurationWordsPage(Services services) {
    this.services = services;
  }

  @Override
  public Reply get(Visit visit) {
    StringJoiner json = new StringJoiner(",\n", "[", "]");
    services.configuration().map(ConfigurationFile::keys).orElse(List.of()).forEach(key -> json.add(json(key)));
    return Reply.json(json.toString());
  }

  private static String json(ConfigurationKey key) {
    StringJoiner choices = new StringJoiner(",", "[", "]");
    (key.shape() == Shape.FLAG ? FLAG : key.choices()).forEach(choice -> choices.add(Json.quoted(choice)));
    return "{\"name\":" + Json.quoted(key.name()) + ",\"expected\":" + Json.quoted(key.expected()) + ",\"text\":"
        + Json.quoted(key.description()) + ",\"standard\":" + Json.quoted(key.standard()) + ",\"note\":" + Json.quoted(key.note())
        + ",\"choices\":" + choices + "}";
  }
}
