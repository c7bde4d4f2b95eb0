package org.eyas.engine.compile.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.concurrent.CancellationException;
import org.eyas.engine.check.Checked;
import org.eyas.engine.check.Checker;
import org.eyas.engine.check.EventCodes;
import org.eyas.engine.check.FakeFields;
import org.eyas.engine.check.TypedExpr;
import org.eyas.engine.compile.RuleIndex;
import org.eyas.engine.field.FieldCatalog;
import org.eyas.engine.field.SyscallFields;
import org.eyas.engine.schema.EventSchema;
import org.eyas.engine.syntax.Parser;
import org.junit.jupiter.api.Test;

/** A condition with thousands of checks is folded once, not once for each of several hundred event types. */
class TypeFreeTest {
  private final FieldCatalog catalog = new FieldCatalog(SyscallFields.providers());
  private final TypeFree typeFree = new TypeFree();

  private TypedExpr left(TypedExpr expr, String type) {
    return new Specializer(EventSchema.current().type(type), typeFree).specialize(expr);
  }

  private TypedExpr typed(String condition) throws Exception {
    return Checker.check(Parser.parse(condition), catalog).expr();
  }

  @Test
  void conditionsThatDoNotDependOnTheTypeAreFoldedOnceForAll() throws Exception {
    TypedExpr expr = typed("proc.name = a or (proc.pid in (1, 2) and not fd.name exists)");
    assertSame(left(expr, "SYSCALL_OPENAT_2_X"), left(expr, "SYSCALL_CLOSE_X"));
  }

  @Test
  void conditionsThatDependOnTheTypeAreNot() throws Exception {
    for (String check : List.of("evt.type = openat", "syscall.type = openat", "evt.is_open_write = true", "evt.arg.name = a")) {
      TypedExpr expr = typed("proc.name = a or not (" + check + " and proc.pid = 2)");
      assertNotSame(left(expr, "SYSCALL_OPENAT_2_X"), left(expr, "SYSCALL_CLOSE_X"));
    }
    assertEquals(TypedExpr.Always.FALSE, left(typed("proc.name = a and evt.type = openat"), "SYSCALL_CLOSE_X"));
  }

  @Test
  void compilingEndsIfItsThreadIsInterrupted() throws Exception {
    FakeFields fields = FakeFields.ofEveryKind();
    Checked checked = Checker.check(Parser.parse("t.int = 1"), fields.catalog());
    List<RuleIndex.Rule> rules = List.of(new RuleIndex.Rule(0, checked.expr(), EventCodes.all()));
    Thread.currentThread().interrupt();
    try {
      assertThrows(CancellationException.class, () -> RuleIndex.of(rules));
    } finally {
      Thread.interrupted();
    }
  }
}
