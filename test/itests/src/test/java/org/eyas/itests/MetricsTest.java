package org.eyas.itests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.TestCertificates;
import org.eyas.testkit.reference.FalcoMetricTable;
import org.eyas.testkit.reference.PrometheusText;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Metrics of the program as shipped: scraped, and as snapshots. */
@Timeout(120)
class MetricsTest {
  private static final String RULE =
      """
      - rule: opened
        desc: d
        condition: evt.type = openat
        output: opened %evt.arg.name
        priority: WARNING
        tags: [files, T1]
      """;
  private static final Pattern METRIC = Pattern.compile("\\b(?:falcosecurity|eyas|jvm|process)_[a-z0-9_]+\\b");

  /** The warnings of promtool about names of Falco and of Java. */
  private static final Pattern KNOWN =
      Pattern.compile("(falcosecurity_\\w+|jvm_\\w+) (non-counter metrics should not have \"_total\" suffix|use base unit .*)");

  /** Metrics that a run without events does not have. */
  private static final Set<String> ONLY_LIVE =
      Set.of(
          "falcosecurity_falco_rules_matches_total", "falcosecurity_scap_n_evts_cpu_total",
          "falcosecurity_scap_n_drops_cpu_total", "eyas_rules_seconds_total", "eyas_rules_events_total",
          "eyas_rule_seconds_total", "eyas_rule_tests_total", "eyas_pushdown_passed_total",
          "eyas_pushdown_rejected_total");

  /** Metrics of rules that missed an event or could not decide one, and of processes that lost events. */
  private static final Set<String> ONLY_AFTER_LOSSES =
      Set.of(
          "eyas_rule_events_seen_total", "eyas_rule_events_lost_total", "eyas_rule_events_undecided_total",
          "eyas_source_events_lost_by_tree_total");

  @TempDir private Path folder;
  @AutoClose private final EyasRun eyas = new EyasRun(() -> folder);

  private void start(String... options) throws IOException {
    eyas.write("rules.yaml", RULE);
    eyas.write("more.yaml", "log_level: info\n");
    eyas.start(
        Program.eyas("-r", "rules.yaml", "-o", "config_files=more.yaml")
            .and("-o", "webserver=" + eyas.webserver(), "-o", "metrics.enabled=true")
            .and(options));
  }

  private void stop() throws Exception {
    eyas.process().destroy();
    eyas.awaitEnd();
  }

  private String scraped(String metric) {
    AtomicReference<String> text = new AtomicReference<>("");
    ConditionWait.until(
        eyas.process(),
        () -> {
          text.set(eyas.get("/metrics", "text/plain"));
          return text.get().contains("\n" + metric);
        },
        () -> metric + " does not come; " + text + eyas.err());
    return text.get();
  }

  @Test
  void scrapeOfARunWithoutADriverIsCorrect() throws Exception {
    start("-o", "engine.kind=nodriver");
    String text = scraped("falcosecurity_scap_n_threads_total ");
    String open = eyas.get("/metrics", "application/openmetrics-text; version=1.0.0");
    stop();
    assertTrue(open.endsWith("# EOF\n"), open);
    PrometheusText parsed = PrometheusText.parse(text);
    assertEquals(1.0, parsed.samples().get("falcosecurity_falco_version_info{version=\"0.44.1\"}"));
    assertEquals(
        1.0, parsed.samples().get("falcosecurity_scap_engine_name_info{engine_name=\"nodriver\",evt_source=\"syscall\"}"));
    assertEquals(0.0, parsed.samples().get("falcosecurity_scap_n_drops_buffer_total{dir=\"exit\",drop=\"open\"}"));
    assertEquals(0.0, parsed.samples().get("eyas_output_alerts_waiting{output=\"stdout\"}"));
    assertTrue(parsed.samples().get("falcosecurity_falco_memory_rss_bytes") > 10_000_000);
    String sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(RULE.getBytes(UTF_8)));
    assertEquals(
        1.0,
        parsed.samples().get("falcosecurity_falco_sha256_rules_files_info{file_name=\"rules.yaml\",sha256=\"" + sum + "\"}"));
    String page = Files.readString(Dist.checkout().resolve("docs/metrics.md"));
    parsed.types().keySet().stream()
        .filter(name -> name.startsWith("falcosecurity_") || name.startsWith("eyas_"))
        .forEach(name -> assertTrue(page.contains("`" + name + "`"), name + " is not in docs/metrics.md"));
    assertEquals(List.of(), FalcoMetricTable.read().differences(parsed.served(), "always"));
    Set<String> used = usedInDocs();
    used.removeAll(parsed.types().keySet());
    used.removeAll(ONLY_LIVE);
    used.removeAll(ONLY_AFTER_LOSSES);
    assertEquals(Set.of(), used, "names that docs/ uses and no scrape has");
  }

  @Test
  void scrapeOverTlsIsCorrect() throws Exception {
    assumeTrue(TestCertificates.possible(), "no openssl: a scrape over TLS is not tested");
    TestCertificates made = TestCertificates.in(folder.resolve("pki"));
    Path pem = folder.resolve("server.pem");
    Files.writeString(
        pem, Files.readString(Path.of(made.path("server.key"))) + Files.readString(Path.of(made.path("server.crt"))));
    start("-o", "engine.kind=nodriver", "-o", "webserver.ssl_enabled=true", "-o", "webserver.ssl_certificate=" + pem);
    String metric = "falcosecurity_scap_n_threads_total ";
    HttpRequest request = HttpRequest.newBuilder(URI.create("https://localhost:" + eyas.webPort() + "/metrics")).build();
    try (HttpClient client = HttpClient.newBuilder().sslContext(made.server("server")).build()) {
      eyas.await("a scrape over TLS", () -> client.send(request, BodyHandlers.ofString()).body().contains(metric));
    }
    stop();
  }

  /** The names in the dashboard and the alerting rules; those of a summary's parts count as the summary's. */
  private static Set<String> usedInDocs() throws IOException {
    Set<String> names = new TreeSet<>();
    for (String file : List.of("deploy/helm/eyas/files/grafana-dashboard.json", "docs/prometheus-alerts.yaml")) {
      Matcher name = METRIC.matcher(Files.readString(Dist.checkout().resolve(file)));
      int before = names.size();
      while (name.find()) {
        names.add(name.group().replaceFirst("_seconds_(sum|count)$", "_seconds"));
      }
      assertTrue(names.size() > before, file);
    }
    return names;
  }

  @Test
  void promtoolAcceptsTheScrapeAndTheAlertingRules() throws Exception {
    assumeTrue(hasPromtool(), "skipped: no promtool on this machine (apt-get install promtool)");
    start("-o", "engine.kind=nodriver");
    String text = scraped("falcosecurity_scap_n_threads_total ");
    stop();
    Path scrape = Files.writeString(folder.resolve("scrape"), text);
    int exit = promtool(scrape, "check", "metrics");
    List<String> complaints = eyas.lines("promtool").stream().filter(line -> !KNOWN.matcher(line).matches()).toList();
    assertEquals(List.of(), complaints);
    assertTrue(exit == 0 || exit == 3, "promtool check metrics: " + exit); // 3: it has warnings, see KNOWN
    String rules = Dist.checkout().resolve("docs/prometheus-alerts.yaml").toString();
    assertEquals(0, promtool(scrape, "check", "rules", rules), () -> eyas.read("promtool"));
  }

  private boolean hasPromtool() throws Exception {
    try {
      return promtool(Files.createFile(folder.resolve("empty")), "--version") == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private int promtool(Path in, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("promtool"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectInput(in.toFile())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("promtool").toFile())
        .start()
        .waitFor();
  }

  @Test
  void aLiveRunCountsEventsOfEachProcessorAndAlertsOfEachRule() throws Exception {
    assumeTrue(
        Files.exists(Path.of("/sys/kernel/btf/vmlinux")) && "root".equals(System.getProperty("user.name")),
        "skipped: the probe needs root and a kernel that describes its types");
    start("-o", "engine.kind=modern_ebpf", "-o", "metrics.kernel_event_counters_per_cpu_enabled=true", "-o",
        "eyas.pushdown.enabled=true");
    scraped("falcosecurity_scap_n_evts_cpu_total");
    for (int i = 0; i < 3_000; i++) {
      Files.writeString(folder.resolve("opened"), "again");
    }
    scraped("eyas_rules_seconds_total");
    PrometheusText parsed = PrometheusText.parse(scraped("eyas_pushdown_rejected_total")); // the probe counts once it decides
    stop();
    assertTrue(parsed.samples().get("falcosecurity_scap_n_evts_total") > 0);
    assertTrue(parsed.samples().get("falcosecurity_scap_n_threads_total") > 1);
    String labels = "{priority=\"4\",rule_name=\"opened\",source=\"syscall\",tag_T1=\"true\",tag_files=\"true\"}";
    assertTrue(parsed.samples().get("falcosecurity_falco_rules_matches_total" + labels) > 0);
    assertTrue(parsed.types().keySet().containsAll(ONLY_LIVE), parsed.types()::toString);
    assertEquals(List.of(), FalcoMetricTable.read().differences(parsed.served(), "always", "rules", "processors"));
    String engine = "falcosecurity_scap_engine_name_info{engine_name=\"modern_bpf\",evt_source=\"syscall\"}";
    assertTrue(parsed.samples().containsKey(engine), engine);
  }

  @Test
  void snapshotsOfAReplayAreAlertsAndLinesWithTheSameFields() throws Exception {
    eyas.write("rules.yaml", RULE);
    eyas.write("more.yaml", "json_output: true\n");
    String all = "\"falco.rules.matches_total\":2048,\"falco.rules.opened\":2048";
    String last; // taken while all bundles run: at the end some may have stopped before
    try (CaptureFeed capture = CaptureFeed.in(folder)) {
      eyas.replay(
          capture, "-o", "config_files=more.yaml",
          "-o", "metrics={enabled: true, interval: 200ms, include_empty_values: true,"
              + " output_rule: true, output_file: metrics.jsonl}");
      capture.feed(2 * CaptureFeed.BATCH);
      eyas.await("three snapshots", () -> eyas.lines("metrics.jsonl").size() >= 3);
      eyas.await("a snapshot after all events", () -> !laterSnapshots(all).isEmpty());
      last = laterSnapshots(all).getFirst();
    }
    eyas.awaitEnd();
    List<String> written = eyas.lines("metrics.jsonl");
    List<String> raised = eyas.lines("out", "\"rule\":\"Falco internal: metrics snapshot\"");
    assertTrue(Math.abs(raised.size() - written.size()) <= 1, raised.size() + " alerts, " + written.size() + " lines");
    for (int i = 0; i < 3; i++) {
      assertTrue(written.get(i).startsWith("{\"output_fields\":{\"evt.hostname\":\""), written.get(i));
      assertTrue(written.get(i).endsWith("},\"sample\":" + i + "}"), written.get(i));
      String fields = written.get(i).substring(0, written.get(i).lastIndexOf(",\"sample\""));
      assertTrue(raised.get(i).contains(fields.substring(1)), raised.get(i));
      assertTrue(raised.get(i).contains("\"priority\":\"Informational\"") && raised.get(i).contains("\"source\":\"internal\""));
    }
    assertEquals(List.of(), FalcoMetricTable.read().fieldDifferences(fieldsOf(last), "always", "later", "rules"));
  }

  /** The complete lines of snapshots with a text. The first snapshot has no rates: there is none before it. */
  private List<String> laterSnapshots(String text) throws IOException {
    return eyas.lines("metrics.jsonl", text).stream()
        .filter(line -> line.endsWith("}") && !line.endsWith("\"sample\":0}"))
        .toList();
  }

  private static Map<String, Object> fieldsOf(String line) {
    Map<String, Object> fields = new TreeMap<>();
    JsonParser.parseString(line).getAsJsonObject().getAsJsonObject("output_fields").asMap().forEach((name, value) -> {
      JsonPrimitive reported = value.getAsJsonPrimitive();
      fields.put(name, reported.isNumber() ? reported.getAsNumber() : reported.getAsString());
    });
    return fields;
  }

  @Test
  void metricsThatGoNowhereEndTheStartWithOneLine() throws Exception {
    Program.Result result = Program.quietEyas("-o", "metrics.enabled=true", "-o", "metrics.output_rule=false").in(folder).run();
    assertEquals(1, result.exitCode());
    assertTrue(result.err().contains("metrics are enabled but go nowhere (set metrics.output_rule, metrics.output_file"),
        result.err());
  }
}
