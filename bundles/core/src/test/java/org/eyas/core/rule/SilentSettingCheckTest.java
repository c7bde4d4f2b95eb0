package org.eyas.core.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleProvider;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceInfo;
import org.eyas.core.NoHandover;
import org.eyas.core.output.AlertOutputs;
import org.eyas.core.part.BundleFaults;
import org.eyas.core.part.EngineServices;
import org.eyas.core.setting.DispatchSettings;
import org.eyas.core.setting.EngineSettings;
import org.eyas.testkit.QuietCapture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A start or a reload warns of settings with which no alert is ever raised. */
@Timeout(60)
class SilentSettingCheckTest {
  private static final String RULES =
      rule("one", "INFO", "tags: [a]") + rule("two", "NOTICE", "tags: [b]") + rule("three", "ERROR", "enabled: false");

  private final EngineServices parts = new EngineServices(BundleFaults.outsideFramework());
  private final List<String> warnings = new ArrayList<>();

  private static String rule(String name, String priority, String more) {
    return "- rule: %s\n  desc: d\n  condition: evt.type = openat\n  output: o\n  priority: %s\n  %s\n".formatted(name, priority,
        more);
  }

  /** Returns the text in its configuration. */
  private record Texts(String text) implements RuleProvider {
    @Override
    public List<RuleDocument> documents() {
      return List.of(new RuleDocument("test.yaml", text));
    }

    @Override
    public List<RuleDocument> documents(Map<String, Object> configuration) {
      return List.of(new RuleDocument("test.yaml", String.valueOf(configuration.get("text"))));
    }
  }

  private static final class Side implements EventSource {
    @Override
    public SourceInfo info() {
      return new SourceInfo("side", "side", true, "");
    }

    @Override
    public Capture open(CaptureRequest wanted) {
      return new QuietCapture();
    }
  }

  private static EngineSettings settings(Object... more) {
    Map<String, Object> all = new HashMap<>(Map.of("engine.kind", "test"));
    for (int i = 0; i < more.length; i += 2) {
      all.put((String) more[i], more[i + 1]);
    }
    return EngineSettings.of(all);
  }

  private List<String> started(String rules, Object... more) throws Exception {
    EngineSettings settings = settings(more);
    parts.bindRules(new Texts(rules), Map.of());
    new RunPreparation(parts, settings, new GenerationBuilder(parts, settings), warnings::add).load();
    return warnings;
  }

  @Test
  void noWarningIfARuleCanFire() throws Exception {
    assertEquals(List.of(), started(RULES));
  }

  @Test
  void warnsOfAPriorityThatDisablesAllRules() throws Exception {
    assertEquals(
        List.of("No alert will be raised: no rule is enabled; disabled: 3 (the configuration has 'priority: emergency')"),
        started(RULES, "priority", "emergency"));
  }

  @Test
  void eachReasonIsListedOnce() throws Exception {
    assertEquals(
        List.of(
            "No alert will be raised: no rule is enabled; disabled: 1 (its document has 'enabled: false'),"
                + " 1 (the configuration's 'rules' disable rule t*), 1 (the configuration's 'rules' disable tag a)"),
        started(RULES.replace("three", "off"), "rules.selection", new String[] {"disable tag:a", "disable rule:t*"}));
  }

  @Test
  void warnsOfAStartWithoutADriverAndOtherSources() throws Exception {
    assertEquals(
        List.of(
            "No alert will be raised: engine.kind is 'nodriver', which delivers no system calls, and all enabled rules are for syscall"),
        started(RULES, "engine.kind", "nodriver"));
  }

  @Test
  void noWarningWithoutADriverIfThereAreRulesForAnotherSource() throws Exception {
    parts.bindSource(new Side(), Map.of());
    String aside = "- rule: s\n  desc: d\n  condition: evt.num > 0\n  output: o\n  priority: INFO\n  source: side\n";
    assertEquals(List.of(), started(RULES + aside, "engine.kind", "nodriver"));
  }

  @Test
  void warnsOfSourcesWithoutRules() throws Exception {
    parts.bindSource(new Side(), Map.of());
    assertEquals(
        List.of(
            "No alert will be raised: the only enabled event sources are side (--enable-source, --disable-source), and all enabled rules"
                + " are for syscall"),
        started(RULES, "sources.disabled", new String[] {"syscall"}));
  }

  @Test
  void warnsOfRulesWithStepsOfASourceThatIsNotEnabled() throws Exception {
    parts.bindSource(new Side(), Map.of());
    String joined =
        """
        - rule: joined
          desc: d
          sequence:
            within: 1m
            steps:
              - {name: ask, source: side, condition: evt.num > 0}
              - {name: call, condition: evt.type = openat}
          output: o
          priority: INFO
        """;
    assertEquals(List.of(), started(RULES + joined));
    assertEquals(
        List.of(
            "These rules cannot fire, because they have steps of event sources that are not enabled (side); enable the sources or"
                + " disable the rules: 'joined'"),
        started(RULES + joined, "sources.disabled", new String[] {"side"}));
  }

  @Test
  void warnsOfCapturesWithoutARuleThatAsksForThem() throws Exception {
    assertEquals(
        List.of(
            "capture.enabled is true, but no capture is written: no enabled rule has 'capture: true' (or set capture.mode to all_rules)"),
        started(RULES, "capture.enabled", true));
    warnings.clear();
    assertEquals(List.of(), started(RULES, "capture.enabled", true, "capture.mode", "all_rules"));
  }

  @Test
  void warnsOfAReloadThatDisablesAllRules() throws Exception {
    EngineSettings settings = settings();
    parts.bindRules(new Texts(RULES), Map.of("service.pid", "test.rules"));
    GenerationBuilder assembly = new GenerationBuilder(parts, settings);
    RunningRules rules =
        new RunningRules(parts, settings, assembly, new RunPreparation(parts, settings, assembly, warnings::add));
    AlertOutputs outputs =
        new AlertOutputs(settings, DispatchSettings.of(Map.of()), BundleFaults.outsideFramework(), new NoHandover());
    try {
      rules.start();
      Map<String, Map<String, Object>> next =
          Map.of(
              "test.rules", Map.of("text", RULES), "org.eyas.engine", Map.of("engine.kind", "test"),
              "org.eyas.rules", Map.of("priority", "alert"));
      new RuleReload(rules, parts, settings, outputs).prepare(next).publish();
      assertEquals(
          List.of("No alert will be raised: no rule is enabled; disabled: 3 (the configuration has 'priority: alert')"),
          warnings);
    } finally {
      rules.close();
      outputs.close();
    }
  }
}
