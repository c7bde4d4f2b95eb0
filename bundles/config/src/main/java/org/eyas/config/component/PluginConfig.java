package org.eyas.config.component;

import java.util.Map;

/**
 * The settings of a plugin that will be loaded.
 *
 * @param initConfig the text that the plugin understands; JSON if the file has keys and values
 * @param openParams what it opens, without blanks around it
 * @param libraryPath the native library, which is not used
 */
public record PluginConfig(String name, String initConfig, String openParams, String libraryPath) {
  /** The configuration of the bundle that replaces the plugin. */
  Map<String, Object> properties() {
    return Map.of("plugin.name", name, "init.config", initConfig, "open.params", openParams);
  }
}
