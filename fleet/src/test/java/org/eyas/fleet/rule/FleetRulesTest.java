package org.eyas.fleet.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eyas.fleet.trial.FleetRuleTestCase;
import org.eyas.fleet.trial.RuleSimulation;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class FleetRulesTest {
  private static final String FILE = "fleet.yaml";

  private static FleetRules load(String rules) throws RefusedRulesException {
    return FleetRules.load(new TreeMap<>(Map.of(FILE, rules)));
  }

  private static FleetRules shipped() throws IOException, RefusedRulesException {
    return load(Files.readString(Path.of("../deploy/fleet/rules", FILE)));
  }

  private static List<FleetRuleTestCase> tests() throws IOException {
    return FleetRuleTestCase.read(Files.readString(Path.of("src/test/rules/fleet_test.yaml")));
  }

  @TestFactory
  Stream<DynamicTest> theShippedRulesFireAsTheirTestsSay() throws IOException {
    return tests().stream().map(test -> dynamicTest(test.name(), () -> assertEquals(test.fires(), test.run(shipped()))));
  }

  @Test
  void everyShippedRuleHasATestInWhichItFires() throws Exception {
    Set<String> untested = new HashSet<>();
    shipped().all().forEach(rule -> untested.add(rule.name()));
    assertEquals(14, untested.size());
    tests().forEach(test -> test.fires().forEach(untested::remove));
    assertEquals(Set.of(), untested);
  }

  /** The alert of a rule as a host printed it; the integration test FleetHostsTest compares it with those of a live engine. */
  private static String printed(String rule) throws IOException {
    try (Stream<String> alerts = Files.lines(Path.of("src/test/rules/host-alerts.jsonl"))) {
      return alerts.filter(alert -> alert.contains("\"rule\":\"" + rule + "\"")).findFirst().orElseThrow();
    }
  }

  private static String from(String host, String alert) {
    return alert.replaceFirst("\"hostname\":\"[^\"]*\"", "\"hostname\":\"" + host + "\"");
  }

  private static List<String> fired(String... alerts) throws Exception {
    RuleSimulation simulation = new RuleSimulation(shipped());
    for (int i = 0; i < alerts.length; i++) {
      simulation.accept(alerts[i].getBytes(StandardCharsets.UTF_8), "t/0@" + i);
    }
    return simulation.fired().stream().map(RuleSimulation.Fired::message).toList();
  }

  @Test
  void aNewProgramAsThreeHostsPrintIt() throws Exception {
    String alert = printed("Downloaded program run");
    assertEquals(List.of(), fired(from("a", alert), from("b", alert)));
    List<String> messages = fired(from("a", alert), from("b", alert), from("c", alert));
    assertEquals(List.of("A new program runs on several hosts | exe=/srv/new/downloaded hosts=(a,b,c)"), messages);
  }

  @Test
  void aLoginAsTwoHostsPrintIt() throws Exception {
    String alert = printed("Command of an SSH session");
    assertEquals(List.of(), fired(from("a", alert), from("b", alert)));
    List<String> messages = fired(from("a", alert), from("b", alert.replace("127.0.0.1", "192.0.2.7")));
    assertEquals(
        List.of("An account is used from two places | user=eyas-test0 addresses=(127.0.0.1,192.0.2.7) host=b"), messages);
  }

  @Test
  void rulesForHostsInTheSameFileAreIgnored() throws RefusedRulesException {
    FleetRules rules =
        load("- {rule: on hosts, desc: d, condition: evt.type = open and no.field = 1, output: '%no.field', priority: INFO}");
    assertFalse(rules.all().iterator().hasNext());
  }

  @Test
  void aSequenceOfAuditEventsAndAlertsHasBothAsEvidence() throws Exception {
    String rules =
        """
        - rule: both
          desc: d
          scope: fleet
          source: k8s_audit
          sequence:
            within: 1m
            steps:
              - {name: one, source: alerts, condition: alert.rule exists, by: user.name}
              - {name: two, condition: ka.verb = delete, by: ka.user.name}
          output: "%one.alert.rule %alert.rule %ka.verb %ka.uri.param[limit]"
          priority: WARNING
        """;
    RuleSimulation simulation = new RuleSimulation(load(rules));
    processAlert(simulation, 1, "A");
    String event =
        "{\"kind\":\"Event\",\"auditID\":\"1f\",\"stage\":\"Panic\",\"stageTimestamp\":\"2026-11-28T09:00:02Z\","
            + "\"verb\":\"delete\",\"user\":{\"username\":\"u\"},\"requestURI\":\"/api?limit=5\"}";
    simulation.acceptAudit(event.getBytes(StandardCharsets.UTF_8), "audit/0@9");
    RuleSimulation.Fired fired = simulation.fired().getFirst();
    assertEquals("A <NA> delete 5", fired.message());
    assertTrue(fired.json().contains("\"eyas.alert.evidence\":[\"t/0@1\",\"1f/Panic\"]"), fired.json());
    assertTrue(fired.json().contains("\"source\":\"fleet\""), fired.json());
  }

  @Test
  void aRuleAboutAlertsDoesNotSeeAuditEvents() throws Exception {
    String rule =
        "- {rule: r, desc: d, scope: fleet, output: x, priority: INFO, threshold: {condition: alert.source exists, count: 1, within: 1m}}";
    String event =
        "{\"kind\":\"Event\",\"auditID\":\"1f\",\"stage\":\"Panic\",\"stageTimestamp\":\"2026-11-28T09:00:02Z\"}";
    RuleSimulation alerts = new RuleSimulation(load(rule));
    alerts.acceptAudit(event.getBytes(StandardCharsets.UTF_8), "audit/0@9");
    assertEquals(List.of(), alerts.fired());
    RuleSimulation audit = new RuleSimulation(load(rule.replace("scope: fleet", "scope: fleet, source: k8s_audit")));
    audit.acceptAudit(event.getBytes(StandardCharsets.UTF_8), "audit/0@9");
    assertEquals(1, audit.fired().size());
  }

  @Test
  void aMistakeIsReportedWithItsPlace() {
    RefusedRulesException refused =
        assertThrows(
            RefusedRulesException.class,
            () -> load(
                "- {rule: r, desc: d, scope: fleet, output: x, priority: INFO, threshold: {condition: proc.nam = x, count: 2, within: 1m}}"));
    String report = String.valueOf(refused.getMessage());
    assertTrue(report.contains("filter_check called with nonexistent field proc.nam"), report);
    assertTrue(report.contains("did you mean 'proc.name'?"), report);
  }

  @Test
  void theIdOfARuleChangesWithItsDefinitionOnly() throws RefusedRulesException {
    String rule =
        "- {rule: r, desc: d, scope: fleet, output: x, priority: INFO, threshold: {condition: proc.name = x, count: 2, within: 1m}}";
    String id = load(rule).all().iterator().next().id();
    assertEquals(id, load(rule.replace("desc: d", "desc: another")).all().iterator().next().id());
    assertFalse(id.equals(load(rule.replace("count: 2", "count: 3")).all().iterator().next().id()));
  }

  @Test
  void anAlertHasTheIdsOfTheAlertsBehindItAsEvidence() throws Exception {
    String rules =
        """
        - rule: two steps
          desc: d
          scope: fleet
          sequence:
            within: 1m
            by: user.name
            steps:
              - {name: one, condition: alert.rule = A}
              - {name: two, condition: alert.rule = B}
          output: "%one.alert.hostname %alert.hostname"
          priority: WARNING
        - rule: three alerts
          desc: d
          scope: fleet
          threshold: {condition: user.name exists, count: 3, within: 1m, by: user.name}
          output: "%threshold.value"
          priority: WARNING
        """;
    RuleSimulation simulation = new RuleSimulation(load(rules));
    processAlert(simulation, 1, "A");
    processAlert(simulation, 2, "C");
    processAlert(simulation, 3, "B");
    List<RuleSimulation.Fired> fired = simulation.fired();
    assertEquals("host-1 host-3", fired.getFirst().message());
    assertTrue(fired.getFirst().json().contains("\"eyas.alert.evidence\":[\"t/0@1\",\"t/0@3\"]"), fired.getFirst().json());
    assertTrue(fired.getLast().json().contains("\"eyas.alert.evidence\":[\"t/0@1\",\"t/0@2\",\"t/0@3\"]"),
        fired.getLast().json());
    assertTrue(
        fired.getFirst().json().startsWith("{\"hostname\":\"fleet\",\"output\":\"09:00:03.000000000: Warning host-1 host-3\""),
        fired.getFirst().json());
  }

  private static void processAlert(RuleSimulation simulation, int second, String rule) throws Exception {
    String json =
        "{\"hostname\":\"host-%d\",\"rule\":\"%s\",\"time\":\"2026-11-28T09:00:0%dZ\",\"output_fields\":{\"user.name\":\"u\"}}"
            .formatted(second, rule, second);
    simulation.accept(json.getBytes(StandardCharsets.UTF_8), "t/0@" + second);
  }
}
