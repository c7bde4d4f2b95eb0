package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eyas.testkit.kube.FakeApiServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program as shipped watches this machine, a log of audit events and an API server: alerts of system calls in a container name the
 * person of the {@code kubectl exec} or {@code kubectl debug}. Alerts wait at most 10 s for that; on a very busy machine, the one that
 * follows has the person.
 */
@Timeout(180)
class PodSessionsLiveTest {
  private static final String UID = "5869489f-8c7f-45dc-9abd-1b1620787bb2";
  private static final String RULES =
      """
      - rule: Said
        desc: A command of the test
        condition: evt.type in (execve, execveat) and proc.exepath endswith /echo and proc.args startswith "typed-"
        output: "said|%proc.args|%session.kind|%session.user|%session.source_ip|%session.confidence"
        priority: NOTICE
      - rule: Requested
        desc: A request to start a program or a container
        source: k8s_audit
        condition: ka.target.subresource in (exec, ephemeralcontainers)
        output: "requested by %ka.user.name"
        priority: NOTICE
      """;

  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);
  private FakeApiServer server;
  private PodCgroup container;

  @BeforeEach
  void startContainer() throws IOException {
    ReadyEngine.requireRoot();
    container = PodCgroup.of(UID, "sleep 600");
    server = FakeApiServer.start().allowAll();
    putPod("");
    eyas.write("kubeconfig", server.kubeconfig());
    eyas.write("rules.yaml", RULES + ReadyEngine.READY_RULE);
    eyas.write("audit.log", "");
  }

  private void putPod(String moreStatus) {
    server.put(
        "/api/v1/pods",
        """
        {"metadata": {"uid": "%s", "name": "web-1", "namespace": "shop"}, "spec": {"nodeName": "node-1"},
         "status": {"containerStatuses": [{"name": "web", "containerID": "containerd://%s"}]%s}}"""
            .formatted(UID, container.id(), moreStatus));
  }

  @AfterEach
  void end() throws IOException {
    if (server != null) {
      server.close();
    }
    if (container != null) {
      container.close();
    }
  }

  private void watch(String... more) throws IOException {
    eyas.start(
        Program.eyas("-r", "rules.yaml", "-U", "-o", "engine.kind=modern_ebpf", "-o", "webserver.enabled=false")
            .and("-o", "json_output=true", "-o", "eyas.alert_ids=true")
            .and("-o", "eyas.k8saudit.input=file://" + folder.resolve("audit.log"), "-o", "eyas.k8saudit.position_file=position")
            .and("-o", "eyas.k8s.enabled=always", "-o", "eyas.k8s.kubeconfig=kubeconfig", "-o", "eyas.k8s.node=node-1")
            .and(more));
    ReadyEngine.awaitReady(eyas, folder);
    eyas.await("the pods", () -> server.requests().stream().anyMatch(request -> request.contains("watch")));
  }

  private void requested(Instant at, String command) throws IOException {
    audit(
        """
        {"kind": "Event", "auditID": "a", "stage": "ResponseStarted", "verb": "get", "user": {"username": "alice"},
         "requestURI": "/api/v1/namespaces/shop/pods/web-1/exec?command=%s&container=web&stdin=true",
         "objectRef": {"resource": "pods", "namespace": "shop", "name": "web-1", "subresource": "exec"},
         "sourceIPs": ["10.0.0.5"], "responseStatus": {"code": 101}, %s}""".formatted(command.replace(" ", "&command="),
            times(at)));
  }

  private static String times(Instant at) {
    return "\"stageTimestamp\": \"%1$s\", \"requestReceivedTimestamp\": \"%1$s\"".formatted(at.truncatedTo(ChronoUnit.MICROS));
  }

  private void audit(String event) throws IOException {
    Files.writeString(folder.resolve("audit.log"), event.replace("\n", "") + "\n", StandardOpenOption.APPEND);
  }

  private static void type(Process shell, String line) throws IOException {
    shell.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    shell.getOutputStream().flush();
  }

  private String alert(String part) throws IOException {
    eyas.await("an alert with " + part, () -> eyas.count("out", part) > 0);
    return eyas.lines("out", part).getFirst();
  }

  @Test
  void anAlertNamesThePersonOfTheAuditEventThatComesLater() throws Exception {
    watch("-o", "eyas.enrich.hold_ms=10000");
    Instant asked = Instant.now();
    Process shell = container.exec("sh -s");
    type(shell, "/bin/echo typed-first");
    requested(asked, "sh -s");
    alert("said|typed-first|exec|alice|10.0.0.5|exact");
    assertEquals(1, eyas.count("out", "requested by alice"));
  }

  @Test
  void anAlertThatWasSentIsFollowedByOneThatNamesThePerson() throws Exception {
    watch();
    Instant asked = Instant.now();
    Process shell = container.exec("sh -s");
    type(shell, "/bin/echo typed-first");
    String first = alert("said|typed-first|<NA>|<NA>|<NA>|<NA>");
    requested(asked, "sh -s");
    String followUp = alert("Eyas internal: alert completed");
    assertTrue(followUp.contains("said|typed-first|exec|alice|10.0.0.5|exact"), followUp);
    assertTrue(followUp.contains("\"session.user\":\"alice\""), followUp);
    assertTrue(followUp.contains("\"eyas.alert.follows\":\"" + id(first) + "\""), followUp);
    type(shell, "/bin/echo typed-second");
    assertTrue(alert("said|typed-second|").contains("said|typed-second|exec|alice|10.0.0.5|exact"), () -> eyas.read("out"));
    assertEquals(1, eyas.count("out", "Eyas internal: alert completed"));
  }

  @Test
  void aStepThatReadsTheSessionWaitsForTheAuditEvent() throws Exception {
    eyas.write(
        "rules.yaml",
        RULES
            + """
            - rule: Joined
              desc: d
              sequence:
                within: 1m
                steps:
                  - name: opened
                    source: k8s_audit
                    condition: ka.target.subresource = exec
                    by: [ka.target.namespace, ka.target.name]
                  - name: said
                    condition: evt.type in (execve, execveat) and proc.args startswith typed- and session.kind = exec
                    by: [k8smeta.ns.name, k8smeta.pod.name]
              output: "joined|%proc.args|%opened.ka.user.name"
              priority: NOTICE
            """
            + ReadyEngine.READY_RULE);
    watch("-o", "eyas.rules.join_wait_s=12");
    Instant asked = Instant.now();
    assertEquals(0, container.exec("/bin/echo typed-joined").waitFor());
    alert("said|typed-joined|<NA>|<NA>|<NA>|<NA>"); // that rule did not wait for the person
    requested(asked, "/bin/echo typed-joined");
    alert("Notice joined|typed-joined|alice");
    assertEquals(1, eyas.count("out", "Notice joined|"));
  }

  @Test
  void theProgramsOfAContainerThatAPersonAddedNameThePerson() throws Exception {
    watch("-o", "eyas.enrich.hold_ms=10000");
    audit(
        """
        {"kind": "Event", "auditID": "b", "stage": "ResponseComplete", "verb": "patch", "user": {"username": "bob"},
         "requestURI": "/api/v1/namespaces/shop/pods/web-1/ephemeralcontainers",
         "objectRef": {"resource": "pods", "namespace": "shop", "name": "web-1", "subresource": "ephemeralcontainers"},
         "requestObject": {"spec": {"ephemeralContainers": [{"name": "debugger", "image": "busybox"}]}},
         "sourceIPs": ["10.0.0.6"], "responseStatus": {"code": 200}, %s}""".formatted(times(Instant.now())));
    alert("requested by bob");
    try (PodCgroup added = PodCgroup.of(UID, "sh -s")) {
      type(added.first(), "/bin/echo typed-there");
      putPod(
          ", \"ephemeralContainerStatuses\": [{\"name\": \"debugger\", \"containerID\": \"containerd://" + added.id() + "\"}]");
      alert("said|typed-there|debug|bob|10.0.0.6|likely");
    }
  }

  @Test
  void aUsersProcessInACgroupWithTheIdOfAContainerIsNotTheProgramThatAPersonRequested() throws Exception {
    watch("-o", "eyas.enrich.hold_ms=10000");
    try (ForgedContainer forged = new ForgedContainer(container.id())) {
      Instant asked = Instant.now();
      Process shell = container.exec("sh -s");
      Process user = forged.enter("sh -s");
      requested(asked, "sh -s");
      type(user, "/bin/echo typed-forged");
      type(shell, "/bin/echo typed-requested");
      alert("said|typed-forged|<NA>|<NA>|<NA>|<NA>");
      alert("said|typed-requested|exec|alice|10.0.0.5|exact");
    }
  }

  private static String id(String alert) {
    Matcher id = Pattern.compile("\"eyas\\.alert\\.id\":\"([0-9a-f]{32})\"").matcher(alert);
    assertTrue(id.find(), alert);
    return id.group(1);
  }
}
