package org.eyas.engine.compile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.eyas.engine.check.ConditionChecker;
import org.eyas.engine.check.EventCodeFinder;
import org.eyas.engine.compile.node.EvaluationFrame;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.syntax.Parser;
import org.eyas.testkit.FakeEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code evt.around[T] = D} with the field of real events: within D milliseconds before and after T. */
class AroundTest {
  private static final long TIME = 1_404_996_934_793_590_564L;

  private final FieldCatalog catalog = new FieldCatalog(SyscallFields.providers());

  @ParameterizedTest
  @CsvSource({
      "0, 1000, true", "0, 0, true", "1, 0, false", "-1, 0, false", "1000000000, 1000, true", "1000000001, 1000, false",
      "-1000000000, 1000, true", "-1000000001, 1000, false", "-400000000, 1000, true"})
  void holdsInAWindowAroundATime(long nanosLater, long deltaMillis, boolean expected) throws Exception {
    FakeEvent event = FakeEvent.of(EventSchema.current().type("SYSCALL_CLOSE_X"), 0, 3);
    event.timestampNanos = TIME + nanosLater;
    String condition = "evt.around[" + TIME + "] = " + deltaMillis;
    RuleIndex index =
        RuleIndex.of(
            List.of(
                new RuleIndex.Rule(0, ConditionChecker.check(Parser.parse(condition), catalog).expr(), EventCodeFinder.all())));
    EvaluationFrame frame = index.newFrame(event);
    frame.begin(event);
    MatchedRules hits = new MatchedRules();
    index.rules(event.type().code()).match(frame, hits);

    assertEquals(expected ? 1 : 0, hits.size());
  }
}
