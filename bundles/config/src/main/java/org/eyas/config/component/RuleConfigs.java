package org.eyas.config.component;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eyas.config.key.KeyTable;
import org.eyas.config.yaml.ConfigException;
import org.eyas.config.yaml.ConfigJson;

/** The configuration of rules: the providers of rules, and the selection of enabled rules. */
final class RuleConfigs {
  /** The rules that ship, for system calls. */
  static final String SHIPPED = "org.eyas.rules.standard";

  private final ConfigTree tree;
  private final LaunchProperties options;

  RuleConfigs(ConfigTree tree, LaunchProperties options) {
    this.tree = tree;
    this.options = options;
  }

  /**
   * The configurations of the providers of rules, by PID: rule files, the rules that ship, and Sigma rules.
   *
   * @param needed whether the command reads rules; without, no provider is configured
   */
  Map<String, Map<String, Object>> byPid(boolean needed) throws ConfigException {
    Map<String, Map<String, Object>> all = new LinkedHashMap<>();
    if (needed) {
      all.put(ComponentPids.RULE_FILES, files());
      if (isShipped()) {
        all.put(SHIPPED, Map.of());
      }
      if (hasSigma()) {
        all.put(ComponentPids.SIGMA_RULES, KeyProperties.of(tree, ComponentPids.SIGMA_RULES));
      }
    }
    return all;
  }

  private Map<String, Object> files() {
    List<String> validated = options.texts("validate");
    List<String> given = validated.isEmpty() ? options.texts("rules") : validated;
    Map<String, Object> rules = KeyProperties.of(tree, ComponentPids.RULE_FILES);
    rules.put("files", (given.isEmpty() ? tree.texts("rules_files") : given).toArray(String[]::new));
    rules.put("explicit", !given.isEmpty());
    return rules;
  }

  private boolean isShipped() throws ConfigException {
    if (!options.texts("validate").isEmpty()) {
      return false;
    }
    return switch (tree.text("eyas.rules.shipped")) {
      case "always" -> true;
      case "never" -> false;
      default -> options.texts("rules").isEmpty() && !namesOtherRules() && (!options.has("config") || configuresRules());
    };
  }

  // Without -c, the rules that ship make a start without any configuration useful. With -c, Falco requires that rules
  // are named: an empty file, or one that is just being written, must not run other rules than the user chose.
  private boolean configuresRules() {
    return !tree.texts("rules_files").isEmpty() || tree.isGiven("eyas.rules.shipped")
        || !tree.texts("eyas.sigma.rules_files").isEmpty();
  }

  // Rules that the command line names stand alone.
  private boolean hasSigma() {
    return options.texts("validate").isEmpty() && options.texts("rules").isEmpty()
        && !tree.texts("eyas.sigma.rules_files").isEmpty();
  }

  // The shipped configuration names the folders of a user's own rules: they add to the shipped rules.
  private boolean namesOtherRules() throws ConfigException {
    return tree.isGiven("rules_files")
        && KeyDefaults.of(KeyTable.all(), DefaultsProfile.EYAS).get("rules_files") instanceof List<?> standard
        && !tree.texts("rules_files").containsAll(standard);
  }

  /** The selections in order, as texts such as {@code disable rule:*shell*}: the key {@code rules} and the options -D, -T, -t. */
  // rules: [{enable: {rule: "*shell*"}}, {disable: {tag: network}}]
  String[] selection() throws ConfigException {
    List<String> selection = new ArrayList<>();
    for (Object entry : tree.list("rules")) {
      select(entry, selection);
    }
    for (String text : options.texts("disable.rule")) {
      selection.add("disable rule:*" + text + "*");
    }
    for (String tag : options.texts("disable.tag")) {
      selection.add("disable tag:" + tag);
    }
    List<String> only = options.texts("only.tag");
    if (!only.isEmpty()) {
      selection.add("disable rule:*");
      only.forEach(tag -> selection.add("enable tag:" + tag));
    }
    return selection.toArray(String[]::new);
  }

  // As in Falco, "enable" counts if an entry has both, and the rule comes before the tag.
  private static void select(Object entry, List<String> selection) throws ConfigException {
    Map<?, ?> map = entry instanceof Map<?, ?> given ? given : Map.of();
    String verb = map.containsKey("enable") ? "enable" : "disable";
    int before = selection.size();
    if (map.get(verb) instanceof Map<?, ?> what) {
      for (String kind : List.of("rule", "tag")) {
        if (what.get(kind) instanceof String name && !name.isEmpty()) {
          selection.add(verb + " " + kind + ":" + name);
        }
      }
    }
    if (selection.size() == before) {
      throw new ConfigException(
          "configuration key 'rules': each entry is 'enable:' or 'disable:' with 'rule: NAME' or 'tag: TAG', not "
              + ConfigJson.value(entry));
    }
  }
}
