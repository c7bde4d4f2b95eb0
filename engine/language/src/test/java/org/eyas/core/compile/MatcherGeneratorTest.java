package org.eyas.core.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.eyas.api.data.Text;
import org.eyas.core.check.Checker;
import org.eyas.core.check.FakeFields;
import org.eyas.core.schema.EventSchema;
import org.eyas.core.syntax.Parser;
import org.junit.jupiter.api.Test;

class MatcherGeneratorTest {
  private final FakeFields fields = FakeFields.ofEveryKind();
  private final ConditionCompiler compiler = new ConditionCompiler(Set.of());
  private final StubEvent event = new StubEvent(EventSchema.current().type("SYSCALL_CLOSE_X"));
  private final Frame frame = new Frame(0, event);

  @Test
  void aClassIsHidden() throws Exception {
    Matcher matcher = MatcherGenerator.generate(rule("t.text = a or (t.int > 3 and not t.other = b)"));

    assertTrue(matcher.getClass().isHidden());
    fields.values.put("t.int", 4L);
    assertEquals(1, hits(matcher));
    fields.values.put("t.other", Text.of("b"));
    assertEquals(0, hits(matcher));
  }

  @Test
  void staysATreeWhereAMethodWouldBeTooLongToBeCompiled() throws Exception {
    Condition[] conditions = new Condition[20];
    for (int group = 0; group < conditions.length; group++) {
      StringBuilder either = new StringBuilder("t.int = ").append(group).append(" or t.text glob zz*");
      for (int i = 0; i < 80; i++) {
        either.append(" or t.text glob *x").append(group).append('-').append(i).append('*');
      }
      conditions[group] = compiled(either.toString());
    }
    Matcher matcher = MatcherGenerator.generate(new Branch[] {new Branch.Rule(conditions, 5)});

    assertInstanceOf(BranchMatcher.class, matcher);
    fields.values.put("t.int", 1L);
    assertEquals(0, hits(matcher));
    fields.values.put("t.text", Text.of("zzz"));
    assertEquals(1, hits(matcher));
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
