package org.eyas.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The settings of the bundle that finds containers: {@code init_config} of Falco's plugin, and {@code eyas.containers}. */
final class ContainerConfig {
  static final String PID = "org.eyas.plugin.container";

  private static final String NAME = "container";

  private ContainerConfig() {}

  /**
   * @param plugins the loaded plugins; the bundle runs whether container is among them or not
   * @param live whether the events are of this machine
   */
  static Map<String, Object> of(ConfigTree tree, List<PluginConfig> plugins, boolean live) throws ConfigException {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (PluginConfig plugin : plugins) {
      if (plugin.name().equals(NAME)) {
        properties.putAll(plugin.properties());
      }
    }
    properties.put("live", live);
    for (String engine : List.of("docker", "podman", "containerd")) {
      properties.put(engine + ".roots", tree.texts("eyas.containers." + engine + "_roots").toArray(String[]::new));
    }
    return properties;
  }
}
