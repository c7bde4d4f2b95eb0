package org.eyas.config.component;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The configuration of the bundle that follows the objects of Kubernetes: {@code eyas.k8s} and the plugin
 * {@code k8smeta}.
 */
final class KubernetesConfig {
  static final String PID = "org.eyas.plugin.k8smeta";

  private static final String ENABLED = "eyas.k8s.enabled";

  private final ConfigTree tree;
  private final boolean inPod;

  /** @param environment of this process */
  KubernetesConfig(ConfigTree tree, Map<String, String> environment) {
    this.tree = tree;
    inPod = !environment.getOrDefault("KUBERNETES_SERVICE_HOST", "").isEmpty();
  }

  /**
   * Adds the configuration of the bundle, or removes that of the plugin.
   *
   * @param all the configurations by PID, with that of the plugin if the plugin is loaded
   * @param runs whether the command processes events
   * @param live whether the events are those of this machine: events of a capture may be those of another cluster
   */
  void put(Map<String, Map<String, Object>> all, boolean runs, boolean live) {
    Map<String, Object> plugin = all.remove(PID);
    if (isEnabled(plugin != null)) {
      Map<String, Object> kubernetes = new LinkedHashMap<>(KeyProperties.of(tree, PID));
      kubernetes.putAll(plugin == null ? Map.of() : plugin);
      kubernetes.put("connect", runs && (live || tree.text(ENABLED).equals("always")));
      kubernetes.put("live", runs && live);
      kubernetes.put("suggest", plugin != null);
      all.put(PID, kubernetes);
    }
  }

  private boolean isEnabled(boolean loaded) {
    return switch (tree.text(ENABLED)) {
      case "always" -> true;
      case "never" -> false;
      default -> loaded || inPod || !tree.text("eyas.k8s.kubeconfig").isEmpty();
    };
  }
}
