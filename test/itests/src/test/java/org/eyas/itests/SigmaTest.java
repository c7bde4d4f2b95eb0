package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sigma rules in the program as shipped. */
@Timeout(180)
class SigmaTest {
  private static final String SAMPLE = Dist.home().resolve("lib/train/sample.scap.gz").toString();
  private static final String RULES = """
      title: Compiler Started
      level: high
      tags: [attack.t1027.004]
      logsource: {product: linux, category: process_creation}
      detection:
        selection:
          Image|endswith: ['/GCC', '/cc', '-gcc-12', 'gcc-13', 'gcc-14']
          CommandLine|contains: ' -c '
        other:
          CommandLine|startswith: 'gcc -c'
        condition: 1 of them
      ---
      title: Log Written
      logsource: {product: linux, category: file_event}
      detection:
        selection: {TargetFilename|endswith: /Config.LOG}
        condition: selection
      ---
      title: Signed Program
      logsource: {product: linux, category: process_creation}
      detection:
        selection: {Signed: 'false'}
        condition: selection
      """;

  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);

  private String rules() throws IOException {
    Path below = Files.createDirectories(folder.resolve("sigma/linux"));
    Files.writeString(below.resolve("rules.yml"), RULES);
    return folder.resolve("sigma").toString();
  }

  @Test
  void theyFireAndAreParkedBesideTheShippedRules() throws Exception {
    Program.Result result = Program.eyas("-e", SAMPLE, "-o", "eyas.sigma.rules_files=" + rules()).run();
    assertEquals(0, result.exitCode(), result.err());
    assertTrue(result.out().contains(": Error Compiler Started | user="), result.out());
    assertTrue(result.out().contains("Log Written | file=/srv/shop/build/config.log call=openat"), result.out());
    assertTrue(
        result.err().contains("Rule 'Sigma: Signed Program' is parked: the field 'Signed' has no counterpart"), result.err());
    assertTrue(result.err().contains("linux/rules.yml"), result.err());
  }

  @Test
  void theyAreNotLoadedWithRulesOfTheCommandLine() throws Exception {
    Path own = Files.writeString(folder.resolve("own.yaml"),
        "- {rule: A, desc: d, condition: evt.type = execve, output: own, priority: INFO}\n");
    Program.Result result =
        Program.eyas("-e", SAMPLE, "-r", own.toString(), "-o", "eyas.sigma.rules_files=" + rules()).run();
    assertEquals(0, result.exitCode(), result.err());
    assertTrue(!result.out().contains("Compiler Started") && result.out().contains("own"), result.out());
  }

  @Test
  void aFileBelowTheFolderIsReloadedWhenItChanges() throws Exception {
    Path file = Files.createDirectories(folder.resolve("sigma/deep")).resolve("rules.yml");
    Files.writeString(file, path("First"));
    try (CaptureFeed capture = CaptureFeed.in(folder)) {
      eyas.start(
          "-e", capture.pipe().toString(), "-U", "-o", "eyas.sigma.rules_files=sigma", "-o", "eyas.rules.shipped=never", "-o",
          "rules_files=[]");
      capture.open(eyas.process());
      capture.feed(1);
      eyas.await("out", "First | call=openat path=/f/1", 1);
      Files.writeString(file, path("Second") + "---\n" + path("Third").replace("/f/", "/nothing/"));
      eyas.await("err", "Reloaded: 2 rules (2 enabled) from 1 document", 1);
      capture.feed(2 * CaptureFeed.BATCH);
    }
    eyas.awaitEnd();
    // The batch that was open at the reload ends with the rules with which it began.
    assertEquals(CaptureFeed.BATCH, eyas.count("out", "First | call=openat"));
    assertEquals(CaptureFeed.BATCH + 1, eyas.count("out", "Second | call=openat"));
  }

  private static String path(String title) {
    return """
        title: %s
        logsource: {product: linux, service: auditd}
        detection:
          selection: {type: PATH, name|startswith: /f/}
          condition: selection
        """.formatted(title);
  }

  @Test
  void aMissingFileEndsTheStartWithOneLine() throws Exception {
    Program.Result result = Program.eyas("-e", SAMPLE, "-o", "eyas.sigma.rules_files=/nowhere.yml").run();
    assertEquals(1, result.exitCode());
    assertTrue(result.err().endsWith("Error: /nowhere.yml cannot be read: no such file\n"), result.err());
  }

  @Test
  void whatTheCommandPrintsIsAValidRuleFile() throws Exception {
    Program.Result result = Program.eyas("sigma", "convert", rules()).run();
    assertEquals(1, result.exitCode(), result.err());
    assertTrue(result.out().endsWith("# 2 of 3 rules converted\n"), result.out());
    Path printed = Files.writeString(folder.resolve("printed.yaml"), result.out());
    Program.Result valid = Program.eyas("-V", printed.toString()).run();
    assertEquals(printed + ": Ok\n", valid.out());
    assertEquals("Error: name the Sigma rules: eyas sigma convert FILE|DIR...\n", Program.eyas("sigma", "convert").run().err());
  }
}
