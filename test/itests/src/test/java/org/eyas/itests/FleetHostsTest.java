package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eyas.testkit.kube.FakeApiServer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Hosts that are set up as how-to/fleet.md says, and what they send. */
@Timeout(180)
@ResourceLock(SshServer.LOCK)
class FleetHostsTest {
  private static final Path CHECKOUT = Dist.checkout();
  private static final Path HOSTS = CHECKOUT.resolve("deploy/fleet/rules/hosts.yaml");
  private static final Path TESTS = CHECKOUT.resolve("fleet/src/test/rules");
  private static final Pattern CONFIGURATION = Pattern.compile("```yaml\n(append_output:\n.*?)```", Pattern.DOTALL);
  private static final String ONLY_KUBERNETES = "(?m)^.* # only on nodes of Kubernetes\n.*\n";

  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);

  /** Writes the configuration of the how-to, with a rule of the test beside those for hosts. */
  private void configure(boolean kubernetes) throws IOException {
    Matcher found = CONFIGURATION.matcher(Files.readString(CHECKOUT.resolve("docs/how-to/fleet.md")));
    assertTrue(found.find());
    eyas.write("own.yaml", ReadyEngine.READY_RULE);
    String text = kubernetes ? found.group(1) : found.group(1).replaceFirst(ONLY_KUBERNETES, "");
    assertEquals(kubernetes, text.contains("k8smeta"));
    eyas.write("eyas.yaml", text + "rules_files: [" + HOSTS + ", own.yaml]\njson_output: true\n");
  }

  @Test
  void eachRuleForHostsHasAHitAndANearMiss() throws Exception {
    Program.Result result = Program.eyas("test", TESTS.resolve("hosts_test.yaml").toString()).run();
    assertEquals(0, result.exitCode(), result.out() + result.err());
    assertTrue(result.out().contains("4 passed, 0 failed"), result.out());
  }

  @Test
  void theConfigurationOfTheHowToLoadsWithoutAWarning() throws Exception {
    configure(false);
    assertLoads();
    assertLoads("-o", "eyas.k8saudit.input=/dev/null");
    try (FakeApiServer server = FakeApiServer.start().allowAll()) {
      configure(true);
      eyas.write("kubeconfig", server.kubeconfig());
      assertLoads("-o", "eyas.k8s.enabled=always", "-o", "eyas.k8s.kubeconfig=kubeconfig", "-o", "eyas.k8s.node=node-1");
    }
  }

  private void assertLoads(String... more) throws Exception {
    Program.Result result =
        Program.eyas("-L", "-c", "eyas.yaml", "-o", "engine.kind=nodriver", "-o", "log_level=warning").and(more).in(folder).run();
    assertEquals(0, result.exitCode(), result.err());
    assertEquals("", result.err());
    assertTrue(result.out().contains("Command of an SSH session") && result.out().contains("Downloaded program run"));
  }

  /** The tests of the fleet's rules read {@code host-alerts.jsonl}: alerts that this printed, with the same fields. */
  @Test
  void hostsSendAlertsWithTheFieldsOfThoseThatTheFleetIsTestedWith() throws Exception {
    SshServer.require();
    configure(false);
    try (SshServer server = new SshServer(folder.resolve("s"), 1)) {
      eyas.start(
          "-c", "eyas.yaml", "-o", "engine.kind=modern_ebpf", "-o", "webserver.enabled=false", "-o",
          "eyas.alert_history.directory=" + folder.resolve("history"), "-o", "eyas.evidence.file=" + folder.resolve("evidence"),
          "-o",
          "eyas.rules.memory_directory=" + folder.resolve("rule-memory"));
      ReadyEngine.awaitReady(eyas, folder);
      downloadAndRun();
      server.run(0, "true");
      Map<String, JsonObject> tested = byRule(Files.readString(TESTS.resolve("host-alerts.jsonl")));
      Map<String, JsonObject> sent = new TreeMap<>();
      for (String rule : tested.keySet()) {
        String key = "\"rule\":\"" + rule + "\"";
        eyas.await("an alert of " + rule, () -> eyas.count("out", key) > 0);
        sent.putAll(byRule(eyas.lines("out", key).getFirst()));
      }
      System.out.println("FleetHostsTest: " + sent);
      assertEquals(shapes(tested), shapes(sent));
    }
    eyas.process().destroy();
    eyas.awaitEnd();
  }

  // The name of the program that writes a file makes it a download.
  private void downloadAndRun() throws Exception {
    Path curl = Files.copy(Path.of("/bin/cp"), folder.resolve("curl"));
    Path program = folder.resolve("downloaded");
    for (Path runnable : List.of(curl, program)) {
      List<String> command = runnable.equals(curl) ? List.of("/bin/true", program.toString()) : List.of();
      assertEquals(0, Program.of(runnable.toString()).and(command).run().exitCode());
    }
  }

  private static Map<String, JsonObject> byRule(String lines) {
    Map<String, JsonObject> alerts = new TreeMap<>();
    lines.lines().filter(line -> !line.isBlank()).map(line -> JsonParser.parseString(line).getAsJsonObject())
        .forEach(alert -> alerts.put(alert.get("rule").getAsString(), alert));
    return alerts;
  }

  /** What the alerts of each rule have in common on all machines. */
  private static Map<String, List<Object>> shapes(Map<String, JsonObject> alerts) {
    Map<String, List<Object>> shapes = new TreeMap<>();
    alerts.forEach(
        (rule, alert) -> shapes.put(
            rule,
            List.of(
                alert.keySet(), alert.getAsJsonObject("output_fields").keySet(), alert.get("tags"), alert.get("priority"))));
    return shapes;
  }
}
