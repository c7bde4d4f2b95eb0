package org.eyas.config.yaml;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.config.yaml.KeyPath.Step;

/**
 * Changes one key of a YAML text and leaves everything else as it is written, comments too.
 *
 * <p>It splices the value into the text in all ways that may be correct there, and takes the first result that reads as the
 * text before with only this change. So nothing else can change unnoticed, however unusual the text is.
 */
public final class YamlEditor {
  private static final String TEXT = "the configuration";

  private YamlEditor() {}

  /**
   * The text with another value for a key.
   *
   * @param value YAML
   */
  public static String withKey(String text, String key, String value) throws ConfigException {
    List<Step> path = KeyPath.parse(key);
    if (path.isEmpty() || !(path.getFirst() instanceof Step.Name)) {
      throw new ConfigException("'" + key + "' is not a key");
    }
    Object meaning = YamlReader.value("the value of " + key, value);
    Map<String, Object> wanted = read(text);
    KeyOverride.of(key, path, meaning).apply(wanted);
    for (String written : variants(value, meaning)) {
      for (String edited : new YamlSplices(text, path, written).all()) {
        if (means(edited, wanted)) {
          return edited;
        }
      }
    }
    throw new ConfigException(
        "'" + key + "' cannot be changed without changing other keys; change it with an editor");
  }

  // As the user wrote it, if that fits on one line at this place.
  private static Set<String> variants(String value, Object meaning) {
    Set<String> variants = new LinkedHashSet<>();
    if (value.lines().count() == 1 && !value.isBlank()) {
      variants.add(value.strip());
    }
    variants.add(YamlLineWriter.of(meaning));
    return variants;
  }

  private static boolean means(String text, Map<String, Object> wanted) {
    try {
      return read(text).equals(wanted);
    } catch (ConfigException e) {
      return false; // this spelling is not YAML at this place
    }
  }

  private static Map<String, Object> read(String text) throws ConfigException {
    return YamlReader.document(TEXT, new StringReader(text)).map();
  }

  /** See {@link org.eyas.api.control.ConfigurationFile#withRule}. */
  public static String withRule(String text, String rule, boolean enabled) throws ConfigException {
    String verb = enabled ? "enable" : "disable";
    String name = YamlLineWriter.of(rule);
    List<?> entries = read(text).get("rules") instanceof List<?> list ? list : new ArrayList<>();
    for (int i = entries.size() - 1; i >= 0; i--) {
      String decides = ruleOf(entries.get(i));
      if (decides.equals(rule)) {
        return withKey(text, "rules[" + i + "]", "{" + verb + ": {rule: " + name + "}}");
      }
      if (decides.isEmpty() || decides.contains("*")) {
        break;
      }
    }
    return withKey(text, "rules[]." + verb + ".rule", name);
  }

  /** The only rule of an entry; empty if it may select others too. */
  private static String ruleOf(Object entry) {
    return entry instanceof Map<?, ?> verbs
        && verbs.size() == 1
        && verbs.values().iterator().next() instanceof Map<?, ?> what
        && what.size() == 1
        && what.get("rule") instanceof String name
            ? name
            : "";
  }
}
