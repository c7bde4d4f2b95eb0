package org.eyas.config.component;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.alert.OutputChannel;

/** The configurations of outputs over HTTP, one for each address: Falco's http_output, and those of eyas.http_outputs. */
public final class HttpOutputConfigs {
  public static final String LIST = "eyas.http_outputs";

  private static final String ELEMENT = "org.eyas.output.http~";
  private static final String FALCOS = ELEMENT + "http";

  private final ConfigTree tree;
  private final String hostname;

  /** @param hostname FALCO_HOSTNAME, or empty */
  HttpOutputConfigs(ConfigTree tree, String hostname) {
    this.tree = tree;
    this.hostname = hostname;
  }

  Map<String, Map<String, Object>> byPid() {
    Map<String, Map<String, Object>> outputs = new LinkedHashMap<>();
    if (KeyProperties.isOn(tree, FALCOS)) {
      String[] headers = tree.pairs("eyas.http_output.headers", ": ");
      outputs.put(FALCOS, completed(KeyProperties.of(tree, FALCOS), "http", "http_output", headers));
    }
    List<ConfigTree> elements = KeyProperties.elements(tree, LIST);
    for (int i = 0; i < elements.size(); i++) {
      ConfigTree element = elements.get(i);
      String name = "http-" + element.text("name"); // in logs and metrics, where Falco's is "http"
      Map<String, Object> http = KeyProperties.ofElement(element, LIST, ELEMENT);
      outputs.put(ELEMENT + name, completed(http, name, LIST + "[" + i + "]", element.pairs("headers", ": ")));
    }
    return outputs;
  }

  // The properties of the service do not contain keys that begin with a point, such as the headers and the address, which may
  // contain a password.
  private Map<String, Object> completed(Map<String, Object> http, String name, String section, String[] headers) {
    http.putAll(Map.of(OutputChannel.NAME, name, "key.section", section, "hostname", hostname, ".headers", headers));
    return http;
  }
}
