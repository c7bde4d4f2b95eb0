package org.eyas.enricher.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eyas.api.data.Text;
import org.eyas.api.process.PodDirectory;
import org.eyas.api.process.PodExec;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.FakeFd;
import org.eyas.testkit.FakeProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Programs that are started in a container through Kubernetes' API server, and containers that are added by it. */
class PodSessionTest {
  private static final String ID = "0123456789abcdef".repeat(4);
  private static final String ADDED_ID = "fedcba9876543210".repeat(4);

  private final Map<String, String> containers = new ConcurrentHashMap<>(Map.of("shop/web-1/web", ID));
  private final PodDirectory directory =
      (namespace, pod, container) -> Optional.ofNullable(containers.get(namespace + "/" + pod + "/" + container));
  private final Host host = new Host();
  private FakeProcess shim;

  @BeforeEach
  void startContainer() {
    host.enricher.directories = List.of(directory);
    host.enricher.reporters = List.of(Map.of());
    shim = host.run(host.init, "/usr/bin/containerd-shim-runc-v2");
  }

  @AfterEach
  void close() {
    host.enricher.close();
  }

  /** What a runtime does for an exec: a process in the container, whose parent is on the host. */
  private FakeProcess enter(long vpid, String path, String... arguments) {
    return enter(ID, vpid, path, arguments);
  }

  private FakeProcess enter(String container, long vpid, String path, String... arguments) {
    FakeProcess process = shim.child(shim.pid + 1_000 + vpid, "runc:[2:INIT]");
    process.attachments.putAll(shim.attachments);
    process.ids.vpid = vpid;
    process.place.rawCgroups = FakeProcess.strings("cpu=/kubepods/besteffort/pod1/" + container);
    process.usage.startNanos = SessionSweepThread.nowNanos();
    host.enriched(process);
    process.program.rawArgs = FakeProcess.strings(arguments);
    return host.exec(process, path);
  }

  private void request(String pod, String... command) {
    requestBy("alice@example.com", pod, "web", command);
  }

  private void requestBy(String user, String pod, String container, String... command) {
    Text client = FakeFd.address("10.0.0.5");
    host.enricher.onExec(new PodExec(SessionSweepThread.nowNanos(), user, client, "shop", pod, container, List.of(command)));
  }

  private void adds(String user) {
    requestBy(user, "web-1", "debugger");
  }

  private void hasStarted() {
    containers.put("shop/web-1/debugger", ADDED_ID);
  }

  private static void awaitChain(String chain, FakeProcess process) {
    ConditionWait.until(() -> Shown.of(process, "chain").equals(chain), () -> Shown.of(process, "chain"));
  }

  @Test
  void anExecWaitsForItsRequestAndThenNamesTheUser() {
    FakeProcess shell = enter(30, "/bin/sh", "-c", "id");
    FakeProcess child = host.run(shell, "/bin/id");
    assertEquals("pending", Shown.of(child, "user"));
    assertEquals("pending", Shown.of(child, "start"));
    assertEquals("pending", Shown.of(child, "duration"));
    request("web-1", "sh", "-c", "id");
    ConditionWait.until(() -> !Shown.of(child, "user").equals("pending") && !Shown.of(shell, "user").equals("pending"));
    assertEquals("exec:alice@example.com@10.0.0.5", Shown.of(child, "chain"));
    assertEquals("exec", Shown.of(shell, "kind"));
    assertEquals("exact", Shown.of(shell, "confidence"));
    assertEquals("exec-" + shell.pid, Shown.of(child, "id"));
    assertEquals("<NA>", Shown.of(child, "uid"));
    assertEquals("<NA>", Shown.of(child, "source_port"));
  }

  @Test
  void theRequestOfAnotherPodIsNotUsed() {
    FakeProcess shell = enter(30, "/bin/sh");
    request("web-2", "sh");
    assertEquals("pending", Shown.of(shell, "user"));
    host.enricher.close();
    assertEquals("<NA>", Shown.of(shell, "user"));
  }

  @Test
  void theFirstProgramOfAContainerAndWhatItStartsDoNotWait() {
    FakeProcess first = enter(1, "/bin/sh");
    assertEquals("<NA>", Shown.of(first, "user"));
    FakeProcess second = host.fork(first);
    second.ids.vpid = 2;
    assertEquals("<NA>", Shown.of(host.exec(second, "/bin/id"), "user"));
  }

  @Test
  void withoutASourceOfRequestsNothingWaits() {
    host.enricher.reporters = List.of();
    assertEquals("<NA>", Shown.of(enter(30, "/bin/sh"), "user"));
  }

  @Test
  void withoutKnowledgeOfPodsNothingWaits() {
    host.enricher.directories = List.of();
    assertEquals("<NA>", Shown.of(enter(30, "/bin/sh"), "user"));
  }

  @Test
  void anAddedContainerBelongsToThePersonWhoAddedIt() {
    adds("alice");
    FakeProcess shell = enter(ADDED_ID, 1, "/bin/sh");
    FakeProcess child = host.fork(shell);
    child.ids.vpid = 2;
    host.exec(child, "/bin/id");
    assertEquals("pending", Shown.of(shell, "user"));
    assertEquals("pending", Shown.of(child, "user"));
    hasStarted();
    awaitChain("debug:alice@10.0.0.5", child);
    awaitChain("debug:alice@10.0.0.5", shell);
    assertEquals("likely", Shown.of(shell, "confidence"));
    assertEquals("debug-" + shell.pid, Shown.of(child, "id"));
    assertEquals(Shown.of(shell, "id"), Shown.of(host.exec(host.fork(child), "/bin/ls"), "id"));
  }

  @Test
  void theRequestMayComeAfterTheContainerHasStarted() {
    FakeProcess shell = enter(ADDED_ID, 1, "/bin/sh");
    FakeProcess child = host.fork(shell);
    assertEquals("<NA>", Shown.of(child, "user"));
    hasStarted();
    adds("alice");
    awaitChain("debug:alice@10.0.0.5", child);
    awaitChain("debug:alice@10.0.0.5", shell);
  }

  /** The directory knows the container, and nothing else is waited for. */
  private void isKnown() {
    adds("alice");
    hasStarted();
    AddedContainers watched = host.enricher.added();
    ConditionWait.until(() -> !watched.isStarting());
  }

  @Test
  void theContainerMayBeKnownBeforeItsFirstProgramIsSeen() {
    isKnown();
    FakeProcess shell = enter(ADDED_ID, 1, "/bin/sh");
    assertEquals("pending", Shown.of(shell, "user"));
    awaitChain("debug:alice@10.0.0.5", shell);
  }

  @Test
  void aContainerWithTheProcessesOfAnotherOneMayBeKnownBeforeItsFirstProgramIsSeen() {
    isKnown();
    FakeProcess shell = enter(ADDED_ID, 30, "/bin/sh");
    awaitChain("debug:alice@10.0.0.5", shell);
    requestBy("carol", "web-1", "another"); // a container that does not start yet
    FakeProcess later = enter(ADDED_ID, 31, "/bin/ls");
    requestBy("bob", "web-1", "debugger", "ls");
    awaitChain("exec:bob@10.0.0.5", later);
    assertEquals("debug:alice@10.0.0.5", Shown.of(shell, "chain"));
  }

  @Test
  void anAddedContainerMayShareTheProcessesOfAnotherOne() {
    adds("alice");
    FakeProcess shell = enter(ADDED_ID, 40, "/bin/sh");
    FakeProcess probe = enter(41, "/bin/probe");
    assertEquals("pending", Shown.of(shell, "user"));
    hasStarted();
    awaitChain("debug:alice@10.0.0.5", shell);
    request("web-1", "probe");
    awaitChain("exec:alice@example.com@10.0.0.5", probe);
  }

  @Test
  void anExecDoesNotWaitForAnAddedContainerThatDoesNotStart() {
    adds("mallory");
    FakeProcess shell = enter(30, "/bin/sh");
    request("web-1", "sh");
    awaitChain("exec:alice@example.com@10.0.0.5", shell);
  }

  @Test
  void theFirstProgramOfAnAddedContainerStaysWithThePersonWhenTheWaitForAnExecEnds() {
    adds("alice");
    FakeProcess shell = enter(ADDED_ID, 40, "/bin/sh");
    hasStarted();
    awaitChain("debug:alice@10.0.0.5", shell);
    host.enricher.close();
    assertEquals("debug:alice@10.0.0.5", Shown.of(shell, "chain"));
  }

  @Test
  void aContainerThatStartsAtTheSameTimeHasNoSession() {
    adds("alice");
    FakeProcess other = enter(1, "/bin/app");
    assertEquals("pending", Shown.of(other, "user"));
    enter(ADDED_ID, 1, "/bin/sh");
    hasStarted();
    awaitChain("<NA>", other);
    assertEquals("<NA>", Shown.of(host.fork(other), "user"));
  }

  @Test
  void whoeverStartsAProgramInAnAddedContainerIsNamed() {
    adds("alice");
    FakeProcess shell = enter(ADDED_ID, 1, "/bin/sh");
    hasStarted();
    awaitChain("debug:alice@10.0.0.5", shell);
    FakeProcess entered = enter(ADDED_ID, 30, "/bin/ls");
    requestBy("bob", "web-1", "debugger", "ls");
    awaitChain("exec:bob@10.0.0.5", entered);
    assertEquals("debug:alice@10.0.0.5", Shown.of(shell, "chain"));
  }

  @Test
  void aSecondRequestWithTheNameOfAContainerDoesNotChangeWhoHasAddedIt() {
    adds("alice");
    adds("bob");
    FakeProcess shell = enter(ADDED_ID, 1, "/bin/sh");
    hasStarted();
    awaitChain("debug:alice@10.0.0.5", shell);
  }

  @Test
  void aContainerThatDoesNotStartIsForgottenAfterTenMinutes() {
    long arrival = 5;
    AddedContainers added = new AddedContainers(new ExecJoiner());
    added.add(new PodExec(-1_000_000_000L, "alice", Text.ABSENT, "shop", "web-1", "debugger", List.of()), arrival);
    added.sweep(arrival + AddedContainers.START_NANOS, request -> Optional.empty());
    assertEquals(true, added.isStarting());
    added.sweep(arrival + AddedContainers.START_NANOS + 1, request -> Optional.empty());
    assertEquals(false, added.isStarting());
  }
}
