package org.eyas.engine.pushdown;

import java.util.List;
import java.util.Set;
import org.eyas.api.event.EventType;
import org.eyas.api.pushdown.RawCondition.Bits;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.engine.check.TypedExpr.NumberCheck;
import org.eyas.engine.check.TypedExpr.Predicate;
import org.eyas.engine.compile.node.NumberTest;
import org.eyas.engine.compile.node.NumberTests;
import org.eyas.engine.schema.FlagTable;

/** Derives the flags and the mode of an open call from checks of {@code evt.is_open_*}. */
final class OpenFacts {
  private static final Set<String> OPENING =
      Set.of(
          "SYSCALL_OPEN_X", "SYSCALL_OPENAT_2_X", "SYSCALL_OPENAT2_X", "SYSCALL_OPEN_BY_HANDLE_AT_X", "SYSCALL_CREAT_X");
  private static final String CREAT = "SYSCALL_CREAT_X";
  private static final long EXECUTE = 0111;

  private OpenFacts() {}

  /** Whether events of this type are the ends of calls that open a path. */
  static boolean opens(EventType type) {
    return OPENING.contains(type.id());
  }

  /** True if such a call may write to the file. */
  static RawCondition writes(EventType type) {
    return type.id().equals(CREAT) ? RawCondition.Always.TRUE : has(type, "O_WRONLY");
  }

  static Implication of(String field, Predicate check, EventType type) {
    if (!(check instanceof NumberCheck number)) {
      return Implication.NOTHING;
    }
    Implication one = opens(type) ? open(field, type) : Implication.NEVER;
    NumberTest test = NumberTests.of(number);
    return new Implication(either(test.test(1), one, test.test(0)), either(!test.test(1), one, !test.test(0)));
  }

  private static RawCondition either(boolean isTrue, Implication value, boolean isFalse) {
    RawCondition whenTrue = isTrue ? value.ifTrue() : RawCondition.Always.FALSE;
    return isFalse ? RawConditions.anyOf(List.of(whenTrue, value.ifFalse())) : whenTrue;
  }

  private static Implication open(String field, EventType type) {
    boolean creat = type.id().equals(CREAT);
    return switch (field) {
      case "evt.is_open_read" -> creat ? Implication.NEVER : Implication.exactly(has(type, "O_RDONLY"));
      case "evt.is_open_write" -> creat ? Implication.NEVER : Implication.exactly(has(type, "O_WRONLY"));
      case "evt.is_open_create" -> creat ? Implication.NEVER : creates(type);
      default -> executable(type, creat);
    };
  }

  // A temporary file counts only if the call succeeded.
  private static Implication creates(EventType type) {
    return new Implication(some(type, "flags", flag("O_F_CREATED") | flag("O_TMPFILE")),
        RawConditions.negated(has(type, "O_F_CREATED")));
  }

  private static Implication executable(EventType type, boolean creat) {
    if (type.indexOf("mode") < 0) {
      return Implication.NEVER;
    }
    RawCondition mode = some(type, "mode", EXECUTE);
    return Implication.exactly(
        creat ? mode : RawConditions.allOf(List.of(mode, some(type, "flags", flag("O_CREAT") | flag("O_TMPFILE")))));
  }

  private static RawCondition has(EventType type, String name) {
    return some(type, "flags", flag(name));
  }

  /** Whether a parameter has at least one bit of the mask. */
  private static RawCondition some(EventType type, String param, long mask) {
    return new Bits(type.indexOf(param), mask, 0, false);
  }

  private static long flag(String name) {
    FlagTable table = FlagTable.named("file_flags");
    for (int i = 0; i < table.size(); i++) {
      if (table.name(i).toString().equals(name)) {
        return table.value(i);
      }
    }
    throw new IllegalStateException("file_flags does not contain " + name);
  }
}
