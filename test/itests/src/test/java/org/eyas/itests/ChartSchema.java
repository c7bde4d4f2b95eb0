package org.eyas.itests;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The JSON schema of the chart's values, made of its values.yaml: a value has the type of its default, and other names are refused,
 * except those of Falco's chart that have no effect here. An empty map may have any names.
 */
final class ChartSchema {
  static final Path FILE = Helm.CHART.resolve("values.schema.json");

  /** Maps with defaults that may have other names, too: those of Kubernetes, of Falco and of Eyas. */
  private static final Set<String> OPEN =
      Set.of(
          "/falco", "/eyas", "/resources", "/podSecurityContext", "/controller/daemonset/updateStrategy",
          "/healthChecks/startupProbe",
          "/healthChecks/livenessProbe", "/healthChecks/readinessProbe");

  /** Maps of texts: Kubernetes refuses labels and annotations that are numbers. */
  private static final Set<String> TEXTS =
      Set.of("labels", "annotations", "podLabels", "podAnnotations", "nodeSelector", "customRules");

  /** Names of Falco's chart that have no effect, or that a template refuses with the remedy. */
  private static final Map<String, List<String>> OF_FALCO =
      Map.ofEntries(
          Map.entry("",
              List.of("falcoctl", "responseActions", "falco-talon", "k8s-metacollector", "scc", "tty", "podHostname", "gvisor",
                  "global")),
          Map.entry("/serviceAccount", List.of("imagePullSecrets")),
          Map.entry("/controller/deployment", List.of("revisionHistoryLimit")),
          Map.entry("/metrics", List.of("jemallocStatsEnabled")),
          Map.entry("/metrics/service", List.of("ports")),
          Map.entry("/serviceMonitor", List.of("path", "selector", "endpointPort")),
          Map.entry("/mounts", List.of("enforceProcMount")),
          Map.entry("/driver", List.of("ebpf", "gvisor", "loader", "sysfsMountPath")),
          Map.entry("/driver/modernEbpf", List.of("sysfsMount")),
          Map.entry("/collectors", List.of("docker", "containerd", "crio")),
          Map.entry("/collectors/containerEngine", List.of("pluginRef", "withSize")),
          Map.entry("/collectors/kubernetes",
              List.of("pluginRef", "collectorHostname", "collectorPort", "verbosity", "hostProc")),
          Map.entry("/certs", List.of("server", "ca", "client")),
          Map.entry("/falcosidekick",
              List.of("enabled", "fullfqdn", "listenPort", "config", "webui", "image", "replicaCount", "resources", "service",
                  "serviceAccount")));

  private static final Gson JSON = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private ChartSchema() {}

  static String ofValues() throws IOException {
    Object values =
        new Yaml(new SafeConstructor(new LoaderOptions())).load(Files.readString(Helm.CHART.resolve("values.yaml")));
    JsonObject schema = new JsonObject();
    schema.addProperty("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.addProperty("title", "Values of the chart; ChartTest makes this file of values.yaml with -Dchart.write=true");
    of("", new Gson().toJsonTree(values)).entrySet().forEach(member -> schema.add(member.getKey(), member.getValue()));
    return JSON.toJson(schema) + "\n";
  }

  private static JsonObject of(String path, JsonElement value) {
    JsonObject schema = new JsonObject();
    if (value.isJsonObject()) {
      schema.addProperty("type", "object");
      addNames(schema, path, value.getAsJsonObject());
    } else if (value.isJsonArray()) {
      schema.addProperty("type", "array");
    } else {
      schema.addProperty("type", typeOf(value.getAsJsonPrimitive()));
    }
    return schema;
  }

  private static String typeOf(JsonPrimitive value) {
    if (value.isString()) {
      return "string";
    }
    return value.isBoolean() ? "boolean" : "integer";
  }

  private static void addNames(JsonObject schema, String path, JsonObject value) {
    if (TEXTS.contains(path.substring(path.lastIndexOf('/') + 1))) {
      JsonObject text = new JsonObject();
      text.addProperty("type", "string");
      schema.add("additionalProperties", text);
    } else if (!value.isEmpty() && !OPEN.contains(path)) {
      JsonObject names = new JsonObject();
      value.entrySet().forEach(member -> names.add(member.getKey(), of(path + "/" + member.getKey(), member.getValue())));
      OF_FALCO.getOrDefault(path, List.of()).forEach(name -> names.add(name, new JsonObject()));
      schema.add("properties", names);
      schema.addProperty("additionalProperties", false);
    }
  }
}
