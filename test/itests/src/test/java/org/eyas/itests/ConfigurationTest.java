package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The effects of keys of the configuration file in the whole program. */
class ConfigurationTest {
  /** The text on standard error at the end of a run, with or without the log, as in Falco. */
  private static final String STATISTICS =
      """
      Syscall event drop monitoring:
         - event drop detected: 0 occurrences
         - num times actions taken: 0
      """;

  @TempDir Path folder;

  @BeforeEach
  void files() throws IOException {
    file(
        "rules.yaml",
        """
        - rule: Cache opened
          desc: A program looks for its libraries
          condition: evt.type = openat and fd.name endswith ld.so.cache
          output: opened %fd.name
          priority: WARNING
          tags: [files, demo]
        - rule: Program run
          desc: A program is run
          condition: evt.type = execve
          output: ran %proc.name
          priority: NOTICE
          tags: [demo]
        """);
    Files.createDirectory(folder.resolve("conf.d"));
  }

  private void file(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
  }

  private Program.Result replayed(String... options) throws IOException, InterruptedException {
    String sample = Dist.home().resolve("lib/train/sample.scap.gz").toString();
    Program program = Program.eyas("-r", "rules.yaml", "-e", sample).and(options).in(folder);
    Program.Result result = program.with("SITE", "berlin").with("FALCO_HOSTNAME", "shop").run();
    assertEquals(0, result.exitCode(), result.err());
    return result;
  }

  private static List<String> alerts(Program.Result result, String rule) {
    return result.out().lines().filter(line -> line.startsWith("{") && line.contains("\"rule\":\"" + rule + "\"")).toList();
  }

  @Test
  void filesOutputsFieldsAndSelectionsAllCount() throws Exception {
    file(
        "eyas.yaml",
        """
        stdout_output: {enabled: true}
        json_output: true
        config_files: [conf.d]
        static_fields: {site: "${SITE}", plain: "$${SITE}"}
        append_output:
          - match: {source: syscall, tags: [files]}
            extra_output: "site=%static.site"
            extra_fields: [proc.name, {who: "name %static.site"}]
          - match: {rule: Program run}
            extra_output: "plain=%static.plain"
        rules:
          - disable: {rule: "*"}
          - enable: {tag: demo}
        """);
    file("conf.d/a.yaml", "rules: [{disable: {rule: \"Program*\"}}]\n");
    file("conf.d/b.yaml", "json_include_tags_property: false\n");
    Program.Result result = replayed("-c", "eyas.yaml");
    List<String> opened = alerts(result, "Cache opened");
    assertFalse(opened.isEmpty(), result.out());
    assertTrue(opened.getFirst().contains("Warning opened /etc/ld.so.cache site=berlin\""), opened.getFirst());
    assertTrue(opened.getFirst().contains("\"static.site\":\"berlin\",\"who\":\"name berlin\"}"), opened.getFirst());
    assertTrue(opened.getFirst().contains("\"hostname\":\"shop\""), opened.getFirst());
    assertFalse(opened.getFirst().contains("\"tags\""), opened.getFirst());
    assertEquals(List.of(), alerts(result, "Program run"));

    List<String> run = alerts(replayed("-c", "eyas.yaml", "-o", "rules[].enable.rule=Program*"), "Program run");
    assertTrue(run.getFirst().contains(" plain=${SITE}\""), run.getFirst());
  }

  @Test
  void theStartNamesEachFileAndItsSchemasVerdict() throws Exception {
    file("eyas.yaml", "stdout_output: {enabled: true}\nconfig_files: [conf.d]\n");
    file("conf.d/a.yaml", "json_outputt: true\n");
    String err = replayed("-c", "eyas.yaml").err();
    assertTrue(err.contains(": Eyas initialized with configuration files:\n"), err);
    assertTrue(err.contains(":    eyas.yaml | schema validation: ok\n"), err);
    assertTrue(err.contains(":    conf.d/a.yaml | schema validation: failed for <root>: Object contains a property"), err);
    assertTrue(err.contains(": conf.d/a.yaml:1: unknown key 'json_outputt' (did you mean 'json_output'?)\n"), err);
  }

  @Test
  void fileOfFalcoWithoutOutputsHasNoneAndOneOfEyasPrintsAlerts() throws Exception {
    file("eyas.yaml", "json_output: true\n");
    assertFalse(alerts(replayed("-c", "eyas.yaml"), "Cache opened").isEmpty());
    file("falco.yaml", "json_output: true\n");
    Program.Result result = replayed("-c", "falco.yaml");
    assertEquals(List.of(), alerts(result, "Cache opened"));
    assertTrue(result.out().contains("   Cache opened: "), result.out());
    assertTrue(result.err().contains("no output is enabled"), result.err());
  }

  @Test
  void theShippedFileIsTakenWithoutAWarning() throws Exception {
    Program.Result result = replayed("-c", Dist.home().resolve("etc/eyas.yaml").toString());
    assertTrue(result.out().contains(": Warning opened /etc/ld.so.cache"), result.out());
    assertTrue(result.err().contains("eyas.yaml | schema validation: ok\n"), result.err());
    assertFalse(result.err().contains("no effect"), result.err());
  }

  @Test
  void timesOfTheLogFollowTheirKeyAndItsLevelToo() throws Exception {
    file("eyas.yaml", "stdout_output: {enabled: true}\ntime_format_iso_8601: true\nunknown: 1\n");
    String err = replayed("-c", "eyas.yaml").err();
    assertTrue(err.matches("(?s)\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\+0000: .*"), err);
    assertEquals(STATISTICS, replayed("-c", "eyas.yaml", "-o", "log_level=error").err());
    assertEquals(STATISTICS, replayed("-c", "eyas.yaml", "-o", "log_stderr=false").err());
  }

  @Test
  void aNativePluginEndsTheStartWhereItWouldBeLoaded() throws Exception {
    file("eyas.yaml", "plugins: [{name: cloudtrail, library_path: libcloudtrail.so}]\n");
    Program.Result result = Program.eyas("-c", "eyas.yaml", "-V", "rules.yaml").in(folder).run();
    assertEquals(1, result.exitCode());
    assertTrue(result.err().contains("\nError: Eyas cannot load Falco's native plugin 'cloudtrail'"), result.err());
  }
}
