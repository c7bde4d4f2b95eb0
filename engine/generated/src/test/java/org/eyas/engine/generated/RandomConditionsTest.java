package org.eyas.engine.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.eyas.engine.check.CheckedCondition;
import org.eyas.engine.check.ConditionChecker;
import org.eyas.engine.check.FakeFields;
import org.eyas.engine.compile.MatchedRules;
import org.eyas.engine.compile.NaiveEvaluator;
import org.eyas.engine.compile.RuleIndex;
import org.eyas.engine.compile.StubEvent;
import org.eyas.engine.compile.node.EvaluationFrame;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.syntax.Parser;
import org.eyas.engine.text.FalcoVersion;
import org.junit.jupiter.api.Test;

/** Rules that are compiled together must match exactly the events that each of them matches on its own. */
class RandomConditionsTest {
  private final long seed = Long.getLong("eyas.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final FakeFields fields = FakeFields.ofEveryKind();
  private final FieldCatalog catalog = fields.catalog();
  private final RandomRules rules = new RandomRules(random, fields);
  private FalcoVersion version = FalcoVersion.V0_44;
  private int indexed;

  @Test
  void rulesCompiledTogetherMatchTheSameEventsAsEachAlone() throws Exception {
    System.out.println("RandomConditionsTest seed " + seed);
    int hits = 0;
    for (int round = 0; round < 150; round++) {
      hits += round(round, 25);
    }
    assertTrue(hits > 1000, "rules match now and then: " + hits);
  }

  @Test
  void manyRulesThatAreFoundByConstantsMatchTheSameEventsAsEachAlone() throws Exception {
    System.out.println("RandomConditionsTest seed " + seed);
    rules.useLongWords();
    int hits = 0;
    for (int round = 0; round < 10; round++) {
      hits += round(round, 200);
    }
    assertTrue(hits > 1000, "rules match now and then: " + hits);
    assertTrue(indexed > 0, "some plan looks for constants");
  }

  /** {@code -Deyas.conditions=20000} compares as many. */
  @Test
  void rulesOnBytesThatAreNoTextMatchTheSameEventsAsEachAlone() throws Exception {
    System.out.println("RandomConditionsTest seed " + seed);
    rules.useBytes();
    version = FalcoVersion.NEWEST;
    int rounds = Integer.getInteger("eyas.conditions", 2_500) / 25;
    int hits = 0;
    for (int round = 0; round < rounds; round++) {
      hits += round(round, 25);
    }
    System.out.printf("%,d conditions on bytes, %,d matches%n", rounds * 25, hits);
    assertTrue(hits > rounds, "rules match now and then: " + hits);
  }

  private int round(int round, int count) throws Exception {
    rules.newMacros();
    List<String> texts = new ArrayList<>();
    List<CheckedCondition> checked = new ArrayList<>();
    List<RuleIndex.Rule> compiled = new ArrayList<>();
    for (int key = 0; key < count; key++) {
      texts.add(rules.rule());
      checked.add(ConditionChecker.check(Parser.parse(texts.get(key), version), catalog, version));
      compiled.add(RuleIndex.Rule.ofSyscalls(key, checked.get(key)));
    }
    RuleIndex index = round % 3 == 0 ? RuleIndex.of(compiled, GeneratedMatchers::of) : RuleIndex.of(compiled);
    int code = EventSchema.current().type(RandomRules.TYPES.getFirst()).code();
    indexed += RuleIndex.explain(compiled, code).contains("by constants") ? 1 : 0;
    return compare(index, texts, checked);
  }

  private int compare(RuleIndex index, List<String> texts, List<CheckedCondition> checked) {
    NaiveEvaluator naive = new NaiveEvaluator(fields);
    EvaluationFrame frame = index.newFrame(new StubEvent(EventSchema.current().type(RandomRules.TYPES.getFirst())));
    MatchedRules hits = new MatchedRules();
    MatchedRules each = new MatchedRules();
    int total = 0;
    for (int i = 0; i < 60; i++) {
      StubEvent event = rules.event();
      frame.begin(event);
      hits.clear();
      each.clear();
      index.rules(event.type().code()).match(frame, hits);
      index.rules(event.type().code()).matchEach(frame, each, (key, failure) -> {
        throw failure;
      });
      for (int key = 0; key < checked.size(); key++) {
        // A rule is not tested for events that its checks of the type exclude: see EventCodeFinder for generic events.
        int code = event.type().code();
        boolean tested = checked.get(key).eventCodes().get(code) || event.type().id().equals("ASYNCEVENT_E");
        boolean expected = tested && naive.holds(checked.get(key).expr());
        String what = texts.get(key) + " for " + event.type() + " " + fields.values + ", seed " + seed;
        assertEquals(expected, hits.contains(key), what);
        assertEquals(expected, each.contains(key), what);
      }
      total += hits.size();
    }
    return total;
  }
}
