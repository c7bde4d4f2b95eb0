package org.eyas.core.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.config.RefusedException;
import org.eyas.api.config.Reload.Candidate;
import org.eyas.api.data.Text;
import org.eyas.api.event.ParamDefinition.Format;
import org.eyas.api.event.ValueType;
import org.eyas.api.field.FieldClass;
import org.eyas.api.field.FieldDefinition;
import org.eyas.api.field.FieldDefinition.Argument;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.eyas.api.process.Enricher;
import org.eyas.api.rule.RuleDocument;
import org.eyas.api.rule.RuleProvider;
import org.eyas.core.Alerts;
import org.eyas.core.NoHandover;
import org.eyas.core.StreamSource;
import org.eyas.core.output.AlertOutputs;
import org.eyas.core.part.BundleFaults;
import org.eyas.core.part.EngineServices;
import org.eyas.core.setting.DispatchSettings;
import org.eyas.core.setting.EngineException;
import org.eyas.core.setting.EngineSettings;
import org.eyas.core.source.RunProgressReporter;
import org.eyas.core.source.RunningSourceRegistry;
import org.eyas.core.source.SourceObservers;
import org.eyas.core.source.SourceRunner;
import org.eyas.engine.loop.GenerationPublisher;
import org.eyas.engine.loop.RuleGeneration;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.rules.ParkedRule;
import org.eyas.testkit.ConditionWait;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The components of the engine, wired as by the component runtime, but without it. */
class RunningRulesTest {
  private static final String PID = "test.rules";

  private final EngineServices parts = new EngineServices(BundleFaults.outsideFramework());
  private final EngineSettings settings = EngineSettings.of(Map.of("engine.kind", "test"));
  private final StreamSource source = new StreamSource();
  private final Alerts alerts = new Alerts();
  private AlertOutputs outputs;
  private RunningRules rules;
  private RuleReload reload;

  @BeforeEach
  void wire() {
    outputs = new AlertOutputs(settings, DispatchSettings.of(Map.of()), BundleFaults.outsideFramework(), new NoHandover());
    outputs.bindChannel(alerts, Map.of(OutputChannel.NAME, "test"));
    GenerationBuilder assembly = new GenerationBuilder(parts, settings);
    rules = new RunningRules(parts, settings, assembly, new RunPreparation(parts, settings, assembly));
    reload = new RuleReload(rules, parts, settings, outputs);
    parts.bindSource(source, Map.of());
  }

  @AfterEach
  void end() {
    rules.close();
    outputs.close();
  }

  private static String rule(String name, String condition) {
    return """
        - rule: %s
          desc: d
          condition: %s
          output: "%%evt.num %%evt.arg.name"
          priority: INFO
        """
        .formatted(name, condition);
  }

  /** Returns the text in its configuration. */
  private static final class Texts implements RuleProvider {
    private volatile String text;
    private volatile boolean broken;

    Texts(String text) {
      this.text = text;
    }

    @Override
    public List<RuleDocument> documents() {
      if (broken) {
        throw new IllegalStateException("broken");
      }
      return documents(Map.of("text", text));
    }

    @Override
    public List<RuleDocument> documents(Map<String, Object> configuration) {
      return List.of(new RuleDocument("test.yaml", String.valueOf(configuration.get("text"))));
    }
  }

  private void offer(String text) {
    parts.bindRules(new Texts(text), Map.of("service.pid", PID));
  }

  private Candidate prepare(String text) throws RefusedException {
    return prepare(text, Map.of("engine.kind", "test"));
  }

  private Candidate prepare(String text, Map<String, Object> settings) throws RefusedException {
    return reload.prepare(
        Map.of(
            PID, Map.of("text", text), "org.eyas.engine", settings, "org.eyas.rules", settings, "org.eyas.alerts", settings));
  }

  private static List<String> names(RuleGeneration generation) {
    return generation.loaded().rules().stream().map(LoadedRule::name).toList();
  }

  @Test
  void rulesAreTreesAtTheStartAndBecomeGeneratedClasses() throws Exception {
    offer(rule("one", "evt.type = openat"));
    GenerationPublisher generations = rules.start();
    RuleGeneration trees = generations.get();
    assertTrue(trees.hasTrees());
    ConditionWait.until(() -> !generations.get().hasTrees());
    assertSame(trees.counts(), generations.get().counts());
    assertTrue(prepare(rule("two", "evt.type = openat")).changed());
  }

  @Test
  void noEventIsLostOrEvaluatedTwiceWhileRulesAreReplacedRepeatedly() throws Exception {
    int events = 400_000;
    int reloads = 30;
    offer(rule("first", "evt.type = openat"));
    GenerationPublisher assembler = rules.start();
    Thread loop = Thread.ofPlatform().start(() -> run(assembler));
    source.feed(1);
    ConditionWait.until(() -> alerts.rules().contains("first"));
    int refused = 0;
    for (int i = 0; i < reloads; i++) {
      source.feed(events / reloads / 2);
      String name = "rule " + i % 4;
      boolean bad = i % 3 == 2;
      try {
        prepare(rule(name, bad ? "nonsense = 1" : "evt.type = openat")).publish();
        source.feed(1);
        ConditionWait.until(() -> alerts.rules().contains(name));
      } catch (RefusedException e) {
        assertTrue(bad, e.getMessage());
        refused++;
      }
      source.feed(events / reloads / 2);
    }
    source.end();
    loop.join();
    outputs.dispatcher().drain(60_000);
    assertEquals(reloads / 3, refused);
    long fed = source.fed();
    assertEquals("Events detected: " + fed, assembler.get().counts().lines().getFirst());
    assertEquals(fed, alerts.texts().size());
    List<String> expected = new ArrayList<>();
    for (int i = 1; i <= fed; i++) {
      expected.add(i + " /f");
    }
    assertEquals(expected, alerts.texts(), "each event once and in order");
    assertEquals(Set.of("first", "rule 0", "rule 1", "rule 2", "rule 3"), alerts.rules());
  }

  private void run(GenerationPublisher assembler) {
    try {
      RunProgressReporter watch = new RunProgressReporter(settings, new PrintStream(OutputStream.nullOutputStream()));
      RunningSourceRegistry running = new RunningSourceRegistry(new SourceObservers(outputs, new NoHandover()));
      new SourceRunner(parts, settings, outputs, watch, running, new NoHandover()).run(assembler, List.of("syscall"));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aRefusedCandidateChangesNothingAndSaysWhy() throws Exception {
    offer(rule("a", "evt.type = openat"));
    GenerationPublisher assembler = rules.start();
    RuleGeneration before = assembler.get();
    RefusedException refusal =
        assertThrows(
            RefusedException.class,
            () -> prepare(rule("b", "evt.type = openat and x.y = 1"), Map.of("json.output", true)));
    assertTrue(refusal.getMessage().contains("LOAD_ERR_COMPILE_CONDITION"), refusal.getMessage());
    assertSame(before, assembler.get());
    assertFalse(settings.json());
    assertThrows(RefusedException.class, () -> prepare(""), "no rules at all");
  }

  @Test
  void aConfigurationWithTheSameMeaningIsNotReloaded() throws Exception {
    offer(rule("a", "evt.type = openat"));
    rules.start();
    assertFalse(prepare(rule("a", "evt.type = openat")).changed());
    assertTrue(prepare(rule("a", "evt.type = openat"), Map.of("engine.kind", "test", "priority", "error")).changed());
  }

  @Test
  void settingsAndRulesAreTakenOverTogether() throws Exception {
    offer(rule("a", "evt.type = openat"));
    GenerationPublisher assembler = rules.start();
    Candidate candidate =
        prepare(rule("a", "evt.type = openat") + rule("b", "evt.type = close"), Map.of("json.output", true));
    assertFalse(settings.json());
    assertEquals("2 rules (2 enabled) from 1 document", candidate.publish());
    assertTrue(settings.json());
    assertEquals(List.of("a", "b"), names(assembler.get()));
  }

  @Test
  void aRuleWhoseFieldLeavesIsParkedUntilItIsBack() throws Exception {
    FieldProvider color = new Color();
    parts.bindFields(color, Map.of());
    offer(rule("red", "evt.type = openat and test.color = red") + rule("any", "evt.type = openat"));
    GenerationPublisher assembler = rules.start();
    Thread loop = Thread.ofPlatform().start(() -> run(assembler));
    ConditionWait.until(assembler::isRunning);
    source.feed(1);
    ConditionWait.until(() -> assembler.get().counts().hits(0) == 1);

    parts.unbindFields(color);
    assertEquals(List.of("any"), names(assembler.get()), "no field of the bundle is in use when unbind returns");
    ParkedRule parked = assembler.get().loaded().parked().getFirst();
    assertEquals("red: the bundle that offers test.color left", parked.name() + ": " + parked.reason());
    assertTrue(prepare(rule("red", "test.color = red") + rule("new", "evt.type = close")).changed(), "a reload parks too");

    parts.bindFields(new Color(), Map.of());
    ConditionWait.until(() -> names(assembler.get()).equals(List.of("red", "any")));
    source.feed(1);
    source.end();
    loop.join();
    assertEquals(2, assembler.get().counts().hits(0), "counts continue");
  }

  @Test
  void anUnknownFieldIsAnErrorAtTheStart() {
    offer(rule("red", "evt.type = openat and test.color = red"));
    assertThrows(EngineException.class, rules::start);
  }

  @Test
  void anEnricherIsNotCalledAnyMoreWhenItsUnbindReturns() throws Exception {
    offer(rule("a", "evt.type = openat"));
    Enricher enricher = (process, out) -> {};
    parts.bindEnricher(enricher, Map.of());
    GenerationPublisher assembler = rules.start();
    RuleGeneration before = assembler.get();
    Thread loop = Thread.ofPlatform().start(() -> run(assembler));
    ConditionWait.until(assembler::isRunning);
    parts.unbindEnricher(enricher);
    assertEquals(List.of(), assembler.get().enrichers());
    assertEquals(before.bySource(), assembler.get().bySource(), "nothing was compiled again");
    source.end();
    loop.join();
  }

  @Test
  void rulesOfANewProviderAreAddedAfterAQuietMoment() throws Exception {
    offer(rule("a", "evt.type = openat"));
    GenerationPublisher assembler = rules.start();
    parts.bindRules(new Texts(rule("b", "evt.type = close")), Map.of("service.ranking", 5));
    ConditionWait.until(() -> names(assembler.get()).equals(List.of("b", "a")));
    assertEquals("", rules.problem());
    parts.bindRules(new Texts(rule("c", "nonsense = 1")), Map.of());
    ConditionWait.until(() -> rules.problem().contains("nonsense"));
    assertEquals(List.of("b", "a"), names(assembler.get()), "an invalid document changes nothing");
  }

  @Test
  void aProviderThatFailsIsAProblemOfTheRulesUntilItDelivers() throws Exception {
    Texts provider = new Texts(rule("a", "evt.type = openat"));
    parts.bindRules(provider, Map.of("n", 1));
    GenerationPublisher assembler = rules.start();
    provider.broken = true;
    parts.bindRules(provider, Map.of("n", 2));
    ConditionWait.until(() -> rules.problem().contains("failed to deliver its rules: its previous documents (1) stay in use"));
    assertEquals(List.of("a"), names(assembler.get()));
    provider.broken = false;
    parts.bindRules(provider, Map.of("n", 3));
    ConditionWait.until(() -> rules.problem().isEmpty());
  }

  @Test
  void rulesOfAProviderThatTheConfigurationEnablesAreInUseAtOnce() throws Exception {
    parts.bindRules(new Texts(rule("own", "evt.type = openat")), Map.of("service.pid", "org.eyas.rules.own"));
    GenerationPublisher assembler = rules.start();
    Candidate shipped =
        reload.prepare(Map.of("org.eyas.rules.shipped", Map.of("text", rule("shipped", "evt.type = openat"))));
    assertEquals(List.of("own"), names(assembler.get()));
    parts.bindRules(new Texts(rule("shipped", "evt.type = openat")), Map.of("service.pid", "org.eyas.rules.shipped"));
    assertEquals("1 rules (1 enabled) from 1 document", shipped.publish());
    assertEquals(List.of("shipped"), names(assembler.get()), "the other one is about to leave");
  }

  private static final class Color implements FieldProvider {
    private static final FieldDefinition FIELD =
        new FieldDefinition("test.color", ValueType.CHARBUF, Shape.ONE, Argument.NONE, Format.NA, Set.of(), "red");

    @Override
    public List<FieldClass> classes() {
      return List.of(new FieldClass("test", "", "", List.of(FIELD)));
    }

    @Override
    public FieldReader reader(FieldDefinition field, String argument) {
      Text red = Text.of("red");
      return (FieldReader.OfBytes) event -> red;
    }
  }
}
