package org.eyas.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.eyas.api.control.PushdownType;
import org.eyas.api.control.PushdownType.UnlimitedRule;
import org.eyas.api.data.Text;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.source.CaptureDetails;
import org.eyas.api.source.CaptureDetails.PushdownCounts;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.SourceInfo;
import org.eyas.core.metric.SourceReading;
import org.eyas.engine.check.CheckedCondition;
import org.eyas.engine.check.ConditionChecker;
import org.eyas.engine.completeness.SeenEventCounts;
import org.eyas.engine.decode.EventCursor;
import org.eyas.engine.demand.DemandFigures;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.hold.HeldStepFigures;
import org.eyas.engine.hold.HoldFigures;
import org.eyas.engine.loop.LoopCounts;
import org.eyas.engine.loop.LoopFigures;
import org.eyas.engine.pushdown.RulePushdown;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.state.StateEngine;
import org.eyas.engine.stateful.StatefulRuleFigures;
import org.eyas.engine.syntax.Parser;
import org.junit.jupiter.api.Test;

class RunningPushdownTest {
  private static final EventSchema SCHEMA = EventSchema.current();

  private static String reason(boolean live, String allBecause) {
    LoopFigures figures = new LoopFigures(
        new LoopCounts(0, 0, 0), new StateEngine(SCHEMA, new EventCursor(SCHEMA), Text.EMPTY).counts(), HoldFigures.NONE,
        HeldStepFigures.NONE,
        StatefulRuleFigures.NONE, new DemandFigures(0, allBecause), List.of(), List.of(), SeenEventCounts.NONE);
    SourceReading reading = new SourceReading(
        new SourceInfo("kmod", "syscall", live, ""), new CaptureStats(0, 0), CaptureDetails.NONE, figures);
    return new RunningPushdown().status(Optional.empty(), Optional.of(reading)).reason();
  }

  @Test
  void itSaysWhyAllEventsAreDelivered() {
    assertEquals("no driver monitors the system calls of this machine", reason(false, ""));
    assertEquals("eyas.pushdown.enabled is false", reason(true, "eyas.pushdown.enabled is false"));
    assertEquals("the driver kmod applies no condition", reason(true, ""));
    assertEquals(
        "no driver monitors the system calls of this machine",
        new RunningPushdown().status(Optional.empty(), Optional.empty()).reason());
  }

  @Test
  void theTableJoinsWhatRulesNeedWithWhatTheDriverDoes() throws Exception {
    FieldCatalog catalog = new FieldCatalog(SyscallFields.providers());
    SequencedMap<String, CheckedCondition> rules = new LinkedHashMap<>();
    rules.put("whole", ConditionChecker.check(Parser.parse("evt.type = openat and proc.name = a"), catalog));
    rules.put("failed", ConditionChecker.check(Parser.parse("evt.type = rmdir and evt.rawres < 0"), catalog));
    RawCondition applied = RulePushdown.of(rules).condition(SCHEMA.type("SYSCALL_RMDIR_2_X").code());
    List<PushdownCounts> counts = List.of(
        new PushdownCounts(SCHEMA.type("SYSCALL_RMDIR_2_X"), applied, 1, 3),
        new PushdownCounts(SCHEMA.type("SYSCALL_MKDIR_2_X"), RawCondition.Always.TRUE, 5, 6)); // not any more
    assertEquals(
        List.of(
            new PushdownType("mkdir", 0, "", List.of(), "", 5, 6),
            new PushdownType("rmdir", 1, "res < 0", List.of(), "res < 0", 1, 3),
            new PushdownType("openat", 1, "true", List.of(new UnlimitedRule("whole", List.of("proc.name = \"a\""))), "", 0, 0)),
        PushdownTable.of(RulePushdown.of(rules), counts));
    assertEquals(75, new PushdownType("rmdir", 1, "", List.of(), "", 1, 3).share());
  }
}
