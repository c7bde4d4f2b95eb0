package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The messages for mistakes of a user: Falco's words and exit status, and what to do. */
class BadInputParityTest {
  private static final String GOOD =
      """
      - rule: Files
        desc: d
        condition: evt.type = open
        output: o
        priority: INFO
      """;

  @TempDir private Path folder;

  @BeforeEach
  void validRulesFile() throws IOException {
    write("good.yaml", GOOD);
  }

  private void write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
  }

  private Program.Result eyas(String... arguments) throws Exception {
    return Program.quietEyas(arguments).in(folder).run();
  }

  private void assertFails(String error, String... arguments) throws Exception {
    Program.Result result = eyas(arguments);
    assertEquals(error, result.err());
    assertEquals("", result.out());
    assertEquals(1, result.exitCode());
  }

  private void assertInvalid(String rules, String error) throws Exception {
    write("bad.yaml", rules);
    assertFails("Error: bad.yaml: Invalid\n1 Errors:\n" + error + "\n", "-r", "bad.yaml", "-e", "none.scap");
  }

  @Test
  void namesTheUnknownFieldItsPlaceAndTheOneThatWasMeant() throws Exception {
    assertInvalid(
        GOOD.replace("evt.type = open", "evt.type = open and proc.nam = x"),
        """
        In rules content: (bad.yaml:0:0)
            rule 'Files': (bad.yaml:0:2)
            rule condition: (bad.yaml:2:13)
            condition expression: ("evt.type = open a...":3:34)
        ------
        evt.type = open and proc.nam = x
                            ^
        ------
        LOAD_ERR_COMPILE_CONDITION (Error compiling condition): filter_check called with nonexistent field proc.nam
        Hint: did you mean 'proc.name'?
        """);
  }

  @Test
  void namesTheUnknownFieldOfAnOutput() throws Exception {
    assertInvalid(
        GOOD.replace("output: o", "output: by %proc.nam"),
        """
        In rules content: (bad.yaml:0:0)
            rule 'Files': (bad.yaml:0:2)
            rule output: (bad.yaml:3:10)
        ------
          output: by %proc.nam
                  ^
        ------
        LOAD_ERR_COMPILE_OUTPUT (Error compiling output): unknown filter: unexpected token after '
        Hint: there is no field 'proc.nam'; did you mean 'proc.name'?
        """);
  }

  @Test
  void namesTheUnknownMacro() throws Exception {
    assertInvalid(
        GOOD.replace("evt.type = open", "spawned and proc.name = x"),
        """
        In rules content: (bad.yaml:0:0)
            rule 'Files': (bad.yaml:0:2)
            condition expression: ("spawned and proc....":1:3)
        ------
        spawned and proc.name = x
        ^
        ------
        LOAD_ERR_VALIDATE (Error validating rule/macro/list/exception objects): \
        Undefined macro 'spawned' used in filter.
        """);
  }

  @Test
  void namesTheUnknownPriority() throws Exception {
    write("bad.yaml", GOOD.replace("INFO", "URGENT"));
    Program.Result result = eyas("-r", "bad.yaml", "-e", "none.scap");
    assertEquals(1, result.exitCode());
    assertTrue(result.err().startsWith("Error: bad.yaml: Invalid\n3 Schema warnings:\n"), result.err());
    assertTrue(result.err().contains("""
        1 Errors:
        In rules content: (bad.yaml:0:0)
            rule 'Files': (bad.yaml:0:2)
            rule priority: (bad.yaml:4:12)
        ------
          priority: URGENT
                    ^
        ------
        LOAD_ERR_YAML_VALIDATE (Error validating internal structure of YAML file): Invalid priority
        """), result.err());
  }

  @Test
  void saysWhereAFileIsNotYaml() throws Exception {
    write("bad.yaml", "- rule: Files\n  desc: \"d\n  condition: [x\n");
    Program.Result result = eyas("-r", "bad.yaml", "-e", "none.scap");
    assertTrue(result.err().startsWith("Error: bad.yaml: Invalid\n1 Errors:\n"), result.err());
    assertTrue(result.err().contains("(bad.yaml:3:0)\n"), result.err());
    assertTrue(result.err().contains("LOAD_ERR_YAML_PARSE (YAML parse error): "), result.err());
    assertEquals(1, result.exitCode());
  }

  @Test
  void refusesRulesThatNeedAPluginThatIsNotThere() throws Exception {
    write("bad.yaml", "- required_plugin_versions:\n  - name: nosuch\n    version: 1.0.0\n" + GOOD);
    assertFails(
        "Error: Plugin requirement not satisfied, must load one of: nosuch (>= 1.0.0)\n",
        "-r", "bad.yaml", "-e", "none.scap");
  }

  @Test
  void refusesRulesThatNeedANewerPlugin() throws Exception {
    write("bad.yaml", "- required_plugin_versions:\n  - name: container\n    version: 99.0.0\n" + GOOD);
    Program.Result result = eyas("-r", "bad.yaml", "-e", "none.scap");
    assertTrue(
        result.err().matches("Error: Plugin 'container' version '[0-9.]+' is not compatible with required plugin "
            + "version '99.0.0'\n"),
        result.err());
    assertEquals(1, result.exitCode());
  }

  @Test
  void namesTheRuleFileThatIsNotThere() throws Exception {
    assertFails("Error: Could not open file none.yaml for reading: no such file\n", "-r", "none.yaml", "-e", "x.scap");
  }

  @Test
  void namesTheFolderThatHoldsNoRules() throws Exception {
    Files.createDirectory(folder.resolve("rules.d"));
    assertFails("Error: Directory rules.d holds no rule files (*.yaml, *.yml)\n", "-r", "rules.d", "-e", "x.scap");
  }

  @Test
  void saysThatACaptureIsEmpty() throws Exception {
    write("empty.scap", "");
    assertFails(
        "Error: empty.scap: the file is empty; record a capture first\n", "-r", "good.yaml", "-e", "empty.scap");
  }

  @Test
  void saysWhereACaptureIsTruncatedAfterTheAlertsBefore() throws Exception {
    byte[] whole = capture();
    Files.write(folder.resolve("cut.scap"), Arrays.copyOf(whole, whole.length - 5));
    Program.Result result = eyas("-r", "good.yaml", "-e", "cut.scap");
    assertTrue(result.err().matches("Error: cut\\.scap: at byte \\d+: .*events before this place were read\n"),
        result.err());
    assertTrue(result.out().contains("Informational o"), result.out());
    assertEquals(1, result.exitCode());
  }

  @Test
  void refusesACaptureOfAnotherByteOrder() throws Exception {
    byte[] turned = capture();
    for (int i = 0; i < 2; i++) {
      byte saved = turned[8 + i];
      turned[8 + i] = turned[11 - i];
      turned[11 - i] = saved;
    }
    Files.write(folder.resolve("turned.scap"), turned);
    Program.Result result = eyas("-r", "good.yaml", "-e", "turned.scap");
    assertTrue(result.err().startsWith("Error: turned.scap: "), result.err());
    assertTrue(result.err().contains("another architecture (big-endian)"), result.err());
    assertEquals(1, result.err().lines().count());
    assertEquals(1, result.exitCode());
  }

  private static byte[] capture() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPInputStream in = new GZIPInputStream(Files.newInputStream(ParityRun.capture("old/cat_write.scap")))) {
      in.transferTo(bytes);
    }
    return bytes.toByteArray();
  }

  @Test
  void refusesAnOverrideOfTheWrongType() throws Exception {
    assertFails(
        "Error: Error parsing config option \"json_output=perhaps\": 'json_output' must be true or false, not 'perhaps'\n",
        "-r", "good.yaml", "-e", "none.scap", "-o", "json_output=perhaps");
  }

  @Test
  void unknownKeyCausesAWarning() throws Exception {
    Program.Result result =
        Program.eyas("-r", "good.yaml", "-e", ParityRun.capture("old/cat_write.scap").toString(), "-o", "jsonoutput=true",
            "-o", "log_level=warning")
            .in(folder)
            .run();
    assertTrue(result.err().contains(": -o jsonoutput=true: unknown key 'jsonoutput' (did you mean 'json_output'?)\n"),
        result.err());
    assertTrue(result.out().contains("Events detected: 4\n"), result.out());
    assertEquals(0, result.exitCode());
  }

  @Test
  void refusesTheAuditRulesWithoutTheirPlugin() throws Exception {
    String audit = ParityRun.capture("../rules/k8s_audit_rules.yaml").toRealPath().toString();
    Program.Result validated = eyas("-V", audit);
    assertEquals("", validated.out());
    assertTrue(validated.err().contains("Plugin requirement not satisfied, must load one of: k8saudit"), validated.err());
    assertEquals(1, validated.exitCode());
  }

  @Test
  void takesRulesOfASourceThatIsNotThereAndParksThem() throws Exception {
    String rule = "- {rule: r, desc: d, condition: ka.verb = get, output: o, priority: INFO, source: k8s_audit}\n";
    String file = Files.writeString(folder.resolve("audit.yaml"), rule).toString();
    Program.Result run = ParityRun.replay("old/cat_write.scap", withAudit(file));
    assertEquals(1, run.err().split("LOAD_UNKNOWN_SOURCE", -1).length - 1);
    Program.Result validated = eyas("-V", file);
    assertEquals(file + ": Ok, with warnings\n", validated.out().lines().findFirst().orElse("") + "\n");
    assertEquals(0, validated.exitCode(), validated.err());
  }

  private static List<String> withAudit(String audit) {
    List<String> rules = new ArrayList<>(ParityRun.officialRules());
    rules.addAll(List.of("-r", audit));
    return rules;
  }
}
