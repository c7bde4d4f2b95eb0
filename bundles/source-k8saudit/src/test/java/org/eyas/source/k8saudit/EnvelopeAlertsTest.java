package org.eyas.source.k8saudit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.eyas.api.alert.Alert;
import org.eyas.api.rule.RuleDocument;
import org.eyas.testkit.reference.SharedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events of managed clusters raise the same alerts as the same events from an API server. */
@Timeout(120)
class EnvelopeAlertsTest {
  private static final Path EVENTS = Path.of("src/test/resources/org/eyas/source/k8saudit/envelope");
  private static final Path SHIPPED = Path.of("../rules-default/src/main/resources/org/eyas/rules/audit");

  @TempDir private Path folder;

  /** Loads rules. */
  private interface Rules {
    AuditRules load() throws IOException;
  }

  // Sequences have state, so each file gets rules of its own.
  private static AuditRules shipped() throws IOException {
    List<RuleDocument> documents = new ArrayList<>();
    for (String name : List.of("vocabulary", "access", "control", "workloads", "sequences")) {
      documents.add(AuditRules.document(SHIPPED.resolve(name + ".yaml")));
    }
    return new AuditRules(true, documents.toArray(RuleDocument[]::new));
  }

  private static AuditRules official() throws IOException {
    return new AuditRules(true, AuditRules.document(SharedFiles.require("rules/k8s_audit_rules.yaml")));
  }

  // The envelope adds the name of the cluster.
  private static List<String> messages(Rules source, Path file) throws Exception {
    AuditRules rules = source.load();
    List<String> messages =
        rules.run(file).stream().map(alert -> alert.rule() + ": " + alert.message().replaceAll(" cluster=\\S+", "")).toList();
    assertEquals(List.of(), rules.refusals);
    return messages;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"eks-subscription.json", "eks-firehose.json", "eks-lambda.json", "eks-stored.json", "eks-export.log",
          "aks-eventhub.json", "aks-storage.jsonl", "aks-table.json", "aks-diagnostics.jsonl"})
  void envelopesGiveTheAlertsOfTheirEvents(String name) throws Exception {
    for (Rules rules : List.<Rules>of(EnvelopeAlertsTest::shipped, EnvelopeAlertsTest::official)) {
      List<String> expected = messages(rules, EVENTS.resolve("native.jsonl"));
      assertTrue(expected.size() >= 5, expected::toString);
      assertEquals(expected, messages(rules, EVENTS.resolve(name)));
    }
  }

  // Entries of Cloud Logging lack the groups of the user, and the parameters of the request.
  @ParameterizedTest
  @ValueSource(strings = {"gke-entries.jsonl", "gke-push.jsonl", "gke-read.json"})
  void entriesOfCloudLoggingGiveTheSameAlerts(String name) throws Exception {
    for (Rules rules : List.<Rules>of(EnvelopeAlertsTest::shipped, EnvelopeAlertsTest::official)) {
      List<String> expected = messages(rules, EVENTS.resolve("native.jsonl")).stream().map(EnvelopeAlertsTest::general).toList();
      assertEquals(expected, messages(rules, EVENTS.resolve(name)).stream().map(EnvelopeAlertsTest::general).toList());
    }
  }

  private static String general(String message) {
    return message.replaceAll("(?<=groups=|command=|container=|uri=)(\\([^)]*\\)|\\S*)", "-");
  }

  @Test
  void compressedFilesOfAFolderAreRead() throws Exception {
    Path file = folder.resolve("object.gz");
    try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
      Files.copy(EVENTS.resolve("eks-export.log"), out);
    }
    Rules rules = EnvelopeAlertsTest::shipped;
    List<String> expected = messages(rules, EVENTS.resolve("native.jsonl"));
    assertEquals(expected, messages(rules, file));
    assertEquals(expected, messages(rules, folder));
  }

  @Test
  void theEnvelopeNamesTheCluster() throws Exception {
    AuditRules rules = shipped();
    for (String name : List.of("eks-firehose.json", "gke-push.jsonl", "aks-eventhub.json")) {
      List<String> messages = rules.run(EVENTS.resolve(name)).stream().map(Alert::message).toList();
      assertTrue(messages.stream().allMatch(message -> message.contains("cluster=prod")), messages::toString);
    }
  }
}
