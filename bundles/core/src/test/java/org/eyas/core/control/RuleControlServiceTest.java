package org.eyas.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.eyas.api.config.RefusedException;
import org.eyas.api.control.RuleStatus;
import org.eyas.api.control.Trial;
import org.eyas.api.history.PastAlert;
import org.eyas.api.rule.LoadReport;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleProvider;
import org.eyas.api.rule.RuleSetView.State;
import org.eyas.core.NoHandover;
import org.eyas.core.StreamSource;
import org.eyas.core.output.AlertOutputs;
import org.eyas.core.part.BundleFaults;
import org.eyas.core.part.EngineServices;
import org.eyas.core.rule.GenerationBuilder;
import org.eyas.core.rule.RunPreparation;
import org.eyas.core.rule.RunningRules;
import org.eyas.core.setting.DispatchSettings;
import org.eyas.core.setting.EngineSettings;
import org.eyas.core.source.RunProgressReporter;
import org.eyas.core.source.RunningSourceRegistry;
import org.eyas.core.source.SourceObservers;
import org.eyas.core.source.SourceRunner;
import org.eyas.engine.loop.GenerationPublisher;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.ThrowingConsumer;

class RuleControlServiceTest {
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

  private final EngineServices parts = new EngineServices(BundleFaults.outsideFramework());
  private final EngineSettings settings =
      EngineSettings.of(
          Map.of("engine.kind", "test", "priority", "notice", "rules.selection", new String[] {"disable tag:noisy"}));
  private AlertOutputs outputs;
  private RunningRules running;
  private RuleControlService control;
  private SourceObservers observers;
  private RunningSourceRegistry sources;

  @BeforeEach
  void wire() throws Exception {
    outputs = new AlertOutputs(settings, DispatchSettings.of(Map.of()), BundleFaults.outsideFramework(), new NoHandover());
    observers = new SourceObservers(outputs, new NoHandover());
    sources = new RunningSourceRegistry(observers);
    GenerationBuilder assembly = new GenerationBuilder(parts, settings);
    running = new RunningRules(parts, settings, assembly, new RunPreparation(parts, settings, assembly));
    control = new RuleControlService(running, sources, observers);
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
  void beforeTheStartThereAreNoRules() {
    assertEquals(List.of(), control.rules());
    assertEquals(List.of(), control.documents());
  }

  @Test
  void listsEveryRuleInOrderWithItsPositionAndWhyItDoesNotRun() throws Exception {
    running.start();
    assertEquals(
        List.of(
            "first.yaml:1 runs ENABLED ",
            "first.yaml:7 of another source PARKED no event source 'k8s_audit'",
            "first.yaml:13 switched off DISABLED its document has 'enabled: false'",
            "second.yaml:1 not urgent DISABLED the configuration has 'priority: notice'",
            "second.yaml:6 unwanted DISABLED the configuration's 'rules' disable tag noisy"),
        control.rules().stream().map(RuleControlServiceTest::text).toList());
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
  void documentsAreCheckedWhileOtherRulesRun() throws Exception {
    running.start();
    List<RuleStatus> before = control.rules();
    LoadReport wrong = control.validate(List.of(new RuleDocument("x.yaml", FIRST.replace("evt.type", "evt.tpye"))));
    assertFalse(wrong.successful());
    assertTrue(wrong.results().getFirst().errors().getFirst().message().contains("evt.tpye"));
    assertTrue(control.validate(List.of(new RuleDocument("x.yaml", SECOND))).successful());
    assertEquals(before, control.rules());
  }

  @Test
  void aCheckEndsWhenItsCallerIsInterrupted() throws Exception {
    running.start();
    List<RuleDocument> documents = List.of(new RuleDocument("x.yaml", SECOND));
    Thread.currentThread().interrupt();
    RefusedException e = assertThrows(RefusedException.class, () -> control.validate(documents));
    assertTrue(Thread.interrupted());
    assertEquals("interrupted while rules were checked", e.getMessage());
    assertTrue(control.validate(documents).successful());
  }

  @Test
  void aCheckThatTakesTooLongIsRefused() throws Exception {
    running.start();
    settings.apply(EngineSettings.of(Map.of("engine.kind", "test", "limits.seconds", 0)).now());
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      text.append("- {rule: R").append(i)
          .append(", desc: d, output: o, priority: INFO, condition: evt.type = open and proc.pid = ");
      text.append(i).append("}\n");
    }
    RefusedException e =
        assertThrows(RefusedException.class, () -> control.validate(List.of(new RuleDocument("x.yaml", text.toString()))));
    assertEquals("the rules took longer than 0 s to load (eyas.rules.limits.seconds allows more)", e.getMessage());
  }

  private static List<RuleDocument> tried(String condition) {
    String rule =
        "- {rule: tried, desc: d, condition: '" + condition + "', output: 'saw %fd.name', priority: DEBUG, enabled: false}\n";
    return List.of(new RuleDocument("first.yaml", FIRST), new RuleDocument("tried.yaml", rule));
  }

  /** Lets events flow during an action, which gets the journal. */
  private void whileEventsFlow(ThrowingConsumer<JournalService> work) throws Throwable {
    StreamSource source = new StreamSource();
    parts.bindSource(source, Map.of());
    GenerationPublisher assembler = running.start();
    RunProgressReporter watch = new RunProgressReporter(settings, new PrintStream(OutputStream.nullOutputStream()));
    SourceRunner runs = new SourceRunner(parts, settings, outputs, watch, sources, new NoHandover());
    Thread loop = Thread.ofPlatform().start(() -> run(runs, assembler));
    try {
      JournalService journal = new JournalService(observers);
      journal.record(4 << 20, 600);
      ConditionWait.until(() -> journal.span().recording());
      source.feed(50);
      ConditionWait.until(() -> journal.span().events() == 50);
      work.accept(journal);
    } finally {
      source.end();
      loop.join();
    }
  }

  private static void run(SourceRunner runs, GenerationPublisher assembler) {
    try {
      runs.run(assembler, List.of("syscall"));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aRuleIsTriedOnTheJournalWhileOtherRulesRun() throws Throwable {
    whileEventsFlow(
        journal -> {
          Trial trial = control.tryRules(tried("evt.type = openat and fd.name = /f"), "tried", 3);
          assertEquals(50, trial.matches());
          assertEquals(journal.span(), trial.span());
          assertEquals(List.of(50L, 49L, 48L),
              trial.alerts().stream().map(PastAlert::number).sorted(Comparator.reverseOrder()).toList());
          PastAlert newest = trial.alerts().getFirst();
          assertTrue(newest.alert().message().startsWith("saw /f"), newest.alert()::message);
          assertTrue(newest.details().explanation().contains("fd.name = \"/f\"   -> \"/f\""), newest.details()::explanation);
          assertTrue(trial.nearest().startsWith("Rule 'tried' fires for 50 of 50 events"), trial::nearest);
          assertEquals(0, rule("runs").hits(), "matches of the trial are not counted");
          assertTrue(control.rules().stream().noneMatch(rule -> rule.rule().name().equals("tried")));
        });
  }

  @Test
  void aRuleWithoutMatchesIsExplained() throws Throwable {
    whileEventsFlow(
        journal -> {
          Trial trial = control.tryRules(tried("evt.type = openat and fd.name = /g"), "tried", 3);
          assertEquals(0, trial.matches());
          assertEquals(List.of(), trial.alerts());
          assertTrue(trial.nearest().contains("fd.name = \"/g\"   -> \"/f\""), trial::nearest);
          Trial all = control.tryRules(tried("evt.type = openat"), "", 3);
          assertEquals(0, all.matches(), "it is disabled, and no other rule is for openat");
          assertEquals("", all.nearest());
        });
  }

  @Test
  void rulesThatCannotBeTriedAreRefusedWithTheReason() throws Throwable {
    whileEventsFlow(
        journal -> {
          assertRefused("the documents have no rule 'x'", tried("evt.type = open"), "x");
          assertRefused(
              "rule 'of another source' is parked: no event source 'k8s_audit'", tried("evt.type = open"), "of another source");
          String wrong =
              assertThrows(RefusedException.class, () -> control.tryRules(tried("evt.tpye = open"), "tried", 3)).getMessage();
          assertTrue(wrong.contains("evt.tpye") && wrong.contains("tried.yaml"), wrong);
          journal.clear();
          ConditionWait.until(() -> journal.span().events() == 0);
          assertRefused("the journal contains no events; start recording and wait for events", tried("evt.type = open"), "tried");
        });
  }

  private void assertRefused(String message, List<RuleDocument> documents, String rule) {
    assertEquals(
        message, assertThrows(RefusedException.class, () -> control.tryRules(documents, rule, 3)).getMessage());
  }
}
