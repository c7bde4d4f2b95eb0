package org.eyas.engine.generated;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.eyas.api.data.Text;
import org.eyas.engine.check.Checker;
import org.eyas.engine.check.FakeFields;
import org.eyas.engine.compile.Branch;
import org.eyas.engine.compile.BranchMatcher;
import org.eyas.engine.compile.ConditionCompiler;
import org.eyas.engine.compile.Hits;
import org.eyas.engine.compile.Matcher;
import org.eyas.engine.compile.StubEvent;
import org.eyas.engine.compile.node.Condition;
import org.eyas.engine.compile.node.Frame;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.syntax.Parser;
import org.junit.jupiter.api.Test;

class GeneratedMatchersTest {
  private final FakeFields fields = FakeFields.ofEveryKind();
  private final ConditionCompiler compiler = new ConditionCompiler(Set.of());
  private final StubEvent event = new StubEvent(EventSchema.current().type("SYSCALL_CLOSE_X"));
  private final Frame frame = new Frame(0, event);

  @Test
  void aClassIsHidden() throws Exception {
    Matcher matcher = GeneratedMatchers.of(rule("t.text = a or (t.int > 3 and not t.other = b)"));

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
    Branch[] groups = new Branch[100];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = new Branch.Guarded(new Condition[0], rules(400, "t.int > 3"));
    }
    assertTree(GeneratedMatchers.of(groups), 40_000);
  }

  @Test
  void aRuleWithThousandsOfTestsRemainsATreeInTheClassOfTheOthers() throws Exception {
    StringBuilder many = new StringBuilder("t.int > 3");
    for (int i = 0; i < 30_000; i++) {
      many.append(" and t.int != ").append(100 + i);
    }
    Branch[] branches = {rule("t.int = 4")[0], rule(many.toString())[0]};
    Matcher matcher = GeneratedMatchers.of(branches);

    assertTrue(matcher.getClass().isHidden());
    fields.values.put("t.int", 4L);
    assertEquals(2, hits(matcher));
    fields.values.put("t.int", 100L);
    assertEquals(0, hits(matcher));
  }

  private void assertTree(Matcher matcher, int matches) {
    assertInstanceOf(BranchMatcher.class, matcher);
    fields.values.put("t.int", 4L);
    assertEquals(matches, hits(matcher));
    fields.values.put("t.int", 3L);
    assertEquals(0, hits(matcher));
  }

  private Branch[] rules(int count, String condition) throws Exception {
    Condition[] conditions = {compiled(condition)};
    Branch[] rules = new Branch[count];
    for (int i = 0; i < count; i++) {
      rules[i] = new Branch.Rule(conditions, i);
    }
    return rules;
  }

  private Branch[] rule(String condition) throws Exception {
    return new Branch[] {new Branch.Rule(new Condition[] {compiled(condition)}, 5)};
  }

  private Condition compiled(String condition) throws Exception {
    return compiler.compile(Checker.check(Parser.parse(condition), fields.catalog()).expr());
  }

  private int hits(Matcher matcher) {
    Hits hits = new Hits();
    frame.begin(event);
    matcher.match(frame, hits);
    return hits.size();
  }
}
