package org.eyas.engine.pushdown;

import java.util.List;
import java.util.Set;
import org.eyas.api.event.EventType;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.pushdown.RawCondition.Bits;
import org.eyas.engine.check.TypedCondition.NumberCheck;
import org.eyas.engine.check.TypedCondition.Predicate;
import org.eyas.engine.compile.node.NumberPredicate;
import org.eyas.engine.compile.node.NumberPredicates;
import org.eyas.engine.schema.FlagTable;

/** Derives the flags and the mode of an open call from checks of {@code evt.is_open_*}. */
final class OpenCallImplications {
  private static final Set<String> OPENING =
      Set.of(
          "SYSCALL_OPEN_X", "SYSCALL_OPENAT_2_X", "SYSCALL_OPENAT2_X", "SYSCALL_OPEN_BY_HANDLE_AT_X", "SYSCALL_CREAT_X");
  private static final String CREAT = "SYSCALL_CREAT_X";
  private static final long EXECUTE = 0111;

  private OpenCallImplications() {}

  /** Whether events of this type are the ends of calls that open a path. */
  static boolean opens(EventType type) {
    return OPENING.contains(type.id());
  }

  /** True if such a call may write to the file. */
  static RawCondition writes(EventType type) {
    return type.id().equals(CREAT) ? RawCondition.Always.TRUE : has(type, "O_WRONLY");
  }

  static CheckImplication of(String field, Predicate check, EventType type) {
    if (!(check instanceof NumberCheck number)) {
      return CheckImplication.NOTHING;
    }
    CheckImplication one = opens(type) ? open(field, type) : CheckImplication.NEVER;
    NumberPredicate test = NumberPredicates.of(number);
    return new CheckImplication(either(test.test(1), one, test.test(0)), either(!test.test(1), one, !test.test(0)));
  }

  private static RawCondition either(boolean isTrue, CheckImplication value, boolean isFalse) {
    RawCondition whenTrue = isTrue ? value.ifTrue() : RawCondition.Always.FALSE;
    return isFalse ? RawConditions.anyOf(List.of(whenTrue, value.ifFalse())) : whenTrue;
  }

  private static CheckImplication open(String field, EventType type) {
    boolean creat = type.id().equals(CREAT);
    return switch (field) {
      case "evt.is_open_read" -> creat ? CheckImplication.NEVER : CheckImplication.exactly(has(type, "O_RDONLY"));
      case "evt.is_open_write" -> creat ? CheckImplication.NEVER : CheckImplication.exactly(has(type, "O_WRONLY"));
      case "evt.is_open_create" -> creat ? CheckImplication.NEVER : creates(type);
      default -> executable(type, creat);
    };
  }

  // A temporary file counts only if the call succeeded.
  private static CheckImplication creates(EventType type) {
    return new CheckImplication(some(type, "flags", flag("O_F_CREATED") | flag("O_TMPFILE")),
        RawConditions.negated(has(type, "O_F_CREATED")));
  }

  private static CheckImplication executable(EventType type, boolean creat) {
    if (type.indexOf("mode") < 0) {
      return CheckImplication.NEVER;
    }
    RawCondition mode = some(type, "mode", EXECUTE);
    return CheckImplication.exactly(
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
    return FlagTable.named("file_flags").value(name);
  }
}
