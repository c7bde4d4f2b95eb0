package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.eyas.testkit.reference.SharedFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Audit events of Kubernetes in the program as shipped: a falco.yaml as it is, alone, and beside system calls. */
@Timeout(180)
class KubernetesAuditTest {
  private static final String FALCO =
      """
      plugins:
        - name: k8saudit
          library_path: libk8saudit.so
          init_config:
            maxEventSize: 262144
          open_params: "%s"
        - name: json
          library_path: libjson.so
          init_config: ""
      load_plugins: [k8saudit, json]
      stdout_output: {enabled: true}
      """;
  private static final String RULES =
      """
      - rule: numbered
        desc: d
        condition: evt.type in (open, openat) and evt.arg.name contains /n/
        output: "%evt.arg.name by %proc.name"
        priority: INFO
      - rule: secret read
        desc: d
        source: k8s_audit
        condition: ka.verb = get and ka.target.resource = secrets and jevt.value[/stage] = ResponseComplete
        output: "/s/%ka.target.name by %ka.user.name"
        priority: INFO
      """;

  @TempDir private Path folder;

  private Path log() {
    return folder.resolve("audit.log");
  }

  private String falco(Object input) throws IOException {
    return Files.writeString(folder.resolve("falco.yaml"), FALCO.formatted(input)).toString();
  }

  private static String event(long number) {
    return "{\"kind\":\"Event\",\"auditID\":\"%d\",\"stage\":\"ResponseComplete\",\"stageTimestamp\":\"2026-11-27T08:00:00.%06dZ\","
        .formatted(number, number)
        + "\"verb\":\"get\",\"user\":{\"username\":\"ann\"},\"objectRef\":{\"resource\":\"secrets\",\"name\":\"" + number
        + "\"}}\n";
  }

  private void secrets(long first, long last) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (long number = first; number <= last; number++) {
      lines.append(event(number));
    }
    Files.writeString(log(), lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  @Test
  void officialRulesRunWithAConfigurationOfFalco() throws Exception {
    Path events = SharedFiles.require("k8s/falco-k8s-audit/create_nginx_pod_privileged.json").toRealPath();
    String rules = SharedFiles.require("rules/k8s_audit_rules.yaml").toRealPath().toString();
    Program.Result run =
        Program.eyas("-c", falco(events), "-r", rules, "--disable-source", "syscall").with("TZ", "UTC").in(folder).run();
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(
        run.out().startsWith(
            "14:09:12.581541000: Warning Pod started with privileged container"
                + " (user=system:serviceaccount:kube-system:replicaset-controller pod=nginx-deployment-5cdcc99dbf-rgw6z resource=pods"
                + " ns=default images=(nginx) init_images=<NA> ephemeral_images=<NA>)\n"),
        run.out());
    assertTrue(run.out().contains("Events detected: 1\n"), run.out());
    assertTrue(run.err().contains("Loaded plugin 'k8saudit@0.18.0'"), run.err());
    assertTrue(run.err().contains("Loaded event sources: syscall, k8s_audit\n"), run.err());
    assertTrue(run.err().contains("Opening 'k8s_audit' source with plugin 'k8saudit'"), run.err());
  }

  @Test
  void officialRulesNeedBothPlugins() throws Exception {
    String rules = SharedFiles.require("rules/k8s_audit_rules.yaml").toRealPath().toString();
    Program.Result run =
        Program.eyas("-c", falco(log()), "-o", "load_plugins=[k8saudit]", "-r", rules, "-V", rules).in(folder).run();
    assertEquals(1, run.exitCode());
    assertTrue(run.err().contains("Plugin requirement not satisfied, must load one of: json (>= 0.7.0)"), run.err());
  }

  @Test
  void damagedEventsAreNamedAndTheRestIsUsed() throws Exception {
    Files.writeString(log(), event(1) + "{\"kind\":\"Event\"\n" + event(2));
    Files.writeString(folder.resolve("rules.yaml"), RULES);
    Program.Result run =
        Program.eyas("-r", "rules.yaml", "--disable-source", "syscall", "-o", "eyas.k8saudit.input=" + log()).in(folder).run();
    assertEquals(0, run.exitCode(), run.err());
    assertTrue(run.out().contains("/s/1 by ann") && run.out().contains("/s/2 by ann"), run.out());
    assertTrue(
        run.err().contains("audit.log:2: not used as audit event: the document has no end at offset 15"), run.err());
  }

  @Test
  void auditEventsAndSystemCallsRunBesideEachOther() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only root can drop bundles");
    Files.createFile(log());
    try (Swapped eyas = new Swapped(folder)) {
      DriverJar.driver(eyas.dropped(), "numbered_a", "1.0.0");
      eyas.rules(RULES);
      eyas.start(
          eyas.reachable(
              "-c", falco("file://" + log()), "-o", "eyas.k8saudit.position_file=position", "--bundles", "!driver-ebpf"));
      eyas.awaitMore(50); // the engine can be reached
      eyas.awaitThat(
          () -> eyas.answer("sources").matches("(?s).*\nk8s_audit +k8saudit +running .*"), "the source does not run");
      secrets(1, 300);
      eyas.awaitThat(() -> eyas.numbers("s").size() == 300, "not all alerts are there");
      eyas.awaitMore(50);

      Files.move(log(), folder.resolve("audit.log.1"));
      secrets(301, 400);
      Files.writeString(log(), "{\"half\n", StandardOpenOption.APPEND);
      secrets(401, 500);
      eyas.awaitThat(() -> eyas.numbers("s").size() == 500, "not all alerts of the rotated log are there");
      eyas.awaitMore(50);
      String sources = eyas.answer("sources");
      assertTrue(sources.matches("(?s).*\nk8s_audit +k8saudit +running +500 +1 .*"), sources);
      eyas.end();
      eyas.assertEachOnce("s");
      eyas.assertEachOnce();
    }
  }

  @Test
  void disabledSourceIsNotOpened() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only root can drop bundles");
    secrets(1, 10);
    try (Swapped eyas = new Swapped(folder)) {
      DriverJar.driver(eyas.dropped(), "numbered_a", "1.0.0");
      eyas.rules(RULES);
      eyas.start("-c", falco(log()), "--bundles", "!driver-ebpf", "--disable-source", "k8s_audit");
      eyas.awaitMore(50);
      eyas.end();
      assertEquals(0, eyas.lines("Opening 'k8s_audit'"), () -> eyas.log());
      assertEquals(0, eyas.numbers("s").size());
    }
  }
}
