package org.eyas.engine.stateful;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SequencedMap;
import org.eyas.api.alert.Alert;
import org.eyas.api.data.Text;
import org.eyas.api.rule.RuleDocument;
import org.eyas.engine.check.FakeFields;
import org.eyas.engine.compile.MatchedRules;
import org.eyas.engine.compile.RuleIndex;
import org.eyas.engine.compile.node.EvaluationFrame;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.format.AlertWriter;
import org.eyas.engine.format.FieldPrinters;
import org.eyas.engine.rules.LoadContext;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.rules.RuleLoader;
import org.eyas.engine.stateful.event.EventTimeSorter;
import org.eyas.engine.stateful.event.FiredEvent;
import org.eyas.engine.stateful.event.JoinClock;
import org.eyas.engine.stateful.event.StepMatchEvent;
import org.eyas.engine.text.FalcoVersion;

/** One rule over the sources {@code fake} and {@code second}: what two loops and the thread that joins their events do. */
final class JoinedEvent {
  static final long WAIT_NANOS = 5 * StatefulRun.SECOND;
  static final Text SECOND = Text.of("second");

  final FakeFields fields = FakeFields.ofEveryKind();
  final List<String> alerts = new ArrayList<>();
  final List<Alert> sent = new ArrayList<>();
  final EventTimeSorter sorter = new EventTimeSorter(1 << 20);
  final List<StatefulRule> rules;
  private final AlertWriter writer;
  private final Map<Text, Loop> loops = new HashMap<>();
  private StatefulRules memories;
  private long clockNanos;
  private final JoinClock time = new JoinClock(0, 0);

  private final FiringListener<RuntimeException> firing =
      new FiringListener<>() {
        @Override
        public void fires(int rule, FiredEvent event) {
          Alert alert = writer().alert(event);
          sent.add(alert);
          alerts.add(event.sequence() + ": " + alert.message());
        }

        @Override
        public void failed(int rule, RuntimeException failure) {
          throw failure;
        }

        @Override
        public void found(StepMatchEvent event) {
          sorter.add(event, clockNanos);
        }
      };

  /** The index of one loop, and what finds its steps. */
  private record Loop(RuleIndex index, StatefulRules finder, EvaluationFrame frame) {}

  JoinedEvent(String document) {
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put("fake", fields.catalog());
    catalogs.put("second", fields.catalog());
    LoadResult loaded = RuleLoader.load(List.of(new RuleDocument("r.yaml", document)), new LoadContext(catalogs));
    assertTrue(loaded.successful(), () -> loaded.report() + document);
    LoadedRule rule = loaded.rules().getFirst();
    assertTrue(rule.isOfSeveralSources(), document);
    rules = List.of(new StatefulRule(0, rule.name(), Objects.requireNonNull(rule.statefulCondition())));
    writer = new AlertWriter(rule.alert(), new FieldPrinters(FalcoVersion.V0_44), "evt.time");
    memories = new StatefulRules(1, rules, 32 << 20);
    rule.sources().forEach(source -> loops.put(Text.of(source), loop(source)));
  }

  private Loop loop(String source) {
    StatefulRules finder = new StatefulRules(1, List.of(), 0, source, rules);
    RuleIndex index = RuleIndex.of(finder.steps(source, RuleIndex.Rule::ofPlugin));
    return new Loop(index, finder, index.newFrame(new TimedEvent(0, 0)));
  }

  private AlertWriter writer() {
    return writer;
  }

  /** An event arrives; its source is the second one if {@code t.other} is in upper case. */
  void arrives(long number, long nanos, long arrivalNanos, Map<String, Object> values) {
    clockNanos = arrivalNanos;
    for (StepMatchEvent next = sorter.poll(clockNanos, WAIT_NANOS); next != null; next = sorter.poll(clockNanos, WAIT_NANOS)) {
      processEvent(next);
    }
    fields.values.clear();
    values.forEach((name, value) -> fields.values.put(name, value instanceof String text ? Text.of(text) : value));
    boolean second = Character.isUpperCase(((String) values.get("t.other")).charAt(0));
    find(new TimedEvent(number, nanos, second ? SECOND : TimedEvent.FAKE));
  }

  private void find(TimedEvent event) {
    Loop loop = Objects.requireNonNull(loops.get(event.source()));
    MatchedRules hits = new MatchedRules();
    loop.frame().begin(event);
    loop.index().rules(event.type().code()).match(loop.frame(), hits);
    loop.finder().evaluate(hits, 0, event, firing);
  }

  private void processEvent(StepMatchEvent event) {
    long nanos = time.advance(event.timestampNanos(), sorter.nextNanos(), Long.MAX_VALUE, clockNanos);
    elapse(time.nanos());
    memories.evaluate(event.at(nanos), firing);
  }

  private void elapse(long nanos) {
    if (memories.isDue(nanos)) {
      memories.advanceTime(nanos, firing);
    }
  }

  /** The last event has come, and time passes up to it. */
  void end(long lastNanos) {
    for (StepMatchEvent next = sorter.pollAny(); next != null; next = sorter.pollAny()) {
      processEvent(next);
    }
    elapse(lastNanos);
  }

  /** Another engine continues. */
  void handOver() {
    StatefulRules next = new StatefulRules(1, rules, 32 << 20);
    try {
      next.resume(Objects.requireNonNull(memories.store().encode()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    memories = next;
  }
}
