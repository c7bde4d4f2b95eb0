package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code eyas rules sequences}: what the sequences of a running engine wait for. */
@Timeout(180)
class OpenSequencesTest {
  private static final String RULES =
      """
      - rule: seen
        desc: d
        source: k8s_audit
        condition: ka.target.resource = secrets
        output: "seen %ka.user.name"
        priority: INFO
      - rule: read, then removed
        desc: d
        source: k8s_audit
        sequence:
          within: 1h
          by: ka.user.name
          steps:
            - {name: read, condition: ka.verb = get}
            - {name: removed, condition: ka.verb = delete}
        output: "removed"
        priority: INFO
      """;

  @TempDir private Path folder;
  @AutoClose private final EyasRun engine = new EyasRun(() -> folder);

  private static String read(String user, int secondsAgo) {
    return AuditEvents.event(Instant.now().minusSeconds(secondsAgo), user, "get", "s");
  }

  private Program.Result sequences(String... words) throws Exception {
    Program program = Program.eyas("rules", "sequences").and(words);
    return program.and("--socket", folder.resolve("control.sock").toString()).in(folder).run();
  }

  private String answer(String... words) throws Exception {
    Program.Result result = sequences(words);
    assertEquals("", result.err(), () -> result + engine.err());
    return result.out();
  }

  @Test
  void theOpenSequencesOfARuleAreShown() throws Exception {
    engine.write("rules.yaml", RULES);
    engine.write(AuditEvents.FILE, read("ann", 3) + read("bob", 2) + read("carl", 1));
    String socket = "eyas.control.socket=" + folder.resolve("control.sock");
    engine.start(
        AuditEvents.reader(folder, "").and("-o", socket, "-o", "eyas.audit.file=" + folder.resolve("audit.jsonl")));
    engine.await("out", "seen carl", 1);
    String table = answer("read, then removed", "--last", "2");
    assertTrue(table.matches("(?s)GROUP +MATCHED +WAITS FOR +UNTIL +THEN\n"
        + "ka.user.name=carl +read +removed +20[^ ]+ +end\nka.user.name=bob +read +removed +20[^ ]+ +end\n"
        + "Open sequences: 3; the furthest are shown.\n"), table);
    String json = answer("read, then removed", "--json");
    assertEquals(3, json.lines().count());
    assertTrue(
        json.startsWith(
            "{\"group\":{\"ka.user.name\":\"carl\"},\"matched\":[\"read\"],\"waits_for\":[\"removed\"],\"until\":\"20"),
        json);
    assertEquals("Error: rule 'seen' has no sequence\n", sequences("seen").err());
    assertEquals("Error: there is no enabled rule 'none'; eyas rules lists them\n", sequences("none").err());
  }
}
