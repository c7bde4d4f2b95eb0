package org.eyas.config.component;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.config.key.YamlScalar;
import org.eyas.config.yaml.ConfigException;
import org.eyas.config.yaml.ConfigJson;
import org.jspecify.annotations.Nullable;

/** Reads {@code plugins} and {@code load_plugins}. */
public final class PluginConfigs {
  /** A key of Eyas that needs no entry in plugins. */
  private static final String AUDIT_INPUT = "eyas.k8saudit.input";

  /** The plugins that rules for audit events need. */
  private static final List<String> AUDIT = List.of("k8saudit", "json");

  private PluginConfigs() {}

  /** The plugins to load in their order: those that load_plugins names, or all if it is absent; those that keys of Eyas need. */
  public static List<PluginConfig> loaded(ConfigTree tree) throws ConfigException {
    Map<String, PluginConfig> configured = configured(tree);
    boolean named = tree.isGiven("load_plugins");
    List<PluginConfig> loaded = new ArrayList<>();
    for (String name : named ? tree.texts("load_plugins") : List.copyOf(configured.keySet())) {
      PluginConfig plugin = configured.get(name);
      if (plugin == null) {
        throw new ConfigException("Cannot load plugin '" + name + "': plugin config not found for given name");
      }
      loaded.add(plugin);
    }
    if (!tree.text(AUDIT_INPUT).isBlank()) {
      AUDIT.forEach(name -> addUnlessLoaded(loaded, name));
    }
    return loaded;
  }

  private static void addUnlessLoaded(List<PluginConfig> loaded, String name) {
    if (loaded.stream().noneMatch(plugin -> plugin.name().equals(name))) {
      loaded.add(new PluginConfig(name, "", "", ""));
    }
  }

  /** The plugins to load for commands that read events or check rules: these commands need the plugins. */
  public static List<PluginConfig> needed(ConfigTree tree) throws ConfigException {
    List<PluginConfig> loaded = loaded(tree);
    for (PluginConfig plugin : loaded) {
      if (!ReplacedPlugins.NAMES.contains(plugin.name())) {
        throw new ConfigException(
            "Eyas cannot load Falco's native plugin '" + plugin.name() + "'; " + ReplacedPlugins.refusal(plugin));
      }
    }
    return loaded;
  }

  /** The plugins that count as loaded when rules files require plugins: container always does. */
  static Set<String> names(ConfigTree tree) throws ConfigException {
    Set<String> names = new LinkedHashSet<>(Set.of("container"));
    loaded(tree).forEach(plugin -> names.add(plugin.name()));
    return names;
  }

  private static Map<String, PluginConfig> configured(ConfigTree tree) throws ConfigException {
    Map<String, PluginConfig> configured = new LinkedHashMap<>();
    for (Object entry : tree.list("plugins")) {
      Map<?, ?> map = entry instanceof Map<?, ?> given ? given : Map.of();
      String name = text(map.get("name"));
      if (name.isEmpty()) {
        throw new ConfigException("could not load plugins config: an entry of 'plugins' has no name");
      }
      configured.putIfAbsent(
          name,
          new PluginConfig(
              name,
              initConfig(map.get("init_config")),
              text(map.get("open_params")).strip(),
              text(map.get("library_path"))));
    }
    return configured;
  }

  private static String initConfig(@Nullable Object value) {
    return value instanceof Map<?, ?> ? ConfigJson.value(typed(value)) : text(value);
  }

  private static String text(@Nullable Object value) {
    return value instanceof String text ? text : "";
  }

  // A plugin's JSON has numbers and booleans, but values of YAML are texts here; Falco guesses their types in this order.
  private static Object typed(Object value) {
    return switch (value) {
      case Map<?, ?> map -> {
        Map<String, Object> typed = new LinkedHashMap<>();
        map.forEach((key, inner) -> typed.put(String.valueOf(key), typed(inner)));
        yield typed;
      }
      case List<?> list -> list.stream().map(PluginConfigs::typed).toList();
      case String text -> scalar(text);
      default -> value;
    };
  }

  private static Object scalar(String text) {
    if (text.isEmpty()) {
      return text;
    }
    if (YamlScalar.whole(text) instanceof Long whole && whole == whole.intValue()) {
      return whole;
    }
    if (YamlScalar.decimal(text) instanceof Double decimal) {
      return decimal;
    }
    return YamlScalar.flag(text) instanceof Boolean flag ? flag : text;
  }
}
