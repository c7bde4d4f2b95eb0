package org.eyas.config.load;

import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.eyas.config.component.ConfigTree;
import org.eyas.config.yaml.ConfigException;
import org.eyas.config.yaml.YamlReader;
import org.jspecify.annotations.Nullable;

/**
 * The environment variables that a change by the console or the command line may use. Values of the configuration reach
 * alerts, receivers and pages, so a user who could write <code>${NAME}</code> into any value could read the whole
 * environment of the engine. A file that is edited on disk may use all variables, as in Falco.
 */
public final class EnvironmentAllowList {
  static final String KEY = "eyas.environment";

  private final Function<String, @Nullable String> environment;

  public EnvironmentAllowList(Function<String, @Nullable String> environment) {
    this.environment = environment;
  }

  /**
   * Checks a change that will be saved.
   *
   * @param name the name of the file, for messages
   * @throws ConfigException if {@value #KEY} itself would change, and as {@link #checkUses}
   */
  public void checkSaved(String name, String before, String after) throws ConfigException {
    if (!Objects.equals(ConfigSource.valueAt(tree(name, before), KEY), ConfigSource.valueAt(tree(name, after), KEY))) {
      throw new ConfigException(KEY + " can be changed only in the file itself: edit " + name);
    }
    checkUses(name, before, after);
  }

  private static Map<String, Object> tree(String name, String text) throws ConfigException {
    return YamlReader.document(name, new StringReader(text)).map();
  }

  /**
   * Checks another text for a configuration file, because messages about it may quote its values.
   *
   * @param name the name of the file, for messages
   * @throws ConfigException if a new or changed value uses a variable that {@value #KEY} of the current file does not
   *     list, or if one of the texts is not YAML
   */
  public void checkUses(String name, String before, String after) throws ConfigException {
    Map<String, Object> old = tree(name, before);
    List<String> listed = new ConfigTree(old, Map.of()).texts(KEY);
    Map<String, String> kept = leaves(old);
    for (Map.Entry<String, String> leaf : leaves(tree(name, after)).entrySet()) {
      if (!leaf.getValue().equals(kept.get(leaf.getKey()))) {
        check(name, leaf.getKey(), unlisted(leaf.getValue(), listed));
      }
    }
  }

  private static void check(String name, String key, Set<String> unlisted) throws ConfigException {
    if (!unlisted.isEmpty()) {
      String variable = unlisted.iterator().next();
      throw new ConfigException(
          key + " uses the environment variable " + variable + ", which " + KEY + " does not list; to allow it, edit " + name
              + " and add " + variable + " to that list");
    }
  }

  // The value of a variable may use other variables: all that are actually read count.
  private Set<String> unlisted(String text, List<String> listed) {
    Set<String> asked = new TreeSet<>();
    new EnvironmentExpansion(variable -> {
      asked.add(variable);
      return environment.apply(variable);
    }).expand(text);
    listed.forEach(asked::remove);
    return asked;
  }

  private static Map<String, String> leaves(Map<String, Object> tree) {
    Map<String, String> leaves = new LinkedHashMap<>();
    add("", tree, leaves);
    return leaves;
  }

  private static void add(String path, Object value, Map<String, String> leaves) {
    switch (value) {
      case Map<?, ?> map -> map.forEach((key, inner) -> add(path.isEmpty() ? "" + key : path + "." + key, inner, leaves));
      case List<?> list -> {
        for (int i = 0; i < list.size(); i++) {
          add(path + "[" + i + "]", list.get(i), leaves);
        }
      }
      default -> leaves.put(path, value.toString());
    }
  }
}
