package org.eyas.source.k8saudit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eyas.api.alert.Alert;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.auditpolicy.AuditLevel;
import org.eyas.engine.auditpolicy.AuditPolicy;
import org.eyas.engine.field.FieldUse;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.testkit.reference.SharedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The audit policies that rules need: every event for which a rule fires is written, with everything that the rule reads. */
@Timeout(300)
class AuditPolicyTest {
  private static final Path SHIPPED = Path.of("../rules-default/src/main/resources/org/eyas/rules/audit");
  private static final List<String> LEVELS = List.of("None", "Metadata", "Request", "RequestResponse");
  private static final Set<String> SECRET = Set.of("secrets", "serviceaccounts/token", "tokenrequests", "tokenreviews");

  @TempDir private Path folder;

  private static String policy(String... rules) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rules.length; i++) {
      String[] parts = rules[i].split(" \\| ");
      text.append("- rule: R").append(i).append("\n  desc: d\n  condition: ").append(parts[0]).append("\n  output: '")
          .append(parts.length > 1 ? parts[1] : "x").append("'\n  priority: INFO\n  source: k8s_audit\n");
    }
    return AuditPolicy.of(new AuditRules(false, new RuleDocument("r.yaml", text.toString())).rules()).text();
  }

  @Test
  void aRuleNeedsTheEventsOfItsVerbsAndResources() {
    assertEquals("""
        # The audit events that 1 rules need: eyas k8saudit policy
        apiVersion: audit.k8s.io/v1
        kind: Policy
        rules:
          - level: Metadata
            omitStages: [RequestReceived, ResponseStarted]
            verbs: [delete, patch]
            resources:
              - {group: "", resources: [pods]}
              - {group: "apps", resources: [deployments]}
          - level: None
        """,
        policy("ka.verb in (patch, delete) and ka.target.resource in (pods, deployments) and not ka.target.subresource exists"));
  }

  @Test
  void whatItReadsDecidesTheLevelAndTheHighestComesFirst() {
    String text =
        policy(
            "ka.verb = list and ka.target.resource = nodes",
            "ka.verb = create and ka.target.resource = configmaps | %ka.resp.name",
            "ka.verb = create and ka.target.resource = services and ka.req.service.type = NodePort");
    assertEquals(
        List.of("RequestResponse", "Request", "Metadata", "None"),
        text.lines().filter(line -> line.contains("level: ")).map(line -> line.substring(line.indexOf(": ") + 2)).toList());
    assertTrue(text.contains("{group: \"\", resources: [configmaps, \"configmaps/*\"]}"), text);
  }

  @Test
  void aRequestThatSeveralRulesNeedGetsTheHighestLevelOfThem() {
    String text =
        policy(
            "ka.verb in (create, get) and ka.target.resource = services",
            "ka.verb = create and ka.target.resource in (nodes, services) and ka.resp.name = x",
            "ka.verb = create and ka.user.name = eve and jevt.value[/requestObject/kind] = Service",
            "ka.verb = create and ka.target.resource = pods and ka.req.pod.host_pid = true");
    assertEquals("Request", level(text, "create", "configmaps"));
    assertEquals("Request", level(text, "create", "pods"));
    assertEquals("RequestResponse", level(text, "create", "services"));
    assertEquals("Metadata", level(text, "get", "services"));
    assertEquals("None", level(text, "get", "pods"));
  }

  private static String level(String policy, String verb, String resource) {
    return stage(policy, verb, resource, "", "ResponseComplete");
  }

  @Test
  void partsOfTheJsonCountToo() {
    String text =
        policy("jevt.value[/verb] = get and jevt.value[objectRef/resource] = roles | %jevt.value[/responseObject/kind]");
    assertTrue(text.contains("level: RequestResponse\n"), text);
    assertTrue(text.contains("verbs: [get]\n"), text);
    assertTrue(text.contains("{group: \"rbac.authorization.k8s.io\", resources: [roles, \"roles/*\"]}"), text);
  }

  @Test
  void aStageThatARuleNamesIsWritten() {
    String text =
        policy(
            "ka.stage = ResponseStarted and ka.verb = watch and ka.target.resource = secrets",
            "jevt.value[/stage] in (ResponseStarted, ResponseComplete) and ka.target.resource = nodes and ka.target.subresource = log",
            "ka.verb = get and ka.target.resource in (secrets, pods)");
    assertEquals("Metadata", stage(text, "watch", "secrets", "", "ResponseStarted"));
    assertEquals("None", stage(text, "watch", "secrets", "", "RequestReceived"));
    assertEquals("Metadata", stage(text, "get", "nodes", "log", "ResponseStarted"));
    assertEquals("None", stage(text, "get", "pods", "", "ResponseStarted"));
    String received = policy("ka.stage = RequestReceived and ka.verb = delete and ka.user.name = eve");
    assertEquals("Metadata", stage(received, "delete", "pods", "", "RequestReceived"));
    assertEquals("None", stage(received, "delete", "pods", "", "ResponseStarted"));
  }

  @Test
  void connectionsThroughTheServerAreWrittenWhenTheyBegin() {
    String text = policy("ka.target.resource in (nodes, pods, services) and ka.target.subresource = proxy");
    for (String resource : List.of("nodes", "pods", "services")) {
      assertEquals("Metadata", stage(text, "create", resource, "proxy", "ResponseStarted"));
    }
  }

  private static String stage(String policy, String verb, String resource, String subresource, String stage) {
    String sub = subresource.isEmpty() ? "" : ",\"subresource\":\"" + subresource + "\"";
    return new PolicyEvaluator(policy).level(
        event("{\"verb\":\"" + verb + "\",\"stage\":\"" + stage + "\",\"objectRef\":{\"resource\":\"" + resource + "\"" + sub
            + "}}"));
  }

  @Test
  void aRuleThatIsNotBoundedIsNamed() {
    String text = policy("ka.user.name = eve", "ka.verb = get and ka.target.resource = widgets");
    assertTrue(text.contains("(disable them to write less):\n  #   R0\n  #   R1\n  - level: Metadata\n"), text);
    assertTrue(!text.contains("None"), text);
  }

  @Test
  void contentsOfSecretsAreNeverWritten() {
    String text = policy("ka.verb = create and ka.target.resource = secrets | %jevt.obj");
    assertTrue(text.contains("  #   R0\n  - level: Metadata\n"), text);
    Map<String, Object> secret =
        event("{\"verb\":\"create\",\"stage\":\"ResponseComplete\",\"objectRef\":{\"resource\":\"secrets\"}}");
    assertEquals("Metadata", new PolicyEvaluator(text).level(secret));
  }

  @Test
  void connectionsIntoPodsAreWrittenWhenTheyBegin() {
    String text = policy("ka.target.resource = pods and ka.target.subresource in (exec, attach)", "ka.user.name = eve");
    for (String stage : List.of("RequestReceived", "ResponseStarted", "ResponseComplete")) {
      String exec =
          "{\"verb\":\"get\",\"stage\":\"" + stage + "\",\"objectRef\":{\"resource\":\"pods\",\"subresource\":\"exec\"}}";
      assertEquals("Metadata", new PolicyEvaluator(text).level(event(exec)));
    }
    String other = "{\"verb\":\"get\",\"stage\":\"RequestReceived\",\"objectRef\":{\"resource\":\"pods\"}}";
    assertEquals("None", new PolicyEvaluator(text).level(event(other)));
  }

  @Test
  void whatTheOfficialRulesFireForIsWritten() throws Exception {
    assertComplete(new AuditRules(false, AuditRules.document(SharedFiles.require("rules/k8s_audit_rules.yaml"))), 20);
  }

  @Test
  void whatTheRulesThatShipFireForIsWritten() throws Exception {
    StringBuilder all = new StringBuilder();
    for (String file : List.of("vocabulary", "access", "workloads", "control", "sequences")) {
      all.append("---\n").append(Files.readString(SHIPPED.resolve(file + ".yaml")));
    }
    assertComplete(new AuditRules(false, new RuleDocument("shipped.yaml", all.toString())), 15);
  }

  private void assertComplete(AuditRules rules, int leastRules) throws Exception {
    String text = AuditPolicy.of(rules.rules()).text();
    PolicyEvaluator policy = new PolicyEvaluator(text);
    List<String> missing = new ArrayList<>();
    Set<String> fired = new TreeSet<>();
    for (String line : events()) {
      Map<String, Object> event = event(line);
      for (Alert alert : rules.run(Files.writeString(folder.resolve("event.json"), line))) {
        fired.add(alert.rule());
        int level = LEVELS.indexOf(policy.level(event));
        if (level < LEVELS.indexOf(needed(rules, alert.rule(), event))) {
          missing.add(alert.rule() + " at " + LEVELS.get(level) + ": " + line);
        }
      }
    }
    assertEquals(List.of(), missing, text);
    assertTrue(fired.size() >= leastRules, fired::toString);
  }

  private static String needed(AuditRules rules, String name, Map<String, Object> event) {
    if (event.get("objectRef") instanceof Map<?, ?> object && SECRET.contains(resource(object))) {
      return "Metadata";
    }
    LoadedRule rule = rules.rules().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    List<FieldUse> fields = new ArrayList<>(rule.condition().fields());
    fields.addAll(rule.alert().message().fields());
    return AuditLevel.of(fields).text();
  }

  private static String resource(Map<?, ?> object) {
    return object.get("subresource") == null ? String.valueOf(object.get("resource"))
        : object.get("resource") + "/" + object.get("subresource");
  }

  private static Map<String, Object> event(String json) {
    return new Yaml().load(json);
  }

  private static List<String> events() throws IOException {
    List<String> all = new ArrayList<>(Files.readAllLines(SharedFiles.require("k8s/recorded/audit.jsonl")));
    try (Stream<Path> files = Files.list(SharedFiles.require("k8s/falco-k8s-audit"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".json") && !each.endsWith("fal_01_003.json")).toList()) {
        Files.readAllLines(file).stream().filter(line -> line.startsWith("{")).forEach(all::add);
      }
    }
    assertTrue(all.size() > 590, all.size() + " events");
    return all;
  }
}
