package org.eyas.core.osgi;

import java.util.List;
import java.util.Map;
import org.eyas.core.rules.LoadResult;
import org.eyas.core.rules.LoadedRule;

/** What {@code -L} and {@code -l} print. */
final class Descriptions {
  private Descriptions() {}

  static String text(LoadResult loaded, String rule) throws EngineException {
    return String.join("\n", wanted(loaded, rule).stream().map(LoadedRule::name).toList()) + "\n";
  }

  static Map<String, Object> json(LoadResult loaded, String rule) throws EngineException {
    return Map.of("rules", wanted(loaded, rule).stream().map(LoadedRule::name).toList());
  }

  private static List<LoadedRule> wanted(LoadResult loaded, String name) throws EngineException {
    if (name.isEmpty()) {
      return loaded.rules();
    }
    List<LoadedRule> found = loaded.rules().stream().filter(rule -> rule.name().equals(name)).toList();
    if (found.isEmpty()) {
      throw new EngineException("There is no rule named '" + name + "'; -L lists all names");
    }
    return found;
  }
}
