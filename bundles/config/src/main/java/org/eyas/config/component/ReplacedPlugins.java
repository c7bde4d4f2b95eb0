package org.eyas.config.component;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The plugins of Falco that bundles of Eyas replace. The engine checks the plugin versions that rules files require.
 */
public final class ReplacedPlugins {
  private static final Map<String, String> BUNDLES =
      new TreeMap<>(
          Map.of(
              "container", "enricher-container",
              "json", "fields-json",
              "k8saudit", "source-k8saudit",
              "k8smeta", "enricher-k8s",
              "krsi", "fields-krsi"));

  /** The names of all these plugins, whether they are configured or not. */
  public static final List<String> NAMES = List.copyOf(BUNDLES.keySet());

  private ReplacedPlugins() {}

  /** The reason why a plugin that is not built in cannot be loaded, and the remedy, without the plugin's name. */
  static String refusal(PluginConfig plugin) {
    return ofLibrary(plugin.libraryPath())
        .map(name -> plugin.libraryPath() + " is replaced by the bundle " + BUNDLES.get(name) + ": give the plugin the name "
            + name)
        .orElse("remove it from load_plugins (or from plugins, if there is no load_plugins). Built in are "
            + String.join(", ", NAMES));
  }

  /** The bundles that replace some plugins, as text for the log. */
  public static String replacements(Stream<PluginConfig> plugins) {
    return plugins.map(PluginConfig::name).filter(BUNDLES::containsKey)
        .map(name -> BUNDLES.get(name) + " replaces " + name)
        .collect(Collectors.joining(", "));
  }

  /** The plugin of a library, such as {@code libk8saudit.so}. */
  private static Optional<String> ofLibrary(String path) {
    String file = String.valueOf(Path.of(path.replace("\0", "")).getFileName());
    return NAMES.stream().filter(name -> file.equals("lib" + name + ".so")).findFirst();
  }
}
