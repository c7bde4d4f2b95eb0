package org.eyas.engine.pushdown;

import org.eyas.api.event.EventFlag;
import org.eyas.api.event.EventType.Direction;
import org.eyas.api.event.EventType;
import org.eyas.api.pushdown.Ranges;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.engine.check.TypedExpr.NumberCheck;
import org.eyas.engine.check.TypedExpr.Predicate;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.compile.node.NumberTests;

/**
 * Finds the implications of a check for the parameters of events of one type. Parameters do not decide checks of other
 * fields: fields of processes, of descriptors that were opened earlier, and of other bundles.
 */
final class Implications {
  private Implications() {}

  static Implication of(Predicate check, EventType type) {
    if (!(check.left() instanceof TypedValue.Field field)) {
      return Implication.NOTHING;
    }
    String name = field.use().definition().name();
    return switch (name) {
      case "evt.rawres", "evt.res", "evt.failed" -> ResultFacts.of(name, check, type);
      case "evt.is_open_read", "evt.is_open_write", "evt.is_open_exec", "evt.is_open_create" -> OpenFacts.of(name, check, type);
      case "evt.arg" -> ArgumentFacts.ofText(field.use().argument(), check, type);
      case "evt.rawarg" -> ArgumentFacts.ofValue(field.use().argument(), check, type);
      case "fd.num" -> descriptor(check, type);
      case "evt.num" -> number(check);
      case "fd.typechar", "fd.type", "fd.sockfamily", "fd.ip", "fd.cip", "fd.sip", "fd.lip", "fd.rip", "fd.net", "fd.cnet",
          "fd.snet",
          "fd.lnet", "fd.rnet", "fd.port", "fd.cport", "fd.sport", "fd.lport", "fd.rport" ->
        SocketFacts.of(name, check, type);
      case "fd.name", "fd.nameraw", "fd.directory", "fd.filename", "file.changed", "fs.path.name", "fs.path.nameraw",
          "fs.path.source", "fs.path.sourceraw", "fs.path.target", "fs.path.targetraw" ->
        PathFacts.of(name, check, type);
      default -> Implication.NOTHING;
    };
  }

  /**
   * The implication for the number of the event, which is known only if the check has the same answer for all numbers.
   */
  private static Implication number(Predicate check) {
    if (!EventOrder.isConstant(check) || !(check instanceof NumberCheck numbers)) {
      return Implication.NOTHING;
    }
    RawCondition answer = NumberTests.of(numbers).test(1) ? RawCondition.Always.TRUE : RawCondition.Always.FALSE;
    return Implication.exactly(answer);
  }

  /** Whether events of a type have a descriptor; without one, the fields fd.* are absent. */
  static boolean hasDescriptor(EventType type) {
    return type.is(EventFlag.CREATES_FD) || type.is(EventFlag.USES_FD) || type.is(EventFlag.DESTROYS_FD);
  }

  /** Whether the first parameter of a type is the result of a system call. */
  static boolean returns(EventType type) {
    return type.classes().contains("syscall") && type.direction() == Direction.EXIT && !type.id().equals("GENERIC_X");
  }

  /** The number of the opened descriptor, or -1 after a failure. */
  private static Implication descriptor(Predicate check, EventType type) {
    if (!hasDescriptor(type)) {
      return Implication.NEVER;
    }
    if (!OpenFacts.opens(type) || !(check instanceof NumberCheck numbers)) {
      return Implication.NOTHING;
    }
    return NumberRanges.of(numbers).map(Implications::descriptor).orElse(Implication.NOTHING);
  }

  private static Implication descriptor(Ranges wanted) {
    Ranges opened = wanted.and(Ranges.NOT_NEGATIVE);
    return Implication.atMost(ResultFacts.result(wanted.contains(-1) ? opened.or(Ranges.NEGATIVE) : opened));
  }
}
