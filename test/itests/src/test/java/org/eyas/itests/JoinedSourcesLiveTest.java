package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as shipped evaluates rules over audit events and system calls of this machine, also after a restart. */
@Timeout(300)
class JoinedSourcesLiveTest {
  private static final String RULES =
      """
      - rule: Asked, then opened
        desc: d
        sequence:
          within: 10m
          steps:
            - {name: ask, source: k8s_audit, condition: ka.target.resource = secrets, by: ka.target.name}
            - {name: open, condition: 'evt.type in (open, openat) and fd.name contains eyas-joined-', by: fd.filename}
        output: "joined %ask.ka.user.name opened %fd.filename"
        priority: NOTICE
      - rule: Asked
        desc: d
        source: k8s_audit
        condition: ka.target.resource = secrets
        output: "asked by %ka.user.name"
        priority: NOTICE
      - rule: Opened
        desc: d
        condition: evt.type in (open, openat) and fd.name contains eyas-joined-
        output: "opened %fd.filename"
        priority: NOTICE
      """;

  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);

  @BeforeEach
  void writeFiles() throws IOException {
    ReadyEngine.requireRoot();
    eyas.write("rules.yaml", RULES + ReadyEngine.READY_RULE);
    eyas.write("audit.log", "");
  }

  private void watch(String waitSeconds) throws IOException {
    eyas.start(
        Program.eyas("-r", "rules.yaml", "-U", "-o", "engine.kind=modern_ebpf", "-o", "webserver.enabled=false")
            .and("-o", "eyas.k8saudit.input=file://" + folder.resolve("audit.log"), "-o", "eyas.k8saudit.position_file=position")
            .and("-o", "eyas.rules.memory_directory=memory", "-o", "eyas.alert_history.directory=", "-o", "eyas.evidence.file=")
            .and("-o", "rule_matching=all", "-o", "eyas.rules.join_wait_s=" + waitSeconds));
    ReadyEngine.awaitReady(eyas, folder);
  }

  private void asked(Instant at, String user, String secret) throws IOException {
    String event =
        """
        {"kind": "Event", "auditID": "%s", "stage": "ResponseComplete", "verb": "get", "user": {"username": "%s"},
         "objectRef": {"resource": "secrets", "namespace": "shop", "name": "%s"}, "stageTimestamp": "%s"}"""
            .formatted(secret, user, secret, at.truncatedTo(ChronoUnit.MICROS));
    Files.writeString(folder.resolve("audit.log"), event.replace("\n", "") + "\n", StandardOpenOption.APPEND);
    eyas.await("the audit event", () -> eyas.count("out", "asked by " + user) > 0);
  }

  private void open(String name) throws IOException {
    Files.writeString(folder.resolve(name), "");
    eyas.await("the file", () -> eyas.count("out", "opened " + name) > 0);
  }

  private List<String> joined() throws IOException {
    return eyas.lines("out", " joined ").stream()
        .map(line -> line.replaceFirst(".* joined ", "").replaceFirst(" container_id=.*", ""))
        .toList();
  }

  private void stop() throws Exception {
    eyas.process().destroy();
    eyas.awaitEnd();
  }

  @Test
  void anAuditEventThatArrivesLateIsTheFirstStepByItsTime() throws Exception {
    watch("30");
    Instant before = Instant.now().minusSeconds(1);
    open("eyas-joined-1");
    asked(before, "ann", "eyas-joined-1");
    open("eyas-joined-2");
    asked(Instant.now(), "bob", "eyas-joined-2");
    stop(); // evaluates what waits, in the order of the times
    assertEquals(List.of("ann opened eyas-joined-1"), joined());
  }

  @Test
  void aSequenceContinuesAfterARestart() throws Exception {
    watch("1");
    asked(Instant.now(), "ann", "eyas-joined-3");
    stop();
    assertTrue(Files.exists(folder.resolve("memory/several-sources.memory")), eyas.err());
    watch("1");
    open("eyas-joined-3");
    eyas.await("the alert", () -> !joined().isEmpty());
    stop();
    assertEquals(List.of("ann opened eyas-joined-3"), joined());
  }
}
