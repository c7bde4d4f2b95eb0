package org.eyas.engine.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.eyas.api.data.Text;
import org.eyas.engine.check.ConditionChecker;
import org.eyas.engine.check.FakeFields;
import org.eyas.engine.compile.ConditionCompiler;
import org.eyas.engine.compile.MatchedRules;
import org.eyas.engine.compile.RuleBranch;
import org.eyas.engine.compile.RuleMatcher;
import org.eyas.engine.compile.StubEvent;
import org.eyas.engine.compile.node.CompiledCondition;
import org.eyas.engine.compile.node.EvaluationFrame;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.syntax.Parser;
import org.junit.jupiter.api.Test;

class GeneratedMatchersTest {
  private final FakeFields fields = FakeFields.ofEveryKind();
  private final ConditionCompiler compiler = new ConditionCompiler(Set.of());
  private final StubEvent event = new StubEvent(EventSchema.current().type("SYSCALL_CLOSE_X"));
  private final EvaluationFrame frame = new EvaluationFrame(0, event);

  @Test
  void aClassIsHidden() throws Exception {
    RuleMatcher matcher = GeneratedMatchers.of(rule("t.text = a or (t.int > 3 and not t.other = b)"));

    assertTrue(matcher.getClass().isHidden());
    fields.values.put("t.int", 4L);
    assertEquals(1, hits(matcher));
    fields.values.put("t.other", Text.of("b"));
    assertEquals(0, hits(matcher));
  }

  @Test
  void remainsATreeIfAMethodWouldBeTooLongToBeCompiled() throws Exception {
    assertTree(GeneratedMatchers.of(rules(2_000, "t.int = 4")), 2_000);
  }

  @Test
  void remainsATreeIfAMethodIsLongerThanTheFormatAllows() throws Exception {
    assertTree(GeneratedMatchers.of(rules(20_000, "t.int = 4")), 20_000);
  }

  @Test
  void remainsATreeIfAClassWouldHaveTooManyConstants() throws Exception {
    RuleBranch[] groups = new RuleBranch[100];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = new RuleBranch.Guarded(new CompiledCondition[0], rules(400, "t.int > 3"));
    }
    assertTree(GeneratedMatchers.of(groups), 40_000);
  }

  @Test
  void aRuleWithThousandsOfTestsRemainsATreeInTheClassOfTheOthers() throws Exception {
    StringBuilder many = new StringBuilder("t.int > 3");
    for (int i = 0; i < 30_000; i++) {
      many.append(" and t.int != ").append(100 + i);
    }
    RuleBranch[] branches = {rule("t.int = 4")[0], rule(many.toString())[0]};
    RuleMatcher matcher = GeneratedMatchers.of(branches);

    assertTrue(matcher.getClass().isHidden());
    fields.values.put("t.int", 4L);
    assertEquals(2, hits(matcher));
    fields.values.put("t.int", 100L);
    assertEquals(0, hits(matcher));
  }

  private void assertTree(RuleMatcher matcher, int matches) {
    assertInstanceOf(RuleBranch.Tree.class, matcher);
    fields.values.put("t.int", 4L);
    assertEquals(matches, hits(matcher));
    fields.values.put("t.int", 3L);
    assertEquals(0, hits(matcher));
  }

  private RuleBranch[] rules(int count, String condition) throws Exception {
    CompiledCondition[] conditions = {compiled(condition)};
    RuleBranch[] rules = new RuleBranch[count];
    for (int i = 0; i < count; i++) {
      rules[i] = new RuleBranch.Rule(conditions, i);
    }
    return rules;
  }

  private RuleBranch[] rule(String condition) throws Exception {
    return new RuleBranch[] {new RuleBranch.Rule(new CompiledCondition[] {compiled(condition)}, 5)};
  }

  private CompiledCondition compiled(String condition) throws Exception {
    return compiler.compile(ConditionChecker.check(Parser.parse(condition), fields.catalog()).expr());
  }

  private int hits(RuleMatcher matcher) {
    MatchedRules hits = new MatchedRules();
    frame.begin(event);
    matcher.match(frame, hits);
    return hits.size();
  }
}
