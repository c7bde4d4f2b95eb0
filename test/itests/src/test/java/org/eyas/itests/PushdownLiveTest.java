package org.eyas.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Objects;
import org.eyas.testkit.process.InstalledProgram;
import org.eyas.testkit.reference.PrometheusText;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A live engine leaves calls in the kernel that no rule can match, and loses no match while its rules change. Skipped unless root on a
 * kernel that runs the probe.
 */
@Timeout(300)
class PushdownLiveTest {
  private static final String RULE =
      """
      - rule: %s
        desc: A call that fails is enough.
        condition: evt.type = rmdir and evt.arg.path startswith /eyas-%s
        output: "removed %%evt.arg.path"
        priority: NOTICE
      """;

  /** Calls rmdir for directories that do not exist, until a file exists; then prints how many calls were marked. */
  private static final String FLOOD =
      """
      import os, sys, time
      n = 0
      while not os.path.exists(sys.argv[1]):
        n += 1
        for name in ['marked', 'more0', 'more1', 'more2'] + ['other'] * 100:
          try: os.rmdir('/eyas-%s/%d' % (name, n))
          except OSError: pass
        time.sleep(float(sys.argv[2]))
      print(n)
      """;

  private static final String LABELS = "{evt_source=\"syscall\",evt_type=\"rmdir\"}";

  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);

  private void start(String... options) throws IOException {
    LiveEngine.required(eyas, folder);
    eyas.write("rules.yaml", rules(0));
    eyas.start(
        Program.eyas(options)
            .and("-r", "rules.yaml", "-o", "engine.kind=modern_ebpf", "-o", "webserver=" + eyas.webserver())
            .and("-o", "metrics.enabled=true", "-o", "eyas.alert_history.directory=" + folder.resolve("history"), "-o",
                "eyas.evidence.file=" + folder.resolve("evidence"))
            .and("-o", "eyas.control.socket=" + socket(), "-o", "eyas.audit.file=" + folder.resolve("audit")));
    eyas.await("the probe", () -> {
      if (eyas.err().contains("the kernel rejects the probe: ")) {
        System.out.println("skipped, no live engine here: " + eyas.err());
        Assumptions.abort("no probe");
      }
      Program.of("rmdir", "/eyas-marked/0").run();
      return eyas.count("out", "removed /eyas-marked/0 ") > 0;
    });
  }

  private void configure(boolean pushdown) throws IOException {
    eyas.write("new.yaml", "stdout_output: {enabled: true}\neyas: {pushdown: {enabled: " + pushdown + "}}\n");
    Files.move(folder.resolve("new.yaml"), folder.resolve("eyas.yaml"), StandardCopyOption.REPLACE_EXISTING);
  }

  /** Calls that stayed in the kernel. */
  private double rejected() throws IOException, InterruptedException {
    return metrics().getOrDefault("eyas_pushdown_rejected_total" + LABELS, 0.0);
  }

  private Process flood(double pauseSeconds) throws IOException {
    String[] command =
        {InstalledProgram.require("python3"), "-c", FLOOD, folder.resolve("stop").toString(), Double.toString(pauseSeconds)};
    return new ProcessBuilder(command).redirectOutput(folder.resolve("flood").toFile()).start();
  }

  /** Ends the flood, waits for its last alert and returns the number of marked calls. Each has exactly one alert. */
  private int assertAllSeen(Process flood) throws IOException, InterruptedException {
    Files.createFile(folder.resolve("stop"));
    assertEquals(0, flood.waitFor());
    int marked = Integer.parseInt(eyas.read("flood").strip());
    eyas.await("the last alert", () -> eyas.count("out", "removed /eyas-marked/" + marked + " ") > 0);
    assertEquals(marked, eyas.lines("out", "removed /eyas-marked/").stream().filter(line -> !line.contains("/0 ")).count());
    assertEquals(0, eyas.count("out", "removed /eyas-other/"));
    return marked;
  }

  private String socket() {
    return folder.resolve("control.sock").toString();
  }

  /** The rule for marked calls, and some more. */
  private static String rules(int more) {
    StringBuilder rules = new StringBuilder(RULE.formatted("marked", "marked"));
    for (int i = 0; i < more; i++) {
      rules.append(RULE.formatted("more" + i, "more" + i));
    }
    return rules.toString();
  }

  private Map<String, Double> metrics() throws IOException, InterruptedException {
    return PrometheusText.parse(eyas.get("/metrics", "text/plain")).samples();
  }

  @Test
  void callsThatNoRuleCanMatchStayThereAndNoMatchIsLostWhileRulesChange() throws Exception {
    start("-o", "eyas.pushdown.enabled=true");
    eyas.await("conditions in the kernel", () -> metrics().containsKey("eyas_pushdown_rejected_total" + LABELS));
    Process flood = flood(0.001);
    for (int more = 1; more <= 3; more++) {
      eyas.write("rules.yaml", rules(more));
      String removed = "removed /eyas-more" + (more - 1) + "/";
      eyas.await(removed, () -> eyas.count("out", removed) > 0);
    }
    int marked = assertAllSeen(flood);
    Map<String, Double> metrics = metrics();
    double rejected = Objects.requireNonNull(metrics.get("eyas_pushdown_rejected_total" + LABELS));
    double passed = Objects.requireNonNull(metrics.get("eyas_pushdown_passed_total" + LABELS));
    System.out.printf("%d marked calls; %.0f calls of rmdir stayed in the kernel, %.0f were delivered%n", marked, rejected,
        passed);
    assertTrue(rejected >= 100.0 * marked, "rejected " + rejected);
    assertTrue(passed < 5.0 * marked + 100, "passed " + passed);
    String shown = Program.eyas("sources", "pushdown", "--socket", socket()).run().out();
    assertTrue(shown.lines().anyMatch(line -> line.matches("rmdir +\\d+ +\\d{3,} +9\\d\\.\\d %")), shown);
    String seen = Program.eyas("completeness", "marked", "--json", "--socket", socket()).run().out();
    long filtered = seen.lines().mapToLong(line -> Long.parseLong(line.replaceAll(".*\"filtered\":(\\d+).*", "$1"))).sum();
    String newest = Program.eyas("alerts", "-q", "rule:marked", "-n", "1", "--json", "--socket", socket()).run().out();
    String number = newest.replaceAll("(?s)\\{\"number\":(\\d+),.*", "$1");
    String alert = Program.eyas("alerts", "show", number, "--socket", socket()).run().out();
    assertTrue(alert.contains("The rule saw "), newest + alert);
    assertTrue(filtered >= rejected, filtered + " of " + rejected + " calls that stayed: " + seen);
    assertEquals(0.0, metrics.get("eyas_pushdown_mistakes_total{evt_source=\"syscall\"}"));
  }

  @Test
  void aReloadSwitchesItOnAndOffByAnotherCaptureAndNoMatchIsLost() throws Exception {
    configure(false);
    start("-c", "eyas.yaml");
    Process flood = flood(0.01);
    eyas.await("alerts without it", () -> eyas.count("out", "removed /eyas-marked/") > 50);
    assertEquals(0.0, rejected());
    String switched = "Driver switched to modern_ebpf: its settings changed";
    configure(true);
    eyas.await("the program that judges events", () -> eyas.count("err", switched) == 1 && rejected() > 1_000);
    configure(false);
    eyas.await("the driver without it", () -> eyas.count("err", switched) == 2);
    double stayed = rejected();
    int seen = eyas.count("out", "removed /eyas-marked/");
    eyas.await("more alerts without it", () -> eyas.count("out", "removed /eyas-marked/") > seen + 50);
    assertEquals(stayed, rejected());
    System.out.println(assertAllSeen(flood) + " marked calls across two switches");
  }
}
