package org.eyas.engine.compile.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.CancellationException;
import org.eyas.engine.check.CheckedCondition;
import org.eyas.engine.check.ConditionChecker;
import org.eyas.engine.check.EventCodeFinder;
import org.eyas.engine.check.FakeFields;
import org.eyas.engine.check.TypedCondition;
import org.eyas.engine.compile.RuleIndex;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.syscall.SyscallFields;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.syntax.Parser;
import org.junit.jupiter.api.Test;

/** A condition with thousands of checks is folded once, not once for each of several hundred event types. */
class TypeIndependentConditionsTest {
  private final FieldCatalog catalog = new FieldCatalog(SyscallFields.providers());
  private final TypeIndependentConditions typeFree = new TypeIndependentConditions();

  private TypedCondition left(TypedCondition expr, String type) {
    return new EventTypeSpecializer(EventSchema.current().type(type), typeFree).specialize(expr);
  }

  private TypedCondition typed(String condition) throws Exception {
    return ConditionChecker.check(Parser.parse(condition), catalog).expr();
  }

  @Test
  void conditionsThatDoNotDependOnTheTypeAreFoldedOnceForAll() throws Exception {
    TypedCondition expr = typed("proc.name = a or (proc.pid in (1, 2) and not fd.name exists)");
    assertSame(left(expr, "SYSCALL_OPENAT_2_X"), left(expr, "SYSCALL_CLOSE_X"));
  }

  @Test
  void conditionsThatDependOnTheTypeAreNot() throws Exception {
    for (String check : List.of("evt.type = openat", "syscall.type = openat", "evt.is_open_write = true", "evt.arg.name = a")) {
      TypedCondition expr = typed("proc.name = a or not (" + check + " and proc.pid = 2)");
      assertNotSame(left(expr, "SYSCALL_OPENAT_2_X"), left(expr, "SYSCALL_CLOSE_X"));
    }
    assertEquals(TypedCondition.Always.FALSE, left(typed("proc.name = a and evt.type = openat"), "SYSCALL_CLOSE_X"));
  }

  @Test
  void compilingEndsIfItsThreadIsInterrupted() throws Exception {
    FakeFields fields = FakeFields.ofEveryKind();
    CheckedCondition checked = ConditionChecker.check(Parser.parse("t.int = 1"), fields.catalog());
    List<RuleIndex.Rule> rules = List.of(new RuleIndex.Rule(0, checked.expr(), EventCodeFinder.all()));
    Thread.currentThread().interrupt();
    try {
      assertThrows(CancellationException.class, () -> RuleIndex.of(rules));
    } finally {
      Thread.interrupted();
    }
  }
}
