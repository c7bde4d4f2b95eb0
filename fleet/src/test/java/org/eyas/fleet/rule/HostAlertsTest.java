package org.eyas.fleet.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eyas.fleet.trial.RuleSimulation;
import org.eyas.json.write.CompactJson;
import org.junit.jupiter.api.Test;

/**
 * The rules for the fleet fire for what hosts send: each enabled rule that ships raises an alert on five hosts, with the fields that
 * its output prints and no others. How-to fleet.md says which rules of the fleet need more than the rules that ship.
 */
class HostAlertsTest {
  private static final Path RULES = Path.of("../deploy/fleet/rules");
  private static final Path SHIPPED = Path.of("../bundles/rules-default/src/main/resources/org/eyas/rules");
  private static final Path HOW_TO = Path.of("../docs/how-to/fleet.md");
  private static final Pattern CONFIGURATION = Pattern.compile("```yaml\n(append_output:\n.*?)```", Pattern.DOTALL);
  private static final Pattern NEEDS =
      Pattern.compile("(?m)^\\| ([A-Z][^|]+) \\| (rules that ship|hosts\\.yaml|configuration)\\b");
  private static final Instant BEGIN = Instant.parse("2026-11-28T09:00:00Z");
  private static final int HOSTS = 5;

  private static List<HostRule> shipped() throws IOException {
    List<HostRule> rules = new ArrayList<>();
    for (String folder : List.of("standard", "audit")) {
      try (Stream<Path> files = Files.list(SHIPPED.resolve(folder))) {
        for (Path file : files.sorted().filter(each -> each.toString().endsWith(".yaml")).toList()) {
          rules.addAll(HostRule.read(file));
        }
      }
    }
    return rules;
  }

  private static List<HostRule> withHostsYaml() throws IOException {
    List<HostRule> rules = shipped();
    rules.addAll(HostRule.read(RULES.resolve("hosts.yaml")));
    return rules;
  }

  /** All of these with the configuration of the how-to. */
  private static List<HostRule> configured() throws IOException {
    Map<?, ?> configuration = configuration();
    Set<Object> enabled = new HashSet<>();
    for (Object each : (List<?>) configuration.get("rules")) {
      enabled.add(((Map<?, ?>) ((Map<?, ?>) each).get("enable")).get("rule"));
    }
    List<HostRule> rules = new ArrayList<>();
    for (HostRule rule : withHostsYaml()) {
      HostRule all = rule;
      for (Object each : (List<?>) configuration.get("append_output")) {
        all = all.with(added((Map<?, ?>) each, rule));
      }
      rules.add(enabled.remove(rule.name()) ? all.enabled(true) : all);
    }
    assertEquals(Set.of(), enabled, "no such rule ships");
    return rules;
  }

  private static Map<?, ?> configuration() throws IOException {
    var found = CONFIGURATION.matcher(Files.readString(HOW_TO));
    assertEquals(true, found.find(), "fleet.md has the configuration of hosts");
    return (Map<?, ?>) HostRule.yaml(found.group(1));
  }

  private static Collection<?> added(Map<?, ?> append, HostRule to) {
    boolean matches =
        !(append.get("match") instanceof Map<?, ?> match) || to.source().equals(match.get("source"));
    return matches && append.get("extra_fields") instanceof List<?> fields ? fields : List.of();
  }

  /** The rules of the fleet that fire if all enabled rules do, on one host after the other. */
  private static Set<String> fired(List<HostRule> rules) throws Exception {
    String fleet = Files.readString(RULES.resolve("fleet.yaml"));
    RuleSimulation simulation = new RuleSimulation(FleetRules.load(new TreeMap<>(Map.of("fleet.yaml", fleet))));
    List<HostRule> enabled = rules.stream().filter(HostRule::enabled).toList();
    HostRule late = enabled.getFirst(); // fires after "Rule that never fired before" has learned
    int second = 0;
    for (int host = 1; host <= HOSTS; host++) {
      for (HostRule rule : enabled.subList(1, enabled.size())) {
        processAlert(simulation, rule, host, second++);
      }
    }
    processAlert(simulation, late, 1, 8 * 86_400);
    simulation.elapse(BEGIN.plusSeconds(30 * 86_400).getEpochSecond() * 1_000_000_000);
    Set<String> fired = new TreeSet<>();
    for (RuleSimulation.Fired alert : simulation.fired()) {
      fired.add(alert.rule());
      assertFalse(alert.message().contains("<NA>"), alert.message());
    }
    return fired;
  }

  private static void processAlert(RuleSimulation simulation, HostRule rule, int host, int second) throws Exception {
    Map<String, Object> fields = new TreeMap<>();
    rule.fields().forEach(field -> fields.put(field, value(field, host)));
    Map<String, Object> alert =
        Map.of(
            "hostname", "host-" + host, "rule", rule.name(), "priority", rule.priority(), "source", rule.source(), "tags",
            rule.tags(), "time", BEGIN.plusSeconds(second).toString(), "output_fields", fields);
    simulation.accept(CompactJson.of(alert).getBytes(StandardCharsets.UTF_8), "t/0@" + second);
  }

  private static String value(String field, int host) {
    return switch (field) {
      case "session.kind" -> "ssh";
      case "session.user", "user.name" -> "alice";
      case "session.source_ip", "fd.cip" -> "10.0.0." + host;
      case "k8smeta.pod.name" -> "web-" + host;
      default -> field;
    };
  }

  /** The rules of the fleet that need no more than this, as the how-to says. */
  private static Set<String> documented(List<String> needs) throws IOException {
    Set<String> rules = new TreeSet<>();
    NEEDS.matcher(Files.readString(HOW_TO)).results().filter(row -> needs.contains(row.group(2)))
        .forEach(row -> rules.add(row.group(1)));
    return rules;
  }

  @Test
  void someFireForTheRulesThatShip() throws Exception {
    assertEquals(documented(List.of("rules that ship")), fired(shipped()));
  }

  @Test
  void moreFireWithHostsYaml() throws Exception {
    assertEquals(documented(List.of("rules that ship", "hosts.yaml")), fired(withHostsYaml()));
  }

  @Test
  void allFireWithTheConfigurationOfTheHowTo() throws Exception {
    Set<String> fired = fired(configured());
    assertEquals(documented(List.of("rules that ship", "hosts.yaml", "configuration")), fired);
    assertEquals(11, fired.size());
  }

  @Test
  void eachRuleThatTheFleetNamesIsOneForHosts() throws Exception {
    Set<String> names = new HashSet<>();
    withHostsYaml().forEach(rule -> names.add(rule.name()));
    String fleet = Files.readString(RULES.resolve("fleet.yaml"));
    List<String> named = new ArrayList<>();
    Pattern.compile("(?:alert\\.rule (?:=|in)|items:) ?([(\\[]?\".*)").matcher(fleet).results().forEach(
        line -> Pattern.compile("\"([^\"]+)\"").matcher(line.group(1)).results().forEach(name -> named.add(name.group(1))));
    assertEquals(6, named.size(), named::toString);
    assertEquals(List.of(), named.stream().filter(name -> !names.contains(name)).toList());
  }
}
