package org.eyas.core.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceInfo;
import org.eyas.core.NoHandover;
import org.eyas.core.output.AlertOutputs;
import org.eyas.core.part.BundleFaults;
import org.eyas.core.part.EngineServices;
import org.eyas.core.rule.GenerationBuilder;
import org.eyas.core.rule.RunPreparation;
import org.eyas.core.rule.RunningRules;
import org.eyas.core.setting.DispatchSettings;
import org.eyas.core.setting.EngineSettings;
import org.eyas.testkit.QuietCapture;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How long sources without events run. */
@Timeout(60)
class SourceRunnerTest {
  private static final String RULE =
      "- rule: opened\n  desc: d\n  condition: evt.type = openat\n  output: o\n  priority: INFO\n";
  private static final double LIMIT_SECONDS = 0.3;

  private static final class Silent implements EventSource {
    @Override
    public SourceInfo info() {
      return new SourceInfo("silent", "side", true, "");
    }

    @Override
    public Capture open(CaptureRequest wanted) {
      return new QuietCapture() {
        @Override
        public int poll(EventSink sink, int limit) {
          try {
            TimeUnit.MILLISECONDS.sleep(1);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return 0;
        }
      };
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"syscall", "side", "absent"})
  void aTimeLimitEndsThemToo(String enabled) throws Exception {
    EngineSettings settings =
        EngineSettings.of(
            Map.of(
                "engine.kind", "nodriver", "sources.enabled", new String[] {enabled},
                "duration.limit.seconds", LIMIT_SECONDS, "syscall.event.timeouts.max.consecutives", 1L));
    EngineServices parts = new EngineServices(BundleFaults.outsideFramework());
    parts.bindSource(new NoDriverSource(), Map.of());
    parts.bindSource(new Silent(), Map.of());
    parts.bindRules(() -> List.of(new RuleDocument("test.yaml", RULE)), Map.of());
    GenerationBuilder assembly = new GenerationBuilder(parts, settings);
    AlertOutputs outputs =
        new AlertOutputs(settings, DispatchSettings.of(Map.of()), BundleFaults.outsideFramework(), new NoHandover());
    RunningRules rules = new RunningRules(parts, settings, assembly, new RunPreparation(parts, settings, assembly));
    RunProgressReporter watch = new RunProgressReporter(settings, new PrintStream(OutputStream.nullOutputStream()));
    RunningSourceRegistry running = new RunningSourceRegistry(new SourceObservers(outputs, new NoHandover()));
    List<String> alerts = new CopyOnWriteArrayList<>();
    outputs.dispatcher().setAlertListener(alert -> alerts.add(alert.rule()));
    SourceRunner runs = new SourceRunner(parts, settings, outputs, watch, running, new NoHandover());
    try {
      long begin = System.nanoTime();
      List<String> lines = runs.run(rules.start(), List.of(enabled));
      assertTrue(System.nanoTime() - begin >= LIMIT_SECONDS * 1e9);
      assertEquals("Events detected: 0", lines.getFirst());
    } finally {
      rules.close();
      outputs.close();
    }
    assertEquals(List.of(), alerts, "nobody waits for events of no driver");
  }
}
