package org.eyas.engine.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.eyas.engine.check.CheckedCondition;
import org.eyas.engine.check.EventCodeFinder;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.compile.MatchedRules;
import org.eyas.engine.compile.RuleIndex;
import org.eyas.engine.compile.StubEvent;
import org.eyas.engine.compile.node.EvaluationFrame;
import org.eyas.engine.schema.EventSchema;

/** One condition in the tree and in a generated class, unchanged and negated: all four must agree. */
final class BothBackEnds {
  private static final int PLAIN = 3;
  private static final int NEGATED = 7;

  private static final StubEvent EVENT = new StubEvent(EventSchema.current().type("GENERIC_X"));

  private final RuleIndex tree;
  private final RuleIndex generated;
  private final EvaluationFrame treeFrame;
  private final EvaluationFrame generatedFrame;

  BothBackEnds(CheckedCondition checked) {
    List<RuleIndex.Rule> rules =
        List.of(
            new RuleIndex.Rule(PLAIN, checked.expr(), EventCodeFinder.all()),
            new RuleIndex.Rule(NEGATED, new TypedCondition.Not(checked.expr()), EventCodeFinder.all()));
    tree = RuleIndex.of(rules);
    generated = RuleIndex.of(rules, GeneratedMatchers::of);
    treeFrame = tree.newFrame(EVENT);
    generatedFrame = generated.newFrame(EVENT);
  }

  /** Whether the condition holds for the current values of its fields. */
  boolean holds() {
    boolean answer = holds(tree, treeFrame);
    assertEquals(answer, holds(generated, generatedFrame), "the tree says " + answer + ", the generated class does not");
    return answer;
  }

  private static boolean holds(RuleIndex index, EvaluationFrame frame) {
    frame.begin(EVENT);
    MatchedRules hits = new MatchedRules();
    index.rules(EVENT.type().code()).match(frame, hits);
    assertEquals(1, hits.size(), "a condition or its negation holds, never both");
    return hits.key(0) == PLAIN;
  }
}
