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
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eyas.engine.rules.LoadedRule;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * An audit policy for kube-apiserver: the events that rules need, and no others.
 *
 * <p>The API server uses the first policy rule that fits a request. Therefore policy rules are in the order of their
 * levels, the highest first; policy rules for every resource stand among the others. Two come before them: the one for
 * secrets, whose contents are never logged, and the one for connections into pods and through the API server, which are
 * logged when they begin. Other requests are logged when they are complete, and earlier if a rule names the stage.
 */
public final class AuditPolicy {
  private static final List<String> CONNECTIONS = List.of("pods/attach", "pods/exec", "pods/portforward");
  private static final List<String> PROXIES = List.of("nodes/proxy", "pods/proxy", "services/proxy");
  private static final RequestValues CONNECTS = RequestValues.of(List.of("create", "get"));

  private final List<AuditRequirement> needs;
  private final int rules;

  private AuditPolicy(List<AuditRequirement> needs, int rules) {
    this.needs = needs;
    this.rules = rules;
  }

  /** The policy for those of the rules that are enabled and read audit events. */
  public static AuditPolicy of(Collection<LoadedRule> loaded) {
    List<LoadedRule> used =
        loaded.stream().filter(rule -> rule.readsSource(AuditRequirement.SOURCE)).toList();
    return new AuditPolicy(used.stream().flatMap(rule -> AuditRequirement.of(rule).stream()).toList(), used.size());
  }

  /** YAML of the kind Policy, with comments. */
  public String text() {
    StringBuilder out = new StringBuilder();
    out.append("# The audit events that ").append(rules).append(" rules need: eyas k8saudit policy\n");
    out.append("apiVersion: audit.k8s.io/v1\nkind: Policy\nrules:\n");
    secrets(out);
    connections(out);
    Map<AuditLevel, AuditPolicyRule> everything = unbounded();
    for (AuditLevel level : List.of(AuditLevel.values()).reversed()) {
      bounded(level).forEach(rule -> out.append(rule.text()));
      unbounded(everything.get(level), out);
    }
    if (everything.values().stream().noneMatch(rule -> rule.verbs().any())) {
      out.append("  - level: None\n");
    }
    return out.toString();
  }

  /** The same as members of a JSON object, without the comments. The API server reads either. */
  public Map<String, Object> json() {
    return new Yaml(new SafeConstructor(new LoaderOptions())).load(text());
  }

  private void secrets(StringBuilder out) {
    List<String> wanted = AuditRequirement.SECRETS.stream().filter(this::isNeeded).toList();
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
    out.append(atStages(AuditLevel.METADATA, verbs(wanted), wanted).text());
  }

  private boolean isNeeded(String resource) {
    return needs.stream().anyMatch(need -> covers(need, resource));
  }

  private boolean isNamed(String resource) {
    return needs.stream().anyMatch(need -> !need.requests().subresources().any() && covers(need, resource));
  }

  private static boolean covers(AuditRequirement need, String resource) {
    String[] parts = resource.split("/");
    return need.requests().has(parts[0], parts.length > 1 ? parts[1] : "");
  }

  private static boolean isForSecrets(AuditRequirement need) {
    return !need.requests().resources().any() && AuditRequirement.SECRETS.stream().anyMatch(secret -> covers(need, secret));
  }

  private RequestValues verbs(List<String> resources) {
    return needs.stream()
        .filter(need -> resources.stream().anyMatch(resource -> covers(need, resource)))
        .map(need -> need.requests().verbs())
        .reduce(RequestValues::or).orElse(RequestValues.ANY);
  }

  private void connections(StringBuilder out) {
    List<String> wanted =
        Stream.concat(PROXIES.stream().filter(this::isNamed), CONNECTIONS.stream().filter(this::isNeeded)).toList();
    AuditLevel level =
        needs.stream().filter(need -> wanted.stream().anyMatch(each -> covers(need, each))).map(AuditRequirement::level)
            .reduce(AuditLevel.METADATA, AuditLevel::higher);
    RequestValues verbs = verbs(wanted).and(CONNECTS);
    if (!wanted.isEmpty() && !verbs.isEmpty()) {
      out.append("  # Connections into pods, and through the API server: also when they begin.\n");
      out.append(AuditPolicyRule.of(level, verbs, wanted).withStages(RequestPattern.EARLY).text());
    }
  }

  // One rule for each set of verbs.
  private List<AuditPolicyRule> bounded(AuditLevel level) {
    Map<SortedSet<String>, SortedSet<String>> byVerbs = new LinkedHashMap<>();
    for (AuditRequirement need : needs) {
      if (need.level() == level && isBounded(need) && !isCoveredByAll(need)) {
        byVerbs.computeIfAbsent(need.requests().verbs().values(), ignored -> new TreeSet<>()).addAll(names(need.requests()));
      }
    }
    List<AuditPolicyRule> all = new ArrayList<>();
    byVerbs.forEach((verbs, names) -> {
      RequestValues wanted = verbs.isEmpty() ? RequestValues.ANY : RequestValues.of(verbs);
      all.add(atStages(level, wanted, names));
    });
    return all;
  }

  // Adds the stages that rules name for some of the requests.
  private AuditPolicyRule atStages(AuditLevel level, RequestValues verbs, Collection<String> names) {
    return AuditPolicyRule.of(level, verbs, names)
        .withStages(early(verbs, need -> names.stream().anyMatch(name -> overlaps(need, name))));
  }

  private Set<String> early(RequestValues verbs, Predicate<AuditRequirement> isForResource) {
    return needs.stream()
        .filter(need -> !need.requests().stages().any() && !need.requests().verbs().and(verbs).isEmpty())
        .filter(isForResource)
        .flatMap(need -> need.requests().stages().values().stream())
        .filter(RequestPattern.EARLY::contains).collect(Collectors.toSet());
  }

  private static boolean overlaps(AuditRequirement need, String name) {
    return name.endsWith("/*") ? need.requests().resources().has(name.substring(0, name.indexOf('/'))) : covers(need, name);
  }

  // The API group of a resource that is not part of Kubernetes is unknown, and a policy cannot name a resource without its group.
  private static boolean isBounded(AuditRequirement need) {
    RequestValues resources = need.requests().resources();
    return !resources.any() && resources.values().stream().noneMatch(each -> ApiGroups.of(each).isEmpty());
  }

  private boolean isCoveredByAll(AuditRequirement need) {
    return needs.stream().anyMatch(
        other -> !isBounded(other) && other.level().compareTo(need.level()) >= 0
            && other.requests().verbs().hasAll(need.requests().verbs()));
  }

  private static Set<String> names(RequestPattern requests) {
    Set<String> names = new TreeSet<>();
    for (String resource : requests.resources().values()) {
      if (requests.subresources().any()) {
        names.addAll(List.of(resource, resource + "/*"));
      }
      requests.subresources().values().forEach(each -> names.add(each.isEmpty() ? resource : resource + "/" + each));
    }
    return names;
  }

  private Map<AuditLevel, AuditPolicyRule> unbounded() {
    Map<AuditLevel, AuditPolicyRule> byLevel = new EnumMap<>(AuditLevel.class);
    for (AuditRequirement need : needs) {
      if (!isBounded(need)) {
        byLevel.merge(need.level(), everything(need), AuditPolicy::both);
      }
    }
    byLevel.replaceAll((level, rule) -> rule.withStages(early(rule.verbs(), need -> true)));
    return byLevel;
  }

  private static void unbounded(@Nullable AuditPolicyRule rule, StringBuilder out) {
    if (rule != null) {
      out.append("  # Every resource, because of these rules (disable them to write less):\n").append(rule.text());
    }
  }

  private static AuditPolicyRule everything(AuditRequirement need) {
    return new AuditPolicyRule(need.level(), need.requests().verbs(), Map.of(), Set.of(), new TreeSet<>(Set.of(need.rule())));
  }

  private static AuditPolicyRule both(AuditPolicyRule one, AuditPolicyRule other) {
    SortedSet<String> needed = new TreeSet<>(one.needed());
    needed.addAll(other.needed());
    return new AuditPolicyRule(one.level(), one.verbs().or(other.verbs()), Map.of(), Set.of(), needed);
  }
}
