package org.eyas.core.osgi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.eyas.api.control.RuleStatus;
import org.eyas.api.rule.LoadReport;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleProvider;
import org.eyas.api.rule.RuleSetView.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlledRulesTest {
  private static final String FIRST =
      """
      - rule: runs
        desc: what it is for
        condition: evt.type = open
        output: o
        priority: NOTICE
        tags: [b, a]
      - rule: of another source
        desc: d
        condition: ka.verb = get
        output: o
        priority: NOTICE
        source: k8s_audit
      - rule: switched off
        desc: d
        condition: evt.type = open
        output: o
        priority: NOTICE
        enabled: false
      """;
  private static final String SECOND =
      """
      - rule: not urgent
        desc: d
        condition: evt.type = open
        output: o
        priority: DEBUG
      - rule: unwanted
        desc: d
        condition: evt.type = open
        output: o
        priority: NOTICE
        tags: [noisy]
      """;

  private final EngineParts parts = new EngineParts();
  private final EngineSettings settings =
      EngineSettings.of(
          Map.of("engine.kind", "test", "priority", "notice", "rules.selection", new String[] {"disable tag:noisy"}));
  private Outputs outputs;
  private RunningRules running;
  private ControlledRules control;

  @BeforeEach
  void wire() throws Exception {
    outputs = new Outputs(settings, DispatchSettings.of(Map.of()));
    Assembly assembly = new Assembly(parts, settings);
    running = new RunningRules(parts, settings, assembly, new StartRules(parts, settings, assembly), outputs);
    control = new ControlledRules(running, new RunningSources(new Onlookers(outputs)));
    RuleProvider documents = () -> List.of(new RuleDocument("first.yaml", FIRST), new RuleDocument("second.yaml", SECOND));
    parts.bindRules(documents, Map.of());
  }

  @AfterEach
  void end() {
    running.close();
    outputs.close();
  }

  private RuleStatus rule(String name) {
    return control.rules().stream().filter(rule -> rule.rule().name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void thereIsNoRuleBeforeTheStart() {
    assertEquals(List.of(), control.rules());
    assertEquals(List.of(), control.documents());
  }

  @Test
  void everyRuleIsToldInItsOrderWithItsPlaceAndWhyItDoesNotRun() throws Exception {
    running.start();
    assertEquals(
        List.of(
            "first.yaml:1 runs ENABLED ",
            "first.yaml:7 of another source PARKED no event source 'k8s_audit'",
            "first.yaml:13 switched off DISABLED its document has 'enabled: false'",
            "second.yaml:1 not urgent DISABLED the configuration has 'priority: notice'",
            "second.yaml:6 unwanted DISABLED the configuration's 'rules' disable tag noisy"),
        control.rules().stream().map(ControlledRulesTest::text).toList());
    assertEquals(List.of("a", "b"), rule("runs").rule().tags());
    assertEquals("what it is for", rule("runs").rule().description());
    assertEquals(State.PARKED, control.active().rules().get(1).state());
    assertEquals(List.of("first.yaml", "second.yaml"), control.documents().stream().map(RuleDocument::name).toList());
  }

  private static String text(RuleStatus status) {
    return status.document() + ":" + status.line() + " " + status.rule().name() + " " + status.rule().state() + " "
        + status.rule().reason();
  }

  @Test
  void documentsAreLookedAtBesideTheRulesThatRun() throws Exception {
    running.start();
    List<RuleStatus> before = control.rules();
    LoadReport wrong = control.validate(List.of(new RuleDocument("x.yaml", FIRST.replace("evt.type", "evt.tpye"))));
    assertFalse(wrong.successful());
    assertTrue(wrong.results().getFirst().errors().getFirst().message().contains("evt.tpye"));
    assertTrue(control.validate(List.of(new RuleDocument("x.yaml", SECOND))).successful());
    assertEquals(before, control.rules());
  }
}
