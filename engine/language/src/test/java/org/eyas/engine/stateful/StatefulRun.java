package org.eyas.engine.stateful;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
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
import org.eyas.engine.stateful.event.FiredEvent;
import org.eyas.engine.text.FalcoVersion;

/** Stateful rules, loaded from a document and evaluated on events of fake fields. */
public final class StatefulRun {
  public static final long SECOND = 1_000_000_000L;

  final FakeFields fields = FakeFields.ofEveryKind();
  final List<String> alerts = new ArrayList<>();
  final List<Alert> sent = new ArrayList<>();
  StatefulRules memories;
  private final List<StatefulRule> rules = new ArrayList<>();
  private final long limitBytes;
  private RuleIndex index;
  private final List<AlertWriter> writers = new ArrayList<>();
  private final MatchedRules hits = new MatchedRules();
  private EvaluationFrame frame;
  private long sequence;

  private final FiringListener<RuntimeException> firing =
      new FiringListener<>() {
        @Override
        public void fires(int rule, FiredEvent event) {
          Alert alert = writers.get(rule).alert(event);
          sent.add(alert);
          alerts.add(event.sequence() + ": " + alert.message());
        }

        @Override
        public void failed(int rule, RuntimeException failure) {
          throw failure;
        }
      };

  StatefulRun(String document) {
    this(document, 32 << 20);
  }

  static LoadResult load(String document, FakeFields fields) {
    SequencedMap<String, FieldCatalog> catalogs = new LinkedHashMap<>();
    catalogs.put("fake", fields.catalog());
    return RuleLoader.load(List.of(new RuleDocument("r.yaml", document)), new LoadContext(catalogs));
  }

  StatefulRun(String document, long limitBytes) {
    LoadResult loaded = load(document, fields);
    assertTrue(loaded.successful(), loaded.report()::toString);
    this.limitBytes = limitBytes;
    for (LoadedRule rule : loaded.rules()) {
      rules.add(new StatefulRule(rules.size(), rule.name(), rule.statefulCondition()));
      writers.add(new AlertWriter(rule.alert(), new FieldPrinters(FalcoVersion.V0_44), "evt.time"));
    }
    replaceRules(new StatefulRules(rules.size(), rules, limitBytes));
  }

  private void replaceRules(StatefulRules next) {
    memories = next;
    index = RuleIndex.of(memories.steps("fake", RuleIndex.Rule::ofPlugin));
    frame = index.newFrame(new TimedEvent(0, 0));
  }

  /** From now on, steps are tested for all events, as explanations do. */
  void testEachStep() {
    index = RuleIndex.of(memories.steps("fake", RuleIndex.Rule::ofPlugin).stream().map(RuleIndex.Rule::withoutGate).toList());
    frame = index.newFrame(new TimedEvent(0, 0));
  }

  /** Whether nothing is remembered. */
  boolean isEmpty() {
    return memories.store().figures().groups() == 0;
  }

  /** Evaluates an event; values are texts or numbers by the name of their field. */
  void processEvent(long nanos, Map<String, Object> values) {
    fields.values.clear();
    values.forEach((name, value) -> fields.values.put(name, value instanceof String text ? Text.of(text) : value));
    processEvent(new TimedEvent(++sequence, nanos));
  }

  /** Other memories continue with the encoded content of these. */
  void handOver() {
    long groups = memories.store().figures().groups();
    continueWith(Objects.requireNonNull(memories.store().encode()), StatefulRules::resume);
    assertEquals(groups, memories.store().figures().groups());
  }

  /** Other memories continue with what is kept on disk. */
  void restart() {
    continueWith(Objects.requireNonNull(memories.store().encodeLasting()), StatefulRules::resumeAfterRestart);
  }

  private interface Resuming {
    void resume(StatefulRules next, byte[] encoded) throws IOException;
  }

  private void continueWith(byte[] encoded, Resuming resuming) {
    StatefulRules next = new StatefulRules(rules.size(), rules, limitBytes);
    try {
      resuming.resume(next, encoded);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    replaceRules(next);
  }

  /** The next event has this time. */
  void elapse(long nanos) {
    if (memories.isDue(nanos)) {
      memories.advanceTime(nanos, firing);
    }
  }

  void processEvent(TimedEvent event) {
    elapse(event.timestampNanos());
    hits.clear();
    frame.begin(event);
    index.rules(event.type().code()).match(frame, hits);
    memories.evaluate(hits, 0, event, firing);
  }
}
