package org.eyas.fleet.rule;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.eyas.api.alert.Priority;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A rule for hosts, as far as its alerts show it.
 *
 * @param fields the fields that its alerts have
 */
record HostRule(String name, boolean enabled, String priority, String source, Collection<?> tags, Set<String> fields) {
  private static final Pattern FIELD = Pattern.compile("%([a-z0-9_.]+(?:\\[[^]]*])?)");

  /** The rules of a file, in their order. */
  static List<HostRule> read(Path file) throws IOException {
    List<HostRule> rules = new ArrayList<>();
    for (Object item : (List<?>) yaml(Files.readString(file))) {
      Map<?, ?> keys = (Map<?, ?>) item;
      if (keys.containsKey("rule") && !"fleet".equals(keys.get("scope"))) {
        rules.add(of(keys));
      }
    }
    return rules;
  }

  static Object yaml(String text) {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
  }

  private static HostRule of(Map<?, ?> keys) {
    Set<String> fields = new TreeSet<>();
    FIELD.matcher(text(keys, "output", "")).results().forEach(found -> fields.add(found.group(1)));
    return new HostRule(
        text(keys, "rule", ""),
        !Boolean.FALSE.equals(keys.get("enabled")),
        Priority.parse(text(keys, "priority", "")).orElseThrow().label(),
        text(keys, "source", "syscall"),
        keys.get("tags") instanceof List<?> tags ? tags : List.of(),
        fields);
  }

  private static String text(Map<?, ?> keys, String key, String otherwise) {
    return keys.get(key) instanceof Object value ? value.toString() : otherwise;
  }

  HostRule enabled(boolean now) {
    return new HostRule(name, now, priority, source, tags, fields);
  }

  /** The same with more fields in its alerts. An event that is not about a connection has none of a connection. */
  HostRule with(Collection<?> more) {
    boolean ofConnection = fields.stream().anyMatch(field -> field.equals("fd.name") || field.equals("fd.sip"));
    Set<String> all = new TreeSet<>(fields);
    for (Object field : more) {
      if (ofConnection && tags.contains("network") || !field.toString().startsWith("fd.")) {
        all.add(field.toString());
      }
    }
    return new HostRule(name, enabled, priority, source, tags, all);
  }
}
