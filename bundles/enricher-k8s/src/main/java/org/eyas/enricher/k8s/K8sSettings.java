package org.eyas.enricher.k8s;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of {@code init_config} of Falco's plugin {@code k8smeta}.
 *
 * @param nodeName empty if it is missing
 * @param mistakes the mistakes, each with its key
 * @param unneeded keys about Falco's collector, which Eyas does not need
 */
record K8sSettings(String nodeName, List<String> mistakes, Set<String> unneeded) {
  private static final Logger LOG = LoggerFactory.getLogger(K8sSettings.class);
  private static final String NODE = "nodeName";
  private static final Set<String> OF_COLLECTOR =
      Set.of("collectorHostname", "collectorPort", "caPEMBundle", "ca_PEMBundle", "hostProc", "verbosity");

  /** @param text JSON; empty if there is none */
  static K8sSettings of(String text) {
    List<String> mistakes = new ArrayList<>();
    Set<String> unneeded = new TreeSet<>();
    String[] node = {""};
    parsed(text, mistakes).entrySet().forEach(member -> {
      String key = member.getKey();
      if (key.equals(NODE) || key.equals("nodename")) {
        node[0] = nodeName(member.getValue(), mistakes);
      } else if (OF_COLLECTOR.contains(key)) {
        unneeded.add(key);
      } else {
        mistakes.add(key + " is not a key; the only one that is used is " + NODE);
      }
    });
    return new K8sSettings(node[0], mistakes, unneeded);
  }

  private static JsonObject parsed(String text, List<String> mistakes) {
    try {
      JsonElement parsed = text.isBlank() ? new JsonObject() : JsonParser.parseString(text);
      if (parsed instanceof JsonObject object) {
        return object;
      }
    } catch (JsonParseException e) {
      LOG.debug("init_config of the plugin k8smeta", e);
    }
    if (!text.equals("\"\"")) {
      mistakes.add("it is neither keys nor a text that is JSON, and is not used");
    }
    return new JsonObject();
  }

  private static String nodeName(JsonElement value, List<String> mistakes) {
    if (value.isJsonPrimitive()) {
      return value.getAsString();
    }
    mistakes.add(NODE + " is not a text");
    return "";
  }

  void log() {
    mistakes.forEach(mistake -> LOG.warn("init_config of the plugin k8smeta: {}", mistake));
    if (!unneeded.isEmpty()) {
      LOG.info(
          "init_config of the plugin k8smeta: {} not needed: Eyas asks the API server itself, without a collector",
          String.join(", ", unneeded) + (unneeded.size() == 1 ? " is" : " are"));
    }
  }

  /**
   * The name of this node: the value of the key, of {@code init_config} or of the environment, or else the name of the
   * host.
   *
   * @param key eyas.k8s.node; empty if it is not set
   */
  String node(String key, Map<String, String> environment, String hostname) {
    for (String name : List.of(key, nodeName, environment.getOrDefault("FALCO_K8S_NODE_NAME", ""))) {
      if (!name.isEmpty()) {
        return name;
      }
    }
    return hostname;
  }
}
