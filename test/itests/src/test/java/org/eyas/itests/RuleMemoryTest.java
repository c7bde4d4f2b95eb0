package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What rules remember is there again after the program was stopped, and what was written last after it was killed. */
@Timeout(300)
class RuleMemoryTest {
  private static final String RULES =
      """
      - rule: seen
        desc: d
        source: k8s_audit
        condition: ka.target.resource = secrets
        output: "seen %ka.user.name"
        priority: INFO
      - rule: new user
        desc: d
        source: k8s_audit
        first: {condition: ka.target.resource = secrets, value: ka.user.name, learn: 1h}
        output: "new %ka.user.name"
        priority: INFO
      """;

  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);

  private static String event(String time, String user) {
    return AuditEvents.event(time, user, "get", "s");
  }

  /** Starts it and waits until it has seen the last of the events. */
  private void see(String last, String... events) throws Exception {
    eyas.write("rules.yaml", RULES);
    eyas.write(AuditEvents.FILE, String.join("", events));
    eyas.start(AuditEvents.reader(folder, "memory"));
    eyas.await("out", "seen " + last, 1);
  }

  private void stop() throws Exception {
    eyas.process().destroy();
    eyas.awaitEnd();
  }

  private List<String> news() throws IOException {
    return eyas.lines("out", "Informational new ").stream().map(line -> line.replaceFirst(".*Informational new ", "")).toList();
  }

  @Test
  void firstContinuesAfterAStopAndAfterAKill() throws Exception {
    see("ann", event("08:00", "ann"));
    stop();
    assertTrue(Files.exists(folder.resolve("memory/k8s_audit.memory")));
    see("carl", event("08:30", "carl"));
    eyas.process().destroyForcibly().waitFor();
    assertEquals(List.of(), news());
    see("bob", event("10:00", "ann"), event("10:01", "bob")); // carl is known only if a minute was over before the kill
    stop();
    assertEquals(List.of("bob"), news());
  }

  @Test
  void aDamagedFileGivesOneLineAndTheRulesLearnAgain() throws Exception {
    see("ann", event("08:00", "ann"));
    stop();
    Path file = folder.resolve("memory/k8s_audit.memory");
    byte[] damaged = Files.readAllBytes(file);
    damaged[damaged.length - 1]++;
    Files.write(file, damaged);
    see("bob", event("10:00", "ann"), event("10:01", "bob"));
    stop();
    assertEquals(List.of(), news());
    String line = "What rules remembered before the restart is lost: memory/k8s_audit.memory: the file is damaged.";
    assertEquals(1, eyas.count("err", line), eyas.err());
    see("carl", event("11:30", "ann"), event("11:31", "carl"));
    stop();
    assertEquals(List.of("carl"), news());
  }
}
