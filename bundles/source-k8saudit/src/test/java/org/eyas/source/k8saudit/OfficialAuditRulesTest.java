package org.eyas.source.k8saudit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eyas.api.alert.Alert;
import org.eyas.api.rule.RuleDocument;
import org.eyas.testkit.reference.SharedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Falco's 48 rules for audit events, unmodified: each fires, and just does not; on recorded events; and Falco's own cases. */
class OfficialAuditRulesTest {
  private static final String FIRST =
      "{\"kind\":\"Event\",\"auditID\":\"a\",\"stageTimestamp\":\"2026-11-27T08:00:00Z\",";

  /** Rules of the cases that have another name today. */
  private static final Map<String, String> TODAY =
      Map.of(
          "K8s Role/Clusterrole Deleted", "K8s ClusterRole Deleted",
          "K8s Role/Clusterrolebinding Created", "K8s ClusterRoleBinding Created");

  @TempDir private Path folder;

  private final Map<String, AuditRules> loaded = new HashMap<>();

  private static RuleDocument official() throws IOException {
    return AuditRules.document(SharedFiles.require("rules/k8s_audit_rules.yaml"));
  }

  private static List<String> lines(String resource) throws IOException {
    try (InputStream in = Objects.requireNonNull(OfficialAuditRulesTest.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().filter(line -> !line.startsWith("#")).toList();
    }
  }

  private AuditRules withMacro(String macro) throws IOException {
    AuditRules known = loaded.get(macro);
    if (known == null) {
      String[] parts = macro.split(": ", 2);
      String text = macro.isEmpty() ? "" : "- macro: " + parts[0] + "\n  condition: " + parts[1] + "\n";
      known = new AuditRules(loaded.size() % 2 == 0, official(), new RuleDocument("own.yaml", text));
      loaded.put(macro, known);
    }
    return known;
  }

  private long fired(AuditRules rules, String rule, String event) throws Exception {
    Path file = Files.writeString(folder.resolve("event.json"), FIRST + event + "}");
    long count = rules.run(file).stream().filter(alert -> alert.rule().equals(rule)).count();
    assertEquals(List.of(), rules.refusals);
    return count;
  }

  @Test
  void eachRuleFiresForItsEventAndNotForASlightlyDifferentOne() throws Exception {
    Set<String> tested = new TreeSet<>();
    List<String> wrong = new ArrayList<>();
    for (String line : lines("official-rules.tsv")) {
      String[] cells = line.split("\t", -1);
      String[] change = cells[3].split("=>");
      String other = cells[2].replace(change[0], change[1]);
      assertNotEquals(cells[2], other, line);
      AuditRules rules = withMacro(cells[1]);
      long fires = fired(rules, cells[0], cells[2]);
      long misses = fired(rules, cells[0], other);
      if (fires != 1 || misses != 0) {
        wrong.add(cells[0] + " fired " + fires + " and " + misses + " times: " + cells[2]);
      }
      tested.add(cells[0]);
    }
    assertEquals(List.of(), wrong);
    assertEquals(48, tested.size());
    assertEquals(48, withMacro("").count());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void recordedEventsRunThroughAllRules(boolean generated) throws Exception {
    AuditRules rules = new AuditRules(generated, official());
    List<Alert> alerts = rules.run(SharedFiles.require("k8s/recorded/audit.jsonl"));
    assertEquals(List.of(), rules.refusals);
    Map<String, Integer> counts = new TreeMap<>();
    alerts.forEach(alert -> counts.merge(alert.rule(), 1, Integer::sum));
    System.out.println("recorded events: " + counts);
    assertTrue(counts.size() >= 10, counts::toString);
    assertTrue(alerts.stream().noneMatch(alert -> alert.message().contains("<NA> verb=<NA>")), "no event lacks both");
  }

  @Test
  void falcosOwnCasesGiveTheSameAlerts() throws Exception {
    Path cases = SharedFiles.require("k8s/falco-k8s-audit/expected.tsv");
    List<String> wrong = new ArrayList<>();
    int count = 0;
    for (String line : Files.readAllLines(cases)) {
      if (!line.startsWith("#")) {
        String result = result(cases.resolveSibling("x"), line.split("\t", -1));
        count++;
        if (!result.isEmpty()) {
          wrong.add(line + ": " + result);
        }
      }
    }
    assertEquals(List.of(), wrong);
    assertEquals(44, count);
  }

  private static String result(Path beside, String[] cells) throws Exception {
    List<RuleDocument> documents = new ArrayList<>(List.of(official()));
    for (String name : cells[2].split("\\+")) {
      if (!name.endsWith("k8s_audit_rules.yaml")) {
        // These lists have another name in today's rules.
        String text = Files.readString(beside.resolveSibling("rules").resolve(name)).replace("list: falco_", "list: k8s_audit_");
        documents.add(new RuleDocument(name, text));
      }
    }
    AuditRules rules = new AuditRules(true, documents.toArray(RuleDocument[]::new));
    Map<String, Integer> counts = new TreeMap<>();
    for (Alert alert : rules.run(beside.resolveSibling(cells[1]))) {
      counts.merge(alert.rule(), 1, Integer::sum);
    }
    boolean detects = cells[3].equals("True");
    String[] expected = detects ? cells[5].split("=") : new String[] {"", "0"};
    int found = detects ? counts.getOrDefault(TODAY.getOrDefault(expected[0], expected[0]), 0) : counts.size();
    return found == Integer.parseInt(expected[1]) ? "" : counts.toString();
  }
}
