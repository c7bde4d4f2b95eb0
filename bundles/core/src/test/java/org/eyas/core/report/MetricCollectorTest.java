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
import org.eyas.core.NoHandover;
import org.eyas.core.StreamSource;
import org.eyas.core.control.SourceControlService;
import org.eyas.core.output.AlertOutputs;
import org.eyas.core.part.BundleFaults;
import org.eyas.core.part.EngineServices;
import org.eyas.core.rule.GenerationBuilder;
import org.eyas.core.rule.RunPreparation;
import org.eyas.core.rule.RunningRules;
import org.eyas.core.setting.DispatchSettings;
import org.eyas.core.setting.EngineSettings;
import org.eyas.core.setting.MetricSettings;
import org.eyas.core.setting.TypedConfig;
import org.eyas.core.source.RunProgressReporter;
import org.eyas.core.source.RunningSourceRegistry;
import org.eyas.core.source.SourceObservers;
import org.eyas.core.source.SourceRunner;
import org.eyas.engine.loop.GenerationPublisher;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The components of the metrics, wired as by the component runtime, during a run. */
@Timeout(60)
class MetricCollectorTest {
  private static final String RULE =
      """
      - rule: opened
        desc: d
        condition: evt.type = openat
        output: "%evt.num"
        priority: INFO
      """;

  private final EngineServices parts = new EngineServices(BundleFaults.outsideFramework());
  private final EngineSettings engine = EngineSettings.of(Map.of("engine.kind", "test", "hostname", "shop"));
  private final StreamSource source = new StreamSource();
  private final Alerts alerts = new Alerts();
  private RunningSourceRegistry running;
  private AlertOutputs outputs;
  private RunningRules rules;
  private SourceRunner runs;

  @BeforeEach
  void wire() {
    outputs = new AlertOutputs(engine, DispatchSettings.of(Map.of()), BundleFaults.outsideFramework(), new NoHandover());
    outputs.bindChannel(alerts, Map.of(OutputChannel.NAME, "test"));
    running = new RunningSourceRegistry(new SourceObservers(outputs, new NoHandover()));
    GenerationBuilder assembly = new GenerationBuilder(parts, engine);
    rules = new RunningRules(parts, engine, assembly, new RunPreparation(parts, engine, assembly));
    RunProgressReporter watch = new RunProgressReporter(engine, new PrintStream(OutputStream.nullOutputStream()));
    runs = new SourceRunner(parts, engine, outputs, watch, running, new NoHandover());
    parts.bindSource(source, Map.of());
    parts.bindRules(() -> List.of(new RuleDocument("dir/test.yaml", RULE)), Map.of());
  }

  @AfterEach
  void end() {
    rules.close();
    outputs.close();
  }

  private MetricCollector metrics(String... groups) {
    MetricSettings settings =
        new MetricSettings(TypedConfig.of(MetricSettings.Config.class, Map.of("groups", groups)));
    return new MetricCollector(settings, new EngineReader(running, rules, outputs, engine, settings),
        BundleFaults.outsideFramework());
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

  private void run(GenerationPublisher assembler) {
    try {
      runs.run(assembler, List.of("syscall"));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void theFiguresOfARunAreAvailableDuringAndAfterIt() throws Exception {
    MetricCollector metrics = metrics("rules", "state", "kernel");
    assertFalse(has(metrics.all(), "eyas_source_events_total"));
    GenerationPublisher assembler = rules.start();
    Thread loop = Thread.ofPlatform().start(() -> run(assembler));
    int events = 5_000;
    source.feed(events);
    ConditionWait.until(() -> value(metrics.all(), "eyas_source_events_total") >= events);
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
    SourceControlService control = new SourceControlService(parts, runs, running, rules);
    GenerationPublisher assembler = rules.start();
    Thread loop = Thread.ofPlatform().start(() -> run(assembler));
    source.feed(1);
    ConditionWait.until(() -> value(metrics("kernel").all(), "eyas_source_events_total") == 1);
    assertFalse(SourceProblems.hasProblem(control.sources().getFirst()));
    source.lose(7);
    source.feed(1);
    ConditionWait.until(() -> SourceProblems.hasProblem(control.sources().getFirst()));
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
    MetricCollector metrics = metrics("plugins");
    metrics.bindSource(
        () -> {
          throw new IllegalStateException("of a test");
        },
        Map.of());
    metrics.bindSource(() -> List.of(Metric.gauge("mine", "h", Map.of(), 7L)), Map.of());
    assertEquals(7, value(metrics.all(), "mine"));
    assertTrue(has(metrics.all(), "falcosecurity_falco_version_info"));
    MetricCollector without = metrics("rules");
    without.bindSource(() -> List.of(Metric.gauge("mine", "h", Map.of(), 7L)), Map.of());
    assertFalse(has(without.all(), "mine"));
  }
}
