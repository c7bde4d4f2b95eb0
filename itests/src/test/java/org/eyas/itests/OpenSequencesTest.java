package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** {@code eyas rules sequences}: what the sequences of a running engine wait for. */
class OpenSequencesTest extends ControlledEngine {
  private static final String SEQUENCE =
      """
      - rule: Opened and run
        desc: d
        sequence:
          within: 1h
          by: evt.arg.name
          steps:
            - {name: open, condition: evt.type = openat}
            - {name: run, condition: evt.type = execve}
        output: "ran"
        priority: NOTICE
      """;

  @Test
  void theNewestOpenSequencesAreShown() throws Exception {
    engine.write("rules.yaml", RULES + SEQUENCE);
    startEngine();
    feedAndAwait(3);
    String table = answer("rules", "sequences", "Opened and run", "--last", "2");
    assertTrue(table.matches("(?s)GROUP +MATCHED +WAITS_FOR +UNTIL +THEN\n"
        + "evt.arg.name=/f/3 +open +run +2023-[^ ]+ +end\nevt.arg.name=/f/2 +open +run +2023-[^ ]+ +end\n"
        + "Open: 3; the furthest are shown.\n"), table);
    String json = answer("rules", "sequences", "Opened and run", "--json");
    assertEquals(3, json.lines().count());
    assertTrue(
        json.startsWith(
            "{\"group\":{\"evt.arg.name\":\"/f/3\"},\"matched\":[\"open\"],\"waits_for\":[\"run\"],\"until\":\"2023-"),
        json);
    assertEquals("Error: rule 'Opened a file' has no sequence\n", refusal("rules", "sequences", "Opened a file"));
    assertEquals("Error: there is no enabled rule 'Never'; eyas rules lists them\n", refusal("rules", "sequences", "Never"));
  }
}
