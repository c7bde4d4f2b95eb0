package org.eyas.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Creates a large set of rules from a few: the rules of the files, then copies of the enabled ones with their own literals,
 * up to the requested number. The same call creates the same set.
 */
public final class RuleSet {
  private final List<Map<String, Object>> items = new ArrayList<>();
  private final Set<String> lists = new LinkedHashSet<>();
  private final Set<String> macros = new LinkedHashSet<>();
  private final StringBuilder out = new StringBuilder();
  private int rules;

  private RuleSet() {}

  /** Prints a set. Arguments: the number of rules; files to include unchanged, "--", files to include and to copy. */
  public static void main(String[] args) throws IOException {
    List<String> files = List.of(args).subList(1, args.length);
    int copied = files.indexOf("--");
    System.out.print(
        of(Integer.parseInt(args[0]), files.subList(0, Math.max(0, copied)), files.subList(copied + 1, files.size())));
  }

  /** A set as one YAML document. */
  static String of(int count, List<String> plain, List<String> copied) throws IOException {
    RuleSet set = new RuleSet();
    for (String file : copied) {
      set.add(Files.readString(Path.of(file)), true);
    }
    for (String file : plain) {
      set.add(Files.readString(Path.of(file)), false);
    }
    for (int copy = 1; set.rules < count; copy++) {
      set.addCopy(copy, count);
    }
    return set.out.toString();
  }

  @SuppressWarnings("unchecked")
  private void add(String text, boolean copied) {
    out.append(text).append('\n');
    for (Object item : (List<Object>) new Yaml(new SafeConstructor(new LoaderOptions())).load(text)) {
      Map<String, Object> map = (Map<String, Object>) item;
      boolean enabled = map.get("rule") != null && !Boolean.FALSE.equals(map.get("enabled"));
      rules += enabled ? 1 : 0;
      if (copied && (enabled || map.containsKey("list") || map.containsKey("macro"))) {
        items.add(map);
      }
    }
  }

  private void addCopy(int copy, int count) {
    String suffix = "_" + copy;
    ConditionCopy conditions = new ConditionCopy(lists, macros, new Literals(copy), suffix);
    List<Map<String, Object>> copies = new ArrayList<>();
    for (Map<String, Object> item : items) {
      if (item.get("list") instanceof String name && item.get("items") instanceof List<?> texts) {
        lists.add(name);
        copies.add(copy(item, "list", name + suffix, "items", texts.stream().map(conditions::item).toList()));
      } else if (item.get("macro") instanceof String name) {
        String condition = (String) item.get("condition");
        if (conditions.changes(condition)) {
          macros.add(name);
          copies.add(copy(item, "macro", name + suffix, "condition", conditions.of(condition)));
        }
      } else if (item.get("rule") instanceof String name && rules < count) {
        rules++;
        String condition = conditions.of((String) item.get("condition"));
        copies.add(copy(item, "rule", name + " (" + copy + ")", "condition", condition));
      }
    }
    out.append(yaml().dump(used(copies)));
  }

  /** Without lists and macros that no rule uses. */
  private static List<Map<String, Object>> used(List<Map<String, Object>> items) {
    Set<String> named = new HashSet<>();
    int before = -1;
    while (named.size() > before) {
      before = named.size();
      items.stream().filter(item -> isUsed(item, named)).forEach(item -> named.addAll(namesIn(item)));
    }
    return items.stream().filter(item -> isUsed(item, named)).toList();
  }

  private static boolean isUsed(Map<String, Object> item, Set<String> named) {
    return item.containsKey("rule") || named.contains(item.get("list")) || named.contains(item.get("macro"));
  }

  private static List<String> namesIn(Map<String, Object> item) {
    Object body = item.containsKey("list") ? item.get("items") : item.get("condition");
    return List.of(String.valueOf(body).split("[\\s(),=\\[\\]]+"));
  }

  private static Map<String, Object> copy(
      Map<String, Object> item, String nameKey, String name, String bodyKey, Object body) {
    Map<String, Object> copy = new LinkedHashMap<>(item);
    copy.put(nameKey, name);
    copy.put(bodyKey, body);
    return copy;
  }

  private static Yaml yaml() {
    DumperOptions options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setWidth(120);
    options.setDereferenceAliases(true);
    return new Yaml(options);
  }
}
