package org.eyas.engine.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.engine.check.ConditionChecker;
import org.eyas.engine.check.EventCodeFinder;
import org.eyas.engine.compile.node.EvaluationFrame;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.syntax.Parser;
import org.eyas.testkit.FakeEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same rules with a further frame: after a warm-up, and in the loop that replaces a failed one. */
class SecondFrameTest {
  private final FieldCatalog catalog = new FieldCatalog(SyscallFields.providers());

  private RuleIndex index(String condition) throws Exception {
    return RuleIndex.of(
        List.of(new RuleIndex.Rule(0, ConditionChecker.check(Parser.parse(condition), catalog).expr(), EventCodeFinder.all())));
  }

  private static FakeEvent event(String source, int cpu) {
    FakeEvent event = FakeEvent.of(EventSchema.current().type("SYSCALL_CLOSE_X"), 0, 3);
    event.source = Text.of(source);
    event.cpu = cpu;
    return event;
  }

  private static int matches(RuleIndex index, FakeEvent event) {
    EvaluationFrame frame = index.newFrame(event);
    frame.begin(event);
    MatchedRules hits = new MatchedRules();
    index.rules(event.type().code()).match(frame, hits);
    return hits.size();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evt.source = a", "evt.source startswith a", "evt.cpu = 1", "evt.source in (a, b) and evt.cpu in (1, 2)"})
  void valuesThatWereReadWithTheFirstFrameAreReadAgain(String condition) throws Exception {
    RuleIndex index = index(condition);
    assertEquals(1, matches(index, event("a", 1)));
    assertEquals(0, matches(index, event("c", 3)));
    assertEquals(1, matches(index, event("a", 1)));
  }

  @ParameterizedTest
  @ValueSource(longs = {0, Long.MAX_VALUE - 99, Long.MIN_VALUE, -100})
  void noFrameHasAnswersBeforeTheFirstEvaluation(long lastStamp) {
    EvaluationFrame frame = new EvaluationFrame(1, event("a", 1), lastStamp);
    frame.begin(event("a", 1));
    assertFalse(frame.answered(0));
  }

  @Test
  void firstFrameContinuesBesideTheSecond() throws Exception {
    RuleIndex index = index("evt.source = a");
    MatchedRules hits = new MatchedRules();
    EvaluationFrame first = index.newFrame(event("c", 1));
    for (int i = 0; i < 3; i++) {
      first.begin(event("c", 1));
      index.rules(event("c", 1).type().code()).match(first, hits);
      assertEquals(0, hits.size());
      assertEquals(1, matches(index, event("a", 1)));
    }
  }
}
