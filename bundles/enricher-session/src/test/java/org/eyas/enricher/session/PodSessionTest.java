package org.eyas.enricher.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eyas.api.data.Text;
import org.eyas.api.process.PodDirectory;
import org.eyas.api.process.PodExec;
import org.eyas.testkit.FakeFd;
import org.eyas.testkit.FakeProcess;
import org.eyas.testkit.Waiting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Programs that are started in a container through Kubernetes' API server. */
class PodSessionTest {
  private static final String ID = "0123456789abcdef".repeat(4);
  private static final PodDirectory DIRECTORY =
      (namespace, pod, container) -> (namespace + "/" + pod + "/" + container).equals("shop/web-1/web") ? Optional.of(ID)
          : Optional.empty();

  private final Host host = new Host();
  private FakeProcess shim;

  @BeforeEach
  void startContainer() {
    host.enricher.directories = List.of(DIRECTORY);
    host.enricher.reporters = List.of(Map.of());
    shim = host.run(host.init, "/usr/bin/containerd-shim-runc-v2");
  }

  @AfterEach
  void close() {
    host.enricher.close();
  }

  /** What a runtime does for an exec: a process in the container, whose parent is on the host. */
  private FakeProcess enter(long vpid, String path, String... arguments) {
    FakeProcess process = shim.child(shim.pid + 1_000 + vpid, "runc:[2:INIT]");
    process.attachments.putAll(shim.attachments);
    process.ids.vpid = vpid;
    process.place.rawCgroups = FakeProcess.strings("cpu=/kubepods/besteffort/pod1/" + ID);
    process.usage.startNanos = SweepThread.nowNanos();
    host.enriched(process);
    process.program.rawArgs = FakeProcess.strings(arguments);
    return host.exec(process, path);
  }

  private void request(String pod, String... command) {
    Text client = FakeFd.address("10.0.0.5");
    host.enricher.onExec(
        new PodExec(SweepThread.nowNanos(), "alice@example.com", client, "shop", pod, "web", List.of(command)));
  }

  @Test
  void anExecWaitsForItsRequestAndThenNamesTheUser() {
    FakeProcess shell = enter(30, "/bin/sh", "-c", "id");
    FakeProcess child = host.run(shell, "/bin/id");
    assertEquals("pending", Shown.of(child, "user"));
    assertEquals("pending", Shown.of(child, "start"));
    assertEquals("pending", Shown.of(child, "duration"));
    request("web-1", "sh", "-c", "id");
    Waiting.until(() -> !Shown.of(child, "user").equals("pending") && !Shown.of(shell, "user").equals("pending"));
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
}
