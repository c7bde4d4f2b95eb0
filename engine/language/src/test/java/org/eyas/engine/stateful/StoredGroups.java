package org.eyas.engine.stateful;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.eyas.api.data.Text;
import org.eyas.engine.check.FakeFields;
import org.eyas.engine.compile.MatchedRules;
import org.eyas.engine.compile.RuleIndex;
import org.eyas.engine.compile.node.EvaluationFrame;
import org.eyas.engine.format.AlertWriter;
import org.eyas.engine.format.FieldPrinters;
import org.eyas.engine.rules.LoadResult;
import org.eyas.engine.rules.LoadedRule;
import org.eyas.engine.stateful.condition.StatefulCondition;
import org.eyas.engine.stateful.event.EventGroupKeys;
import org.eyas.engine.stateful.event.FiredEvent;
import org.eyas.engine.text.FalcoVersion;
import org.jspecify.annotations.Nullable;

/** One rule, whose groups are kept as bytes and loaded for each event. */
final class StoredGroups {
  final List<String> alerts = new ArrayList<>();
  private final FakeFields fields = FakeFields.ofEveryKind();
  private final Map<String, byte[]> groups = new HashMap<>();
  private final GroupEvaluator memory;
  private final EventGroupKeys names;
  private final AlertWriter writer;
  private final RuleIndex index;
  private final EvaluationFrame frame;
  private final MatchedRules hits = new MatchedRules();
  private long sequence;

  StoredGroups(String document) {
    LoadResult loaded = StatefulRun.load(document, fields);
    assertTrue(loaded.successful(), loaded.report()::toString);
    LoadedRule rule = loaded.rules().getFirst();
    StatefulCondition remembers = Objects.requireNonNull(rule.statefulCondition());
    memory = new GroupEvaluator(rule.name(), remembers);
    names = new EventGroupKeys(remembers);
    writer = new AlertWriter(rule.alert(), new FieldPrinters(FalcoVersion.V0_44), "evt.time");
    List<RuleIndex.Rule> steps = new ArrayList<>();
    remembers.steps().forEach(step -> steps.add(RuleIndex.Rule.ofPlugin(steps.size(), step.condition())));
    index = RuleIndex.of(steps);
    frame = index.newFrame(new TimedEvent(0, 0));
  }

  void processEvent(long nanos, Map<String, Object> values) {
    List.copyOf(groups.keySet()).forEach(group -> elapse(group, nanos));
    fields.values.clear();
    values.forEach((name, value) -> fields.values.put(name, value instanceof String text ? Text.of(text) : value));
    TimedEvent event = new TimedEvent(++sequence, nanos);
    hits.clear();
    frame.begin(event);
    index.rules(event.type().code()).match(frame, hits);
    Map<String, Integer> matched = new TreeMap<>();
    for (int i = 0; i < hits.size(); i++) {
      byte @Nullable [] group = names.group(hits.key(i), event);
      if (group != null) {
        matched.merge(new String(group, StandardCharsets.ISO_8859_1), 1 << hits.key(i), (a, b) -> a | b);
      }
    }
    matched.forEach((group, steps) -> processEvent(group, steps, event));
  }

  private void processEvent(String group, int steps, TimedEvent event) {
    memory.load(groups.get(group));
    memory.evaluate(steps, event, this::fires);
    store(group);
  }

  private void elapse(String group, long nanos) {
    memory.load(groups.get(group));
    memory.advanceTime(nanos, this::fires);
    store(group);
  }

  private void store(String group) {
    byte @Nullable [] state = memory.store();
    if (state == null) {
      groups.remove(group);
    } else {
      groups.put(group, state);
    }
  }

  private void fires(FiredEvent event) {
    alerts.add(event.sequence() + ": " + writer.alert(event).message());
  }
}
