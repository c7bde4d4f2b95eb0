package org.eyas.config.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eyas.config.component.ConfigTree;
import org.eyas.config.component.DefaultsProfile;
import org.eyas.config.key.KeyDefinition;
import org.eyas.config.key.KeyNode;
import org.eyas.config.key.KeyTable;
import org.eyas.config.key.KeyType;
import org.eyas.config.key.YamlScalar;
import org.eyas.config.yaml.ConfigException;
import org.eyas.config.yaml.ConfigMistake;
import org.eyas.config.yaml.YamlNull;

/** Checks the keys that were given against the table: their types, and whether they have an effect. */
final class KeyChecks {
  /**
   * The maximum length of a value. No path, address or template is longer, and no message or page has to print more.
   */
  private static final int LONGEST_VALUE = 65_536;

  private final KeyTable table;
  private final ConfigSources sources;
  private final ConfigWarnings findings;
  private final DefaultsProfile defaults;
  private final Map<String, Object> applied;
  private final List<String> wrong = new ArrayList<>();
  private ConfigTree wanted = new ConfigTree(Map.of(), Map.of());

  /**
   * Makes checks for one configuration.
   *
   * @param defaults the defaults that apply
   * @param applied the values of keys that are absent or wrong, as a tree: these defaults, except lists that do not
   *     apply to this file
   */
  KeyChecks(KeyTable table, ConfigSources sources, ConfigWarnings findings, DefaultsProfile defaults,
      Map<String, Object> applied) {
    this.table = table;
    this.defaults = defaults;
    this.applied = applied;
    this.sources = sources;
    this.findings = findings;
  }

  /**
   * Checks all keys and removes those with a wrong value, so that their defaults apply.
   *
   * @throws ConfigException if a value is wrong and Falco rejects it too
   */
  void check(Map<String, Object> given) throws ConfigException {
    wanted = new ConfigTree(given, applied);
    check("", given, table.root());
    wrong.forEach(path -> remove(given, path));
  }

  private static void remove(Map<?, ?> given, String path) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      given.remove(path);
    } else if (given.get(path.substring(0, dot)) instanceof Map<?, ?> section) {
      remove(section, path.substring(dot + 1));
    }
  }

  private void check(String path, Map<?, ?> given, KeyNode node) throws ConfigException {
    for (Map.Entry<?, ?> entry : given.entrySet()) {
      String name = String.valueOf(entry.getKey());
      KeyNode child = node.children().get(name);
      Object value = entry.getValue();
      if (child != null && value != YamlNull.NULL && value != null) {
        check(path.isEmpty() ? name : path + "." + name, value, child);
      }
    }
  }

  private void check(String path, Object value, KeyNode node) throws ConfigException {
    KeyDefinition key = node.key();
    if (key == null) {
      checkSection(path, value, node);
      return;
    }
    if (isOfAnotherEngine(key)) {
      checkUnread(path, value, key);
      return;
    }
    if (isTooLong(value)) {
      throw refused(path, "'" + path + "' has a value of more than " + LONGEST_VALUE + " characters; shorten it");
    }
    if (key.type().fits(value) || path.contains("[") && value.equals("")) {
      checkState(path, value, key);
    } else {
      wrong(path, value, key);
    }
    KeyNode element = node.element();
    if (element != null && value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        if (list.get(i) instanceof Map<?, ?> map) {
          check(path + "[" + i + "]", map, element);
        }
      }
    }
  }

  private static boolean isTooLong(Object value) {
    return switch (value) {
      case Map<?, ?> map -> map.entrySet().stream().anyMatch(each -> isTooLong(each.getKey()) || isTooLong(each.getValue()));
      case List<?> list -> list.stream().anyMatch(KeyChecks::isTooLong);
      default -> String.valueOf(value).length() > LONGEST_VALUE;
    };
  }

  private void checkSection(String path, Object value, KeyNode node) throws ConfigException {
    switch (value) {
      case Map<?, ?> map -> check(path, map, node);
      case List<?> list when !list.isEmpty() ->
        findings.add(new ConfigMistake(sources.place(path), "'" + path + "' is a list, it must contain keys", "; it is ignored"));
      case String text when !text.isEmpty() ->
        throw refused(
            path,
            "'" + path + "' is '" + text + "', it must contain keys: " + String.join(", ", node.children().keySet()));
      default -> {}
    }
  }

  private void wrong(String path, Object value, KeyDefinition key) throws ConfigException {
    String what = wrongType(path, value, key);
    ConfigSource source = sources.sourceOf(path);
    if (isRefused(path, key.type()) || source != null && source.isOption()) {
      throw refused(path, what);
    }
    wrong.add(path);
    findings.add(new ConfigMistake(sources.place(path), what, "; the default is used: " + replacementText(key)));
  }

  private String replacementText(KeyDefinition key) {
    if (applied.get(key.name()) instanceof List<?> list && list.isEmpty()) {
      return "[]";
    }
    return defaults.of(key).isEmpty() ? "nothing" : defaults.of(key);
  }

  // Falco does not check it: in a file it does not end the start.
  private void checkUnread(String path, Object value, KeyDefinition key) throws ConfigException {
    if (key.type().fits(value)) {
      return;
    }
    ConfigSource source = sources.sourceOf(path);
    if (source != null && source.isOption()) {
      throw refused(path, wrongType(path, value, key));
    }
    findings.add(new ConfigMistake(sources.place(path), wrongType(path, value, key), "; the chosen engine does not read it"));
  }

  private static String wrongType(String path, Object value, KeyDefinition key) {
    return FalcoErrorTexts.of(path, shown(value), "'" + path + "' must be " + key.type().expected() + ", not " + shown(value));
  }

  private ConfigException refused(String path, String what) {
    return sources.refused(path, what);
  }

  // Entries of lists have no defaults; Falco treats an unknown strategy as append.
  private static boolean isRefused(String path, KeyType type) {
    return switch (type.kind()) {
      case MAPS, FIELDS -> true;
      case FLAG, WHOLE, DECIMAL, TEXT, ADDRESS, TEXTS, TEXTS_OR_MAPS, MAP, MAP_OR_TEXT ->
        type.refused() || path.contains("[");
      case ONE -> type.refused();
    };
  }

  private static String shown(Object value) {
    return switch (value) {
      case Map<?, ?> map -> "keys and values";
      case List<?> list -> "a list";
      default -> "'" + value + "'";
    };
  }

  private void checkState(String path, Object value, KeyDefinition key) {
    String place = sources.place(path);
    String shown = value instanceof String text && path.indexOf('[') < 0 ? path + ": " + text : path;
    switch (key.state()) {
      case WORKS -> {}
      case NONE -> {
        if (lacksEffect(path, value, key)) {
          findings.add(place, shown, "has no effect", key.note());
        }
      }
      case RENAMED -> {
        if (differs(value, key)) {
          findings.add(place, path, "is an old key, use", key.note().replace(",", " and "));
        }
      }
      case REMOVED -> {
        if (differs(value, key)) {
          findings.add(place, path, "has no effect any more", key.note());
        }
      }
    }
  }

  // Only the settings of the engine of engine.kind count; Falco reads no others. auto may choose either engine.
  private boolean isOfAnotherEngine(KeyDefinition key) {
    String kind = wanted.text("engine.kind");
    List<String> counting = kind.equals("auto") ? List.of("modern_ebpf", "kmod") : List.of(kind);
    return key.section().startsWith("engine.") && !counting.contains(key.section().substring("engine.".length()));
  }

  // A value that disables a feature which does not exist has its effect.
  private boolean lacksEffect(String path, Object value, KeyDefinition key) {
    boolean off = !wanted.flag(key.section() + ".enabled");
    boolean satisfied = off && (table.followsSwitch(key) || key.name().endsWith(".enabled"));
    return !path.contains("[") && !satisfied && differs(value, key);
  }

  private static boolean differs(Object value, KeyDefinition key) {
    return !same(value, key.shipped(), key.type()) && !same(value, key.bare(), key.type());
  }

  private static boolean same(Object value, String written, KeyType type) {
    if (value instanceof List<?> list) {
      return ("[" + String.join(", ", list.stream().map(String::valueOf).toList()) + "]").equals(written);
    }
    String text = String.valueOf(value);
    return switch (type.kind()) {
      case FLAG -> Objects.equals(YamlScalar.flag(text), YamlScalar.flag(written));
      case WHOLE -> Objects.equals(YamlScalar.whole(text), YamlScalar.whole(written));
      case DECIMAL -> Objects.equals(YamlScalar.decimal(text), YamlScalar.decimal(written));
      case TEXT, ONE, ADDRESS, TEXTS, MAPS, TEXTS_OR_MAPS, FIELDS, MAP, MAP_OR_TEXT ->
        text.equals(written.equals("\"\"") ? "" : written);
    };
  }
}
