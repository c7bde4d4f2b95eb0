package org.eyas.engine.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.eyas.api.field.Presence;
import org.eyas.engine.check.CheckedCondition;
import org.eyas.engine.check.ConditionChecker;
import org.eyas.engine.check.FakeFields;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.check.TypedCondition.Always;
import org.eyas.engine.compile.MatchedRules;
import org.eyas.engine.compile.NaiveEvaluator;
import org.eyas.engine.compile.PartialEvaluator;
import org.eyas.engine.compile.RuleIndex;
import org.eyas.engine.compile.RulesByValue;
import org.eyas.engine.compile.StubEvent;
import org.eyas.engine.compile.node.EvaluationFrame;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.syntax.Parser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A random condition with random pending values must end as if the values had been there at the event. */
class PendingConditionsTest {
  private static final List<String> CAN_BE_PENDING =
      List.of("t.text", "t.other", "t.int", "t.uint64", "t.anytext", "t.listtext", "t.listint");

  private final long seed = Long.getLong("eyas.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final FakeFields fields = FakeFields.ofEveryKind();
  private final RandomRules rules = new RandomRules(random, fields);
  private final NaiveEvaluator naive = new NaiveEvaluator(fields);
  private final PartialEvaluator partial = new PartialEvaluator();
  private final List<String> texts = new ArrayList<>();
  private final List<CheckedCondition> checked = new ArrayList<>();
  private final Map<String, Object> truth = new HashMap<>();
  private final Map<String, Object> pending = new HashMap<>();
  private RulesByValue readings = new RulesByValue(Map.of());
  private int decided;
  private int open;
  private int untouched;

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aLateDecisionIsThatOfTheValueThatCameLate(boolean generated) throws Exception {
    System.out.println("PendingConditionsTest seed " + seed);
    for (int round = 0; round < 60; round++) {
      RuleIndex index = index(generated, 20);
      EvaluationFrame frame = index.newFrame(new StubEvent(EventSchema.current().type(RandomRules.TYPES.getFirst())));
      for (int i = 0; i < 40; i++) {
        event(index, frame);
      }
    }
    assertTrue(decided > 1_000 && open > 1_000 && untouched > 1_000, decided + " decided, " + open + " open, " + untouched);
  }

  private RuleIndex index(boolean generated, int count) throws Exception {
    rules.newMacros();
    texts.clear();
    checked.clear();
    List<RuleIndex.Rule> compiled = new ArrayList<>();
    for (int key = 0; key < count; key++) {
      texts.add(rules.rule());
      checked.add(ConditionChecker.check(Parser.parse(texts.get(key)), fields.catalog()));
      compiled.add(RuleIndex.Rule.ofSyscalls(key, checked.get(key)));
    }
    Map<Integer, TypedCondition> conditions = new HashMap<>();
    compiled.forEach(rule -> conditions.put(rule.key(), rule.condition()));
    readings = new RulesByValue(conditions);
    return generated ? RuleIndex.of(compiled, GeneratedMatchers::of) : RuleIndex.of(compiled);
  }

  private void event(RuleIndex index, EvaluationFrame frame) {
    StubEvent event = rules.event();
    truth.clear();
    truth.putAll(fields.values);
    pending.clear();
    for (String field : CAN_BE_PENDING) {
      if (random.nextInt(3) == 0) {
        pending.put(field, Presence.PENDING);
      }
    }
    show(truth, pending);
    MatchedRules hits = new MatchedRules();
    frame.begin(event);
    index.rules(event.type().code()).match(frame, hits);
    BitSet reading = frame.sawPending() ? readings.rulesReading(frame.pending()) : new BitSet();
    for (int key = 0; key < texts.size(); key++) {
      if (reading.get(key)) {
        late(key, event);
      } else {
        isExact(key, event, hits);
      }
    }
  }

  /** The answer of a rule that read no pending value does not depend on any. */
  private void isExact(int key, StubEvent event, MatchedRules hits) {
    untouched++;
    show(truth, Map.of());
    boolean tested = checked.get(key).eventCodes().get(event.type().code()) || event.type().id().equals("ASYNCEVENT_E");
    assertEquals(tested && naive.holds(checked.get(key).expr()), hits.contains(key), () -> what(key));
  }

  private void late(int key, StubEvent event) {
    show(truth, pending);
    TypedCondition condition = checked.get(key).expr();
    TypedCondition residual = partial.decide(condition, event);
    assertEquals(naiveWithoutPending(condition), partial.holds(residual, event), () -> what(key) + ": when the time is over");
    Map<String, Object> stillPending = new HashMap<>(pending);
    stillPending.keySet().removeIf(field -> random.nextBoolean());
    showLate(stillPending);
    TypedCondition later = partial.decide(residual, event);
    showLate(Map.of());
    TypedCondition last = partial.decide(later, event);
    show(truth, Map.of());
    assertEquals(Always.of(naive.holds(condition)), last, () -> what(key) + ": when all values came");
    decided += residual instanceof Always ? 1 : 0;
    open += residual instanceof Always ? 0 : 1;
  }

  private boolean naiveWithoutPending(TypedCondition condition) {
    show(truth, Map.of());
    fields.values.keySet().removeAll(pending.keySet());
    boolean answer = naive.holds(condition);
    show(truth, pending);
    return answer;
  }

  private void show(Map<String, Object> values, Map<String, Object> over) {
    fields.values.clear();
    fields.values.putAll(values);
    fields.values.putAll(over);
  }

  /** After the event: values that were not pending at the event are gone, because nothing may read them again. */
  private void showLate(Map<String, Object> stillPending) {
    show(truth, stillPending);
    fields.values.keySet().retainAll(pending.keySet());
  }

  private String what(int key) {
    return texts.get(key) + " with " + truth + ", pending " + pending.keySet() + ", seed " + seed;
  }
}
