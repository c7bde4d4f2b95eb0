package org.eyas.core.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.control.SourceStatus;
import org.eyas.api.metric.Metric;
import org.eyas.api.rule.RuleDocument;
import org.eyas.core.Alerts;
import org.eyas.core.StreamSource;
import org.eyas.core.control.ControlledSources;
import org.eyas.core.output.Outputs;
import org.eyas.core.part.EngineParts;
import org.eyas.core.part.Faults;
import org.eyas.core.NoHandover;
import org.eyas.core.rule.Assembly;
import org.eyas.core.rule.RunningRules;
import org.eyas.core.rule.StartRules;
import org.eyas.core.setting.DispatchSettings;
import org.eyas.core.setting.EngineSettings;
import org.eyas.core.setting.MetricSettings;
import org.eyas.core.setting.TypedConfig;
import org.eyas.core.source.CaptureWatch;
import org.eyas.core.source.Observers;
import org.eyas.core.source.RunningSources;
import org.eyas.core.source.SourceRuns;
import org.eyas.engine.loop.Assembler;
import org.eyas.testkit.Waiting;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The components of the metrics, wired as by the component runtime, during a run. */
@Timeout(60)
class AllMetricsTest {
  private static final String RULE =
      """
      - rule: opened
        desc: d
        condition: evt.type = openat
        output: "%evt.num"
        priority: INFO
      """;

  private final EngineParts parts = new EngineParts(Faults.outsideFramework());
  private final EngineSettings engine = EngineSettings.of(Map.of("engine.kind", "test", "hostname", "shop"));
  private final StreamSource source = new StreamSource();
  private final Alerts alerts = new Alerts();
  private RunningSources running;
  private Outputs outputs;
  private RunningRules rules;
  private SourceRuns runs;

  @BeforeEach
  void wire() {
    outputs = new Outputs(engine, DispatchSettings.of(Map.of()), Faults.outsideFramework(), new NoHandover());
    outputs.bindChannel(alerts, Map.of(OutputChannel.NAME, "test"));
    running = new RunningSources(new Observers(outputs, new NoHandover()));
    Assembly assembly = new Assembly(parts, engine);
    rules = new RunningRules(parts, engine, assembly, new StartRules(parts, engine, assembly));
    CaptureWatch watch = new CaptureWatch(engine, new PrintStream(OutputStream.nullOutputStream()));
    runs = new SourceRuns(parts, engine, outputs, watch, running, new NoHandover());
    parts.bindSource(source, Map.of());
    parts.bindRules(() -> List.of(new RuleDocument("dir/test.yaml", RULE)), Map.of());
  }

  @AfterEach
  void end() {
    rules.close();
    outputs.close();
  }

  private AllMetrics metrics(String... groups) {
    MetricSettings settings =
        new MetricSettings(TypedConfig.of(MetricSettings.Config.class, Map.of("groups", groups)));
    return new AllMetrics(settings, new EngineReadings(running, rules, outputs, engine, settings), Faults.outsideFramework());
  }

  private static double value(List<Metric> metrics, String name) {
    return metrics.stream()
        .filter(metric -> metric.name().equals(name))
        .mapToDouble(metric -> metric.value().doubleValue())
        .sum();
  }

  private static boolean has(List<Metric> metrics, String name) {
    return metrics.stream().anyMatch(metric -> metric.name().equals(name));
  }

  private void run(Assembler assembler) {
    try {
      runs.run(assembler, List.of("syscall"));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theFiguresOfARunAreAvailableDuringAndAfterIt() throws Exception {
    AllMetrics metrics = metrics("rules", "state", "kernel");
    assertFalse(has(metrics.all(), "eyas_source_events_total"));
    Assembler assembler = rules.start();
    Thread loop = Thread.ofPlatform().start(() -> run(assembler));
    int events = 5_000;
    source.feed(events);
    Waiting.until(() -> value(metrics.all(), "eyas_source_events_total") >= events);
    source.end();
    loop.join();
    outputs.dispatcher().drain(10_000);
    List<Metric> after = metrics.all();
    assertEquals(events, value(after, "eyas_source_events_total"));
    assertEquals(events, value(after, "falcosecurity_falco_rules_matches_total"));
    assertEquals(events, value(after, "eyas_output_alerts_sent_total"));
    assertTrue(value(after, "eyas_rules_events_total") > 0);
    assertTrue(has(after, "falcosecurity_scap_n_threads_total"));
    assertFalse(has(after, "falcosecurity_falco_memory_rss_bytes"));
    assertTrue(
        after.stream().anyMatch(metric -> "test.yaml".equals(metric.labels().get("file_name"))),
        "a rules file has its name without the folder");
  }

  @Test
  void lossesOfASourceAreInTheMetricsAndInHealth() throws Exception {
    ControlledSources control = new ControlledSources(parts, runs, running, rules);
    Assembler assembler = rules.start();
    Thread loop = Thread.ofPlatform().start(() -> run(assembler));
    source.feed(1);
    Waiting.until(() -> value(metrics("kernel").all(), "eyas_source_events_total") == 1);
    assertFalse(SourceProblems.hasProblem(control.sources().getFirst()));
    source.lose(7);
    source.feed(1);
    Waiting.until(() -> SourceProblems.hasProblem(control.sources().getFirst()));
    SourceStatus status = control.sources().getFirst();
    assertEquals(SourceStatus.State.RUNNING, status.state());
    assertTrue(status.reason().startsWith("7 system calls were lost since the start, "), status.reason());
    assertEquals(7, status.lost());
    assertEquals(7, value(metrics("kernel").all(), "falcosecurity_scap_n_drops_total"));
    source.end();
    loop.join();
  }

  @Test
  void aBundleThatFailsDoesNotAffectOthers() {
    AllMetrics metrics = metrics("plugins");
    metrics.bindSource(
        () -> {
          throw new IllegalStateException("of a test");
        },
        Map.of());
    metrics.bindSource(() -> List.of(Metric.gauge("mine", "h", Map.of(), 7L)), Map.of());
    assertEquals(7, value(metrics.all(), "mine"));
    assertTrue(has(metrics.all(), "falcosecurity_falco_version_info"));
    AllMetrics without = metrics("rules");
    without.bindSource(() -> List.of(Metric.gauge("mine", "h", Map.of(), 7L)), Map.of());
    assertFalse(has(without.all(), "mine"));
  }
}
