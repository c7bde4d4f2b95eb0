package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code eyas status}, {@code reload} and {@code stop}, as shipped. */
@Timeout(180)
class EngineCommandsTest extends ControlledEngine {
  @Test
  void statusIsOnePageAndAScriptsAnswer() throws Exception {
    startEngine();
    feedAndAwait(3);
    String page = answer("status");
    assertTrue(page.contains("\nconfiguration:  " + config() + "\n"), page);
    assertTrue(page.matches("(?s).*\\nrules enabled: +1\\nrules disabled: +1\\nrules parked: +0\\nhealth: +healthy\\n.*"), page);
    assertEquals(1, count(page, "syscall"), page);
    assertEquals(1, count(page, "stdout"), page);
    assertTrue(answer("status", "--json").startsWith("{\"version\":"), "the first object is the engine");
    assertEquals(
        "Error: eyas status accepts no 'now'; see eyas status --help\n", usageError("status", "now"));
  }

  @Test
  void reloadPrintsItsResultAndKeepsTheRulesIfTheNewOnesAreInvalid() throws Exception {
    startEngine("-o", "watch_config_files=false");
    feedAndAwait(1);
    engine.write("rules.yaml", RULES.replace("opened %evt", "seen %evt"));
    assertTrue(answer("reload").startsWith("Reloaded: "), engine.err());
    feedUntil("seen /f/");
    engine.write("rules.yaml", RULES.replace("evt.type = openat\n", "evt.typo = openat\n"));
    String refused = refusal("reload");
    assertTrue(refused.startsWith("Error: reload failed, everything stays as it is: ") && refused.contains("evt.typo"), refused);
    feedUntil("seen /f/" + (capture.events() + 1));
  }

  @Test
  void stopReturnsWhenTheEngineHasEndedAndItsAlertsAreWritten() throws Exception {
    startEngine();
    feedAndAwait(2);
    long pid = engine.process().pid();
    assertEquals("The engine (process " + pid + ") is stopping.\n", answer("stop"));
    // The kernel closes the connection on which the command waits before it tells the parent of the process.
    assertTrue(engine.process().waitFor(1, TimeUnit.SECONDS), "stop waits for the end");
    assertEquals(0, engine.process().exitValue(), engine.err());
    assertTrue(Files.readString(folder.resolve("audit.jsonl")).contains("\"stop engine\""));
    assertEquals(5, eyas("health").exitCode(), "it is gone");
  }
}
