package org.eyas.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.config.key.KeyTable;

/** The configurations of outputs over HTTP, one for each address: Falco's http_output, and those of eyas.http_outputs. */
final class HttpOutputConfigs {
  static final String LIST = "eyas.http_outputs";

  private static final String PID = "org.eyas.output.http~";
  private static final String OUTPUT = "http_output.";
  private static final String OWN = "eyas.http_output.";
  private static final List<String> TEXTS =
      List.of("user_agent", "ca_cert", "ca_bundle", "ca_path", "client_cert", "client_key");
  private static final List<String> FLAGS = List.of("insecure", "mtls", "echo", "compress_uploads");

  private final ConfigTree tree;
  private final String hostname;

  /** @param hostname FALCO_HOSTNAME, or empty */
  HttpOutputConfigs(ConfigTree tree, String hostname) {
    this.tree = tree;
    this.hostname = hostname;
  }

  Map<String, Map<String, Object>> byPid() {
    Map<String, Map<String, Object>> outputs = new LinkedHashMap<>();
    if (tree.flag(OUTPUT + "enabled")) {
      Map<String, Object> http = new LinkedHashMap<>(Map.of("output.name", "http", "key.section", "http_output"));
      falcos(tree, OUTPUT, http);
      own(tree, OWN, http);
      outputs.put(PID + "http", http);
    }
    List<ConfigTree> elements = elements(tree);
    for (int i = 0; i < elements.size(); i++) {
      String name = name(elements.get(i));
      Map<String, Object> http =
          new LinkedHashMap<>(Map.of("output.name", name, "key.section", LIST + "[" + i + "]"));
      falcos(elements.get(i), "", http);
      own(elements.get(i), "", http);
      outputs.put(PID + name, http);
    }
    return outputs;
  }

  /** The entries of the list, each with the defaults of absent keys. */
  static List<ConfigTree> elements(ConfigTree tree) {
    Map<String, Object> defaults = KeyDefaults.ofElement(KeyTable.all(), LIST);
    List<ConfigTree> elements = new ArrayList<>();
    for (Object entry : tree.list(LIST)) {
      Map<String, Object> given = new LinkedHashMap<>();
      if (entry instanceof Map<?, ?> map) {
        map.forEach((key, value) -> given.put(String.valueOf(key), value));
      }
      elements.add(new ConfigTree(given, defaults));
    }
    return elements;
  }

  /** The name of the output in logs and metrics: Falco's is "http". */
  static String name(ConfigTree element) {
    return "http-" + element.text("name");
  }

  // The properties of the service do not contain keys that begin with a point, such as this one, which may contain a
  // password.
  private void falcos(ConfigTree from, String section, Map<String, Object> into) {
    into.put(".url", from.text(section + "url"));
    TEXTS.forEach(key -> into.put(key.replace('_', '.'), from.text(section + key)));
    FLAGS.forEach(key -> into.put(key.replace('_', '.'), from.flag(section + key)));
    into.put("max.consecutive.timeouts", from.number(section + "max_consecutive_timeouts"));
  }

  private void own(ConfigTree from, String section, Map<String, Object> into) {
    into.put("hostname", hostname);
    for (String key : List.of("format", "template", "minimum_priority")) {
      into.put(key.replace('_', '.'), from.text(section + key));
    }
    into.put("rules", from.texts(section + "rules").toArray(String[]::new));
    into.put("tags", from.texts(section + "tags").toArray(String[]::new));
    List<String> headers = new ArrayList<>();
    from.map(section + "headers").forEach((name, value) -> headers.add(name + ": " + value));
    into.put(".headers", headers.toArray(String[]::new));
    into.put("spool.directory", from.text(section + "spool.directory"));
    into.put("spool.limit.mb", from.number(section + "spool.limit_mb"));
    into.put("spool.fsync", from.flag(section + "spool.fsync"));
  }
}
