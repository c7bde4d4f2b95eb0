package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The effects of options in the whole program. */
class OptionsTest {
  private static final String RULES =
      """
      - rule: A read
        desc: d
        condition: evt.type = openat and fd.name = /etc/shadow
        output: read %evt.type
        priority: WARNING
        tags: [files]
      """;
  private static final String CAPTURE = Dist.home().resolve("lib/train/sample.scap.gz").toString();

  @TempDir private Path folder;

  @BeforeEach
  void writeRules() throws Exception {
    Files.writeString(folder.resolve("rules.yaml"), RULES);
  }

  private Program.Result eyas(String... arguments) throws Exception {
    return Program.eyas(arguments).in(folder).run();
  }

  /** Log lines without their times. */
  private static List<String> log(Program.Result result) {
    return result.err().lines().map(line -> line.replaceFirst("^\\w{3} \\w{3} \\d\\d [\\d:]{8} \\d{4}: ", "")).toList();
  }

  @Test
  void listsFieldsOfASource() throws Exception {
    Program.Result names = eyas("--list=syscall", "-N");
    assertEquals("", names.err());
    List<String> lines = names.out().lines().toList();
    assertTrue(lines.containsAll(List.of("evt.num", "proc.aname", "fd.name", "container.id")), names.out());
    assertFalse(lines.contains("evt.latency"), "it is deprecated");
    assertTrue(eyas("--list", "--format", "JSON").out().startsWith("{\n  \"fieldclasses\": [\n"));
    Program.Result wrong = eyas("--list=k8s");
    assertEquals("Error: Value for --list must be a valid source type: 'k8s' is none of syscall\n", wrong.err());
    assertEquals(2, wrong.exitCode());
  }

  @Test
  void listsEventsWithoutReadingTheConfiguration() throws Exception {
    Program.Result result = eyas("--list-events", "--markdown", "-c", "not-there.yaml");
    assertTrue(result.out().contains("## Tracepoint events\n\nDefault | Dir | Name | Params \n"), result.out());
    assertEquals(List.of("--markdown is deprecated, use --format markdown instead."), log(result));
    assertEquals(0, result.exitCode());
  }

  @Test
  void listsIgnoredSystemCallsPluginsAndThePageSize() throws Exception {
    assertTrue(eyas("-i").out().startsWith("Ignored syscall(s):\n- pread\n"));
    String plugins = eyas("--list-plugins").out();
    assertTrue(plugins.matches("(?s)\\d+ Plugins Loaded:\n\nName: .*"), plugins);
    assertTrue(plugins.contains("Name: container\n"), plugins);
    String info = eyas("--plugin-info", "container").out();
    assertEquals(info, eyas("--plugin-info", "/usr/share/falco/plugins/libcontainer.so").out());
    assertTrue(info.contains("  - Async Events\n"), info);
    assertTrue(info.contains("Init config schema type: JSON\n{\n"), info);
    assertTrue(eyas("--plugin-info", "nothing").err().contains("can't find plugin and print its info: nothing"));
    assertTrue(log(eyas("--page-size")).getLast().matches("Your system page size is: \\d+ bytes"));
  }

  @Test
  void printsSupportInformation() throws Exception {
    Program.Result result = eyas("--support", "-r", "rules.yaml", "-o", "json_output=true");
    String start = "{\"cmdline\":\"eyas --support -r rules.yaml -o json_output=true\",\"config\":\"{";
    assertTrue(result.out().startsWith(start), result.out());
    for (String key : List.of("engine_info", "rules_files", "system_info", "version", "sysname", "variants")) {
      assertTrue(result.out().contains("\"" + key + "\":"), key);
    }
    assertTrue(result.out().contains("\"content\":\"- rule: A read\\n"), result.out());
  }

  @Test
  void supportInformationHoldsNoSecrets() throws Exception {
    Program.Result result =
        eyas(
            "--support", "-r", "rules.yaml", "-o", "http_output.url=https://hooks.example/T0/s3cret",
            "-o", "eyas.http_output.headers.Authorization=Bearer s3cret");
    assertEquals(0, result.exitCode(), result.err());
    assertTrue(result.out().contains("https://hooks.example/<hidden>"), result.out());
    assertFalse(result.out().contains("s3cret"), result.out());
  }

  @Test
  void dryRunProcessesNoEvent() throws Exception {
    Program.Result result =
        eyas("--dry-run", "-r", "rules.yaml", "-e", "not-there.scap", "-T", "net", "-o", "log_level=debug");
    assertEquals("", result.out());
    assertEquals(0, result.exitCode());
    List<String> log = log(result);
    assertEquals("Eyas version: 0.2.0 (x86_64)", log.getFirst());
    assertTrue(log.get(1).startsWith("CLI args: eyas --dry-run -r rules.yaml"), log::toString);
    assertTrue(log.containsAll(List.of("Loading rules from:", "Disabling rules with tag: net")), log::toString);
    assertEquals("Skipping event processing in dry-run", log.getLast());
    Files.writeString(folder.resolve("rules.yaml"), RULES + "  colour: red\n  source: [x\n");
    assertEquals(1, eyas("--dry-run", "-r", "rules.yaml").exitCode());
  }

  @Test
  void aDryRunOpensNoAlertsOnDisk() throws Exception {
    Program.Result result =
        eyas(
            "--dry-run", "-r", "rules.yaml", "-o", "file_output={enabled: true, filename: alerts}",
            "-o", "eyas.output_queues[]={output: file, when_full: spill, spill_directory: spill}",
            "-o", "eyas.http_outputs[]={name: a, url: 'http://127.0.0.1:1', spool: {directory: spool}}");
    assertEquals(0, result.exitCode(), result::err);
    for (String file : List.of("alerts", "spill", "spool")) {
      assertFalse(Files.exists(folder.resolve(file)), file);
    }
  }

  @Test
  void theStartOfARunIsLoggedInFalcosOrder() throws Exception {
    List<String> log = log(eyas("-r", "rules.yaml", "-e", CAPTURE));
    assertEquals(
        List.of("Eyas version: 0.2.0 (x86_64)", "Loaded plugin 'container@0.7.0', which is built in",
            "Loading rules from:", "   rules.yaml | schema validation: ok",
            "Loaded event sources: syscall", "Enabled event sources: syscall",
            "Replaying events from the capture file: " + CAPTURE, "Syscall event drop monitoring:",
            "   - event drop detected: 0 occurrences", "   - num times actions taken: 0"),
        log.stream().filter(line -> !line.startsWith("Loaded plugin ") || line.contains("container")).toList());
    String quiet = eyas("-r", "rules.yaml", "-e", CAPTURE, "-o", "log_level=error").err();
    assertTrue(quiet.startsWith("Syscall event drop monitoring:\n"), quiet);
  }

  @Test
  void eventSourcesAreSelectedAsInFalco() throws Exception {
    assertEquals("Error: Must enable at least one event source", error("--disable-source", "syscall"));
    assertEquals(
        "Error: Attempted enabling an unknown event source: dns; there is syscall", error("--enable-source", "dns"));
    assertEquals(
        "Error: You can not mix --enable-source and --disable-source",
        error("--enable-source", "syscall", "--disable-source", "syscall"));
    assertEquals(0, eyas("-r", "rules.yaml", "-e", CAPTURE, "--disable-source", "syscall").exitCode());
  }

  private String error(String... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("--dry-run", "-r", "rules.yaml"));
    all.addAll(List.of(arguments));
    Program.Result result = eyas(all.toArray(String[]::new));
    assertEquals(2, result.exitCode());
    return result.err().lines().toList().getLast();
  }

  @Test
  void statisticsAreAppendedToAFile() throws Exception {
    Program.Result result = eyas("-r", "rules.yaml", "-e", CAPTURE, "-s", "stats", "--stats-interval", "60000", "-v");
    assertTrue(
        Files.readString(folder.resolve("stats"))
            .matches(
                "\\{\"sample\": 1, \"cur\": \\{\"events\": \\d+, \"drops\": 0, \"preemptions\": 0}, "
                    + "\"delta\": \\{\"events\": \\d+, \"drops\": 0, \"preemptions\": 0}, \"drop_pct\": 0},\n"));
    String summary = "(?s).*\nElapsed time: [\\d.]+, Captured Events: [1-9]\\d*, [\\d.]+ eps\n.*";
    assertTrue(result.err().matches(summary), result.err());
    Program.Result wrong = eyas("-r", "rules.yaml", "-e", CAPTURE, "-s", "no/such/folder");
    assertTrue(wrong.err().contains("Error: option -s: cannot write to no/such/folder"), wrong.err());
  }

  @Test
  void buffersArePrintedInBase64() throws Exception {
    Files.writeString(
        folder.resolve("rules.yaml"),
        RULES.replace("evt.type = openat and fd.name = /etc/shadow", "evt.type = write and evt.buffer exists")
            .replace("%evt.type", "<%evt.buffer>"));
    Program.Result plain = eyas("-r", "rules.yaml", "-e", CAPTURE);
    Program.Result encoded = eyas("-r", "rules.yaml", "-e", CAPTURE, "-b");
    assertTrue(plain.out().contains("read <"), plain.out());
    String first = encoded.out().lines().findFirst().orElse("").replaceFirst(".*read <([^>]*)>.*", "$1");
    byte[] bytes = Base64.getDecoder().decode(first);
    String text = new String(bytes, StandardCharsets.ISO_8859_1).replaceAll("[^ -~]", ".");
    assertTrue(plain.out().contains("read <" + text + ">"), first);
  }

  @Test
  void optionWithoutEffectIsLogged() throws Exception {
    Program.Result result = eyas("-r", "rules.yaml", "-e", CAPTURE, "-k", "https://api", "--disable-cri-async");
    assertEquals(0, result.exitCode());
    assertTrue(result.err().contains(": option -k has no effect: "), result.err());
    assertEquals(2, eyas("-g", "gvisor.json").exitCode());
  }

  @Test
  void runsInTheBackground() throws Exception {
    Path pidFile = folder.resolve("pid");
    Program.Result result =
        eyas("-d", "-P", "pid", "-r", "rules.yaml", "-e", CAPTURE, "-s", "stats", "-o", "stdout_output.enabled=true");
    assertEquals(0, result.exitCode(), result.err());
    assertTrue(Files.readString(pidFile).matches("\\d+\n"));
    ConditionWait.until(() -> Files.exists(folder.resolve("stats")), () -> "the process in the background does not run");
    Program.Result wrong = eyas("-d", "-P", "pid2", "-r", "not-there.yaml");
    assertEquals(1, wrong.exitCode());
    assertFalse(Files.exists(folder.resolve("pid2")));
  }

  @Test
  void bashCompletesOptionsFromTheShippedFile() throws Exception {
    Path file = Dist.home().resolve("share/bash-completion/completions/eyas");
    String script =
        ". " + file + "; COMP_WORDS=(eyas --list-e); COMP_CWORD=1; _eyas; echo \"${COMPREPLY[@]}\";"
            + " COMP_WORDS=(eyas --format m); COMP_CWORD=2; _eyas; echo \"${COMPREPLY[@]}\";"
            + " COMP_WORDS=(eyas test --ju); COMP_CWORD=2; _eyas; echo \"${COMPREPLY[@]}\"";
    Program.Result result = Program.of("bash", "-c", script).run();
    assertEquals(new Program.Result(0, "--list-events\nmarkdown\n--junit\n", ""), result);
  }
}
