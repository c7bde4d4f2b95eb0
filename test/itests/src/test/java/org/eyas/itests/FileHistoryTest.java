package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** {@code eyas config history} and {@code eyas config revert}, as shipped. */
@Timeout(180)
class FileHistoryTest extends ControlledEngine {
  @Test
  void aChangeOfTheConfigurationIsUndoneAndTheUndoingToo() throws Exception {
    startEngine();
    feedAndAwait(1);
    String before = Files.readString(config());
    assertEquals("", answer("config", "history", "--json"), "nothing was changed yet");
    answer("config", "set", "json_output", "true");
    answer("config", "set", "http_output.url", "https://hooks.example.org/services/hunter2");
    String history = answer("config", "history", "eyas.yaml");
    assertTrue(history.contains("not by Eyas: found\n"), history);
    assertTrue(history.contains("  - json_output: false # text\n  + json_output: true # text\n"), history);
    assertFalse(history.contains("hunter2"), history);
    assertFalse(versions().contains("hunter2"), "no secret is in a version");
    String done = answer("config", "revert", "eyas.yaml", "1");
    assertEquals(config() + " is as in version 1 again, and the engine uses it.\n", done);
    assertEquals(before, Files.readString(config()));
    assertTrue(answer("config", "get", "json_output").startsWith("false"));
    assertTrue(answer("audit").contains("revert file"));
    assertTrue(refusal("config", "revert", "eyas.yaml", "1").contains("eyas.yaml is like version 1 already"));
    assertTrue(
        refusal("config", "revert", "eyas.yaml", "3").contains("http_output.url had a secret in this version"),
        "the file has it no more");
    answer("config", "revert", "eyas.yaml", "2");
    assertTrue(answer("config", "get", "json_output").startsWith("true"));
    String rows = answer("config", "history", "--json");
    assertEquals(5, rows.lines().count(), rows);
    assertTrue(rows.lines().findFirst().orElse("").startsWith("{\"version\":5,\"time\":\""), rows);
  }

  @Test
  void anEndedMuteComesBack() throws Exception {
    Files.createDirectory(folder.resolve("rules.d"));
    engine.write("rules.d/more.yaml", "- macro: never\n  condition: evt.type = open\n");
    startEngine("-r", "rules.d");
    feedAndAwait(1);
    String number = answer("alerts", "--json").replaceFirst("(?s).*?\"number\":(\\d+).*", "$1");
    assertEquals(0, eyas("mute", "add", number, "--fields", "evt.arg.name", "--reason", "a test").exitCode());
    String id = answer("mute", "--json").replaceFirst("(?s).*?\"mute\":\"([^\"]*)\".*", "$1");
    answer("mute", "end", id);
    String name = "zz-mute-" + id + ".yaml";
    assertTrue(answer("config", "history", name).contains(": removed\n"));
    answer("config", "revert", name, "1");
    assertTrue(answer("mute").contains(id), "it hides alerts again");
  }

  @Test
  void aVersionWithWhichTheRulesWouldNotLoadIsRefused() throws Exception {
    Path rules = Files.createDirectory(folder.resolve("rules.d"));
    engine.write("rules.d/own.yaml", RULES.replace("Opened a file", "Own").replace("Never", "Own never"));
    startEngine("-r", rules.toString());
    feedAndAwait(1);
    Path own = Files.createDirectories(
        folder.resolve("rules.d/.eyas-history/own.yaml"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.setPosixFilePermissions(own.getParent(), PosixFilePermissions.fromString("rwx------"));
    Files.writeString(
        own.resolve("00000001"),
        "eyas-version 1\ntime 2026-12-02T10:00:00Z\nwho ann\nchange changed\n\n"
            + RULES.replace("evt.type = openat\n", "evt.typo = x\n"));
    String before = Files.readString(rules.resolve("own.yaml"));
    String refused = refusal("config", "revert", "own.yaml", "1");
    assertTrue(refused.contains("the rules would not load with version 1") && refused.contains("evt.typo"), refused);
    assertEquals(before, Files.readString(rules.resolve("own.yaml")));
    assertTrue(usageError("config", "revert", "own.yaml", "x").contains("needs a file and the number of a version"));
    assertTrue(refusal("config", "history", "nothing.yaml").contains("nothing.yaml has no versions"));
    Files.setPosixFilePermissions(own.getParent(), PosixFilePermissions.fromString("rwxrwxrwx"));
    assertTrue(eyas("config", "history").err().contains("its versions may be invented"), "others could have written them");
  }

  private String versions() throws Exception {
    try (Stream<Path> files = Files.walk(folder.resolve(".eyas-history"))) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        all.append(Files.readString(file));
      }
      return all.toString();
    }
  }
}
