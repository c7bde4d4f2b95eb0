package org.eyas.config;

import java.util.Map;

/**
 * The settings of a plugin that is to be loaded.
 *
 * @param initConfig the text the plugin understands; JSON where the file has keys and values
 * @param openParams what it opens, without blanks around it
 * @param libraryPath the native library, which is not used
 */
record PluginConfig(String name, String initConfig, String openParams, String libraryPath) {
  /** What the bundle that stands for the plugin is configured with. */
  Map<String, Object> properties() {
    return Map.of("plugin.name", name, "init.config", initConfig, "open.params", openParams);
  }
}
