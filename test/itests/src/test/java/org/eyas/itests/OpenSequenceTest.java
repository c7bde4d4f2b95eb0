package org.eyas.itests;

import static org.eyas.itests.AuditEvents.event;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A sequence with one of two steps, and a threshold with two of three events, continue after a kill and after an update of the engine. */
@Timeout(300)
class OpenSequenceTest {
  private static final String RULES =
      """
      - rule: seen
        desc: d
        source: k8s_audit
        condition: ka.target.name = last
        output: "seen"
        priority: INFO
      - rule: two steps
        desc: d
        source: k8s_audit
        sequence:
          within: 1h
          by: ka.user.name
          steps:
            - {name: one, condition: ka.target.name = one}
            - {name: two, condition: ka.target.name = two}
        output: "fired: steps of %ka.user.name, %one.ka.verb before %ka.verb"
        priority: INFO
      - rule: three events
        desc: d
        source: k8s_audit
        threshold: {condition: ka.target.name = counted, count: 3, within: 1h, by: ka.user.name}
        output: "fired: %threshold.value of %ka.user.name"
        priority: INFO
      """;

  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);
  private Path dropped;

  @BeforeEach
  void prepare() throws IOException {
    dropped = Files.createDirectory(folder.resolve("bundles.d"));
    eyas.write("rules.yaml", RULES);
    eyas.write(AuditEvents.FILE, event("08:00", "ann", "get", "one") + event("08:01", "ann", "get", "counted")
        + event("08:02", "ann", "get", "counted") + event("08:03", "ann", "get", "last"));
  }

  /** The events that complete what the first ones began, and others that complete nothing. */
  private static String rest() {
    return event("08:30", "bob", "list", "two") + event("08:30", "bob", "list", "counted")
        + event("08:31", "ann", "list", "two") + event("08:32", "ann", "list", "counted") + event("08:33", "ann", "get", "last");
  }

  private void start(String memoryDirectory) throws IOException {
    eyas.start(
        AuditEvents.reader(folder, memoryDirectory).and("-U", "-o", "eyas.bundles.directory=" + dropped, "-o",
            "append_output=[]"));
  }

  private void end() throws Exception {
    eyas.process().destroy();
    eyas.awaitEnd();
  }

  private List<String> fired() throws IOException {
    return eyas.lines("out", "fired: ").stream().map(line -> line.replaceFirst(".*fired: ", "")).toList();
  }

  private void assertCompleted() throws Exception {
    end();
    assertEquals(List.of("steps of ann, get before list", "3 of ann"), fired());
  }

  @Test
  void theyContinueAfterAKill() throws Exception {
    start("memory");
    eyas.await("out", "seen", 1);
    Path kept = folder.resolve("memory/k8s_audit.memory");
    eyas.await("the file of the first minute", () -> Files.exists(kept));
    eyas.process().destroyForcibly().waitFor();
    assertEquals(List.of(), fired());
    eyas.write(AuditEvents.FILE, rest());
    start("memory");
    eyas.await("out", "seen", 1);
    assertCompleted();
  }

  @Test
  void theyContinueAfterAnUpdateOfTheEngine() throws Exception {
    assumeTrue("root".equals(System.getProperty("user.name")), "skipped: only root can drop bundles");
    start("");
    eyas.await("out", "seen", 1);
    BundleJar.of(Dist.home().resolve("bundles/org.eyas.core.jar")).versioned("9.0.1").to(dropped, "core.jar");
    eyas.await("err", "Continuing with 'k8s_audit' source", 1);
    assertEquals(List.of(), fired());
    Files.writeString(folder.resolve(AuditEvents.FILE), rest(), StandardOpenOption.APPEND);
    eyas.await("out", "seen", 2);
    assertCompleted();
  }
}
