package org.eyas.engine.auditpolicy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eyas.engine.rules.LoadedRule;
import org.jspecify.annotations.Nullable;

/**
 * An audit policy for kube-apiserver: the events that rules need, and no others. Its rules are in the order of their levels, the highest
 * first, because the first one that fits a request decides: also those for every resource stand among the others. Two come before them: that for secrets, whose contents are never written, and
 * that for connections into pods, which are written when they begin.
 */
public final class AuditPolicy {
  private static final List<String> CONNECTIONS = List.of("attach", "exec", "portforward");
  private static final Names CONNECTS = Names.of(List.of("create", "get"));

  private final List<AuditNeed> needs;
  private final int rules;

  private AuditPolicy(List<AuditNeed> needs, int rules) {
    this.needs = needs;
    this.rules = rules;
  }

  /** The policy for the enabled rules for audit events among these. */
  public static AuditPolicy of(Collection<LoadedRule> loaded) {
    List<LoadedRule> used =
        loaded.stream().filter(rule -> rule.enabled() && rule.source().equals(AuditNeed.SOURCE)).toList();
    return new AuditPolicy(used.stream().flatMap(rule -> AuditNeed.of(rule).stream()).toList(), used.size());
  }

  /** YAML of the kind Policy, with comments. */
  public String text() {
    StringBuilder out = new StringBuilder();
    out.append("# The audit events that ").append(rules).append(" rules need: eyas k8saudit policy\n");
    out.append("apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n");
    secrets(out);
    connections(out);
    Map<AuditLevel, PolicyRule> everything = unbounded();
    for (AuditLevel level : List.of(AuditLevel.values()).reversed()) {
      bounded(level).forEach(rule -> out.append(rule.text()));
      unbounded(everything.get(level), out);
    }
    if (everything.values().stream().noneMatch(rule -> rule.verbs().any())) {
      out.append("  - level: None\n");
    }
    return out.toString();
  }

  private void secrets(StringBuilder out) {
    List<String> wanted = AuditNeed.SECRETS.stream().filter(this::isNeeded).toList();
    if (wanted.isEmpty()) {
      return;
    }
    out.append("  # Names only: their contents do not belong into a log.\n");
    SortedSet<String> blind = new TreeSet<>();
    needs.stream().filter(need -> need.level() != AuditLevel.METADATA && isForSecrets(need))
        .forEach(need -> blind.add(need.rule()));
    if (!blind.isEmpty()) {
      out.append("  # These rules read more, and do not see it:\n");
      blind.forEach(rule -> out.append("  #   ").append(rule).append('\n'));
    }
    out.append(PolicyRule.of(AuditLevel.METADATA, verbs(wanted), wanted).text());
  }

  private boolean isNeeded(String resource) {
    return needs.stream().anyMatch(need -> covers(need, resource));
  }

  private static boolean covers(AuditNeed need, String resource) {
    String[] parts = resource.split("/");
    return need.requests().has(parts[0], parts.length > 1 ? parts[1] : "");
  }

  private static boolean isForSecrets(AuditNeed need) {
    return !need.requests().resources().any() && AuditNeed.SECRETS.stream().anyMatch(secret -> covers(need, secret));
  }

  private Names verbs(List<String> resources) {
    return needs.stream()
        .filter(need -> resources.stream().anyMatch(resource -> covers(need, resource)))
        .map(need -> need.requests().verbs())
        .reduce(Names::or).orElse(Names.ANY);
  }

  private void connections(StringBuilder out) {
    List<String> wanted = CONNECTIONS.stream().map(each -> "pods/" + each).filter(this::isNeeded).toList();
    AuditLevel level =
        needs.stream().filter(need -> wanted.stream().anyMatch(each -> covers(need, each))).map(AuditNeed::level)
            .reduce(AuditLevel.METADATA, AuditLevel::higher);
    if (!wanted.isEmpty()) {
      out.append("  # Connections into pods: also when they begin.\n");
      out.append(PolicyRule.of(level, verbs(wanted).and(CONNECTS), wanted).withStages().text());
    }
  }

  // One rule for each set of verbs.
  private List<PolicyRule> bounded(AuditLevel level) {
    Map<SortedSet<String>, SortedSet<String>> byVerbs = new LinkedHashMap<>();
    for (AuditNeed need : needs) {
      if (need.level() == level && isBounded(need) && !isCoveredByAll(need)) {
        byVerbs.computeIfAbsent(need.requests().verbs().values(), ignored -> new TreeSet<>()).addAll(names(need.requests()));
      }
    }
    List<PolicyRule> all = new ArrayList<>();
    byVerbs.forEach((verbs, names) -> {
      Names wanted = verbs.isEmpty() ? Names.ANY : Names.of(verbs);
      all.add(PolicyRule.of(level, wanted, names));
    });
    return all;
  }

  // Of a resource that is not one of Kubernetes, nobody knows the group, without which a policy cannot name it.
  private static boolean isBounded(AuditNeed need) {
    Names resources = need.requests().resources();
    return !resources.any() && resources.values().stream().noneMatch(each -> ApiGroups.of(each).isEmpty());
  }

  private boolean isCoveredByAll(AuditNeed need) {
    return needs.stream().anyMatch(
        other -> !isBounded(other) && other.level().compareTo(need.level()) >= 0
            && other.requests().verbs().hasAll(need.requests().verbs()));
  }

  private static Set<String> names(Requests requests) {
    Set<String> names = new TreeSet<>();
    for (String resource : requests.resources().values()) {
      if (requests.subresources().any()) {
        names.addAll(List.of(resource, resource + "/*"));
      }
      requests.subresources().values().forEach(each -> names.add(each.isEmpty() ? resource : resource + "/" + each));
    }
    return names;
  }

  private Map<AuditLevel, PolicyRule> unbounded() {
    Map<AuditLevel, PolicyRule> byLevel = new EnumMap<>(AuditLevel.class);
    for (AuditNeed need : needs) {
      if (!isBounded(need)) {
        byLevel.merge(need.level(), everything(need), AuditPolicy::both);
      }
    }
    return byLevel;
  }

  private static void unbounded(@Nullable PolicyRule rule, StringBuilder out) {
    if (rule != null) {
      out.append("  # Every resource, because of these rules (disable them to write less):\n").append(rule.text());
    }
  }

  private static PolicyRule everything(AuditNeed need) {
    return new PolicyRule(need.level(), need.requests().verbs(), Map.of(), false, new TreeSet<>(Set.of(need.rule())));
  }

  private static PolicyRule both(PolicyRule one, PolicyRule other) {
    SortedSet<String> needed = new TreeSet<>(one.needed());
    needed.addAll(other.needed());
    return new PolicyRule(one.level(), one.verbs().or(other.verbs()), Map.of(), false, needed);
  }
}
