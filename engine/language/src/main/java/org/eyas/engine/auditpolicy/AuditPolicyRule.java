package org.eyas.engine.auditpolicy;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * One rule of an audit policy. An API server uses the first one that fits a request.
 *
 * @param resources resources with their subresources, {@code pods/exec}, by API group; empty for every request
 * @param early the stages before the end of a request at which the request is logged too
 * @param needed the rules that need the events, for a comment; empty for none
 */
record AuditPolicyRule(
    AuditLevel level, RequestValues verbs, Map<String, SortedSet<String>> resources, Set<String> early,
    SortedSet<String> needed) {
  /** @param names resources with their subresources */
  static AuditPolicyRule of(AuditLevel level, RequestValues verbs, Collection<String> names) {
    Map<String, SortedSet<String>> byGroup = new TreeMap<>();
    names.forEach(name -> ApiGroups.of(name.split("/")[0])
        .forEach(group -> byGroup.computeIfAbsent(group, ignored -> new TreeSet<>()).add(name)));
    return new AuditPolicyRule(level, verbs, byGroup, Set.of(), new TreeSet<>());
  }

  AuditPolicyRule withStages(Collection<String> stages) {
    return new AuditPolicyRule(level, verbs, resources, Set.copyOf(stages), needed);
  }

  String text() {
    StringBuilder out = new StringBuilder();
    needed.forEach(rule -> out.append("  #   ").append(rule).append('\n'));
    out.append("  - level: ").append(level.text()).append('\n');
    List<String> omitted = RequestPattern.EARLY.stream().filter(stage -> !early.contains(stage)).toList();
    if (!omitted.isEmpty()) {
      out.append("    omitStages: ").append(list(omitted)).append('\n');
    }
    if (!verbs.any()) {
      out.append("    verbs: ").append(list(verbs.values())).append('\n');
    }
    if (!resources.isEmpty()) {
      out.append("    resources:\n");
      resources.forEach(
          (group, names) -> out.append("      - {group: \"").append(group).append("\", resources: ").append(list(names))
              .append("}\n"));
    }
    return out.toString();
  }

  private static String list(Collection<String> names) {
    return names.stream().map(name -> name.contains("*") ? '"' + name + '"' : name).collect(Collectors.joining(", ", "[", "]"));
  }
}
