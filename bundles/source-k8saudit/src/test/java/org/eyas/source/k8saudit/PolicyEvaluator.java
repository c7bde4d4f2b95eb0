package org.eyas.source.k8saudit;

import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.Yaml;

/** Decides about events by an audit policy, as an API server does: the first rule that fits a request counts. */
final class PolicyEvaluator {
  private final List<Map<String, Object>> rules;

  PolicyEvaluator(String policy) {
    Map<String, Object> parsed = new Yaml().load(policy);
    rules = cast(parsed.get("rules"));
  }

  @SuppressWarnings("unchecked")
  private static <T> T cast(Object value) {
    return (T) value;
  }

  /** The level at which the event is written; None if it is not. */
  String level(Map<String, Object> event) {
    for (Map<String, Object> rule : rules) {
      if (fits(rule, event)) {
        boolean omitted = texts(rule.get("omitStages")).contains(String.valueOf(event.get("stage")));
        return omitted ? "None" : String.valueOf(rule.get("level"));
      }
    }
    return "None";
  }

  private static boolean fits(Map<String, Object> rule, Map<String, Object> event) {
    List<String> verbs = texts(rule.get("verbs"));
    if (!verbs.isEmpty() && !verbs.contains(String.valueOf(event.get("verb")))) {
      return false;
    }
    List<Map<String, Object>> resources = cast(rule.getOrDefault("resources", List.of()));
    Map<String, Object> object = cast(event.getOrDefault("objectRef", Map.of()));
    return resources.isEmpty() || resources.stream().anyMatch(group -> fitsGroup(group, object));
  }

  private static boolean fitsGroup(Map<String, Object> group, Map<String, Object> object) {
    String resource = String.valueOf(object.get("resource"));
    Object subresource = object.get("subresource");
    String name = subresource == null ? resource : resource + "/" + subresource;
    List<String> names = texts(group.get("resources"));
    return group.get("group").equals(object.getOrDefault("apiGroup", ""))
        && (names.contains(name) || subresource != null && names.contains(resource + "/*"));
  }

  private static List<String> texts(Object list) {
    return list == null ? List.of() : cast(list);
  }
}
