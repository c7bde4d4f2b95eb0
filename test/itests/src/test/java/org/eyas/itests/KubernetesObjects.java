package org.eyas.itests;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.models.V1ClusterRole;
import io.kubernetes.client.openapi.models.V1ClusterRoleBinding;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1DaemonSet;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1NetworkPolicy;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceAccount;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The objects of a manifest. They are compared with the API of Kubernetes as its client for Java has it: unknown and missing fields,
 * and values of another type.
 */
final class KubernetesObjects {
  private interface Check {
    void accept(JsonElement object) throws IOException;
  }

  private static final Map<String, Check> SCHEMAS =
      Map.of(
          "ClusterRole", V1ClusterRole::validateJsonElement,
          "ClusterRoleBinding", V1ClusterRoleBinding::validateJsonElement,
          "ConfigMap", V1ConfigMap::validateJsonElement,
          "DaemonSet", V1DaemonSet::validateJsonElement,
          "Deployment", V1Deployment::validateJsonElement,
          "NetworkPolicy", V1NetworkPolicy::validateJsonElement,
          "Service", V1Service::validateJsonElement,
          "ServiceAccount", V1ServiceAccount::validateJsonElement);

  /** Of the operator of Prometheus, which is not a part of Kubernetes: compared with the expected text only. */
  private static final String SERVICE_MONITOR = "ServiceMonitor";

  private final List<JsonObject> objects = new ArrayList<>();

  KubernetesObjects(String manifest) {
    for (Object document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(manifest)) {
      if (document != null) {
        objects.add(new Gson().toJsonTree(document).getAsJsonObject());
      }
    }
  }

  /** What is wrong with them; empty if nothing is. */
  List<String> faults() {
    List<String> faults = new ArrayList<>();
    for (JsonObject object : objects) {
      String kind = object.get("kind").getAsString();
      if (!kind.equals(SERVICE_MONITOR)) {
        add(faults, kind, object);
      }
    }
    return faults;
  }

  private static void add(List<String> faults, String kind, JsonObject object) {
    Check schema = SCHEMAS.get(kind);
    if (schema == null) {
      faults.add(kind + ": this test knows no such kind");
      return;
    }
    try {
      schema.accept(object);
    } catch (IOException | IllegalArgumentException e) {
      faults.add(kind + ": " + e.getMessage());
    }
  }

  /** The text of a key of a ConfigMap. */
  String text(String configMap, String key) {
    return object("ConfigMap", configMap).getAsJsonObject("data").get(key).getAsString();
  }

  JsonObject object(String kind, String name) {
    return objects.stream()
        .filter(object -> object.get("kind").getAsString().equals(kind))
        .filter(object -> object.getAsJsonObject("metadata").get("name").getAsString().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** The only container of the pods of a workload. */
  JsonObject container(String kind, String name) {
    JsonObject pod = object(kind, name).getAsJsonObject("spec").getAsJsonObject("template").getAsJsonObject("spec");
    JsonArray containers = pod.getAsJsonArray("containers");
    return containers.get(0).getAsJsonObject();
  }
}
