package org.eyas.engine.pushdown;

import org.eyas.api.event.EventType;
import org.eyas.api.pushdown.Ranges;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.engine.check.TypedCondition.NumberCheck;
import org.eyas.engine.check.TypedCondition.Predicate;
import org.eyas.engine.check.TypedValue;
import org.eyas.engine.compile.node.NumberPredicates;

/**
 * Finds the implications of a check for the parameters of events of one type. Parameters do not decide checks of other
 * fields: fields of processes, of descriptors that were opened earlier, and of other bundles.
 */
final class CheckImplications {
  private CheckImplications() {}

  static CheckImplication of(Predicate check, EventType type) {
    if (!(check.left() instanceof TypedValue.Field field)) {
      return CheckImplication.NOTHING;
    }
    String name = field.fieldUse().definition().name();
    return switch (name) {
      case "evt.rawres", "evt.res", "evt.failed" -> ResultImplications.of(name, check, type);
      case "evt.is_open_read", "evt.is_open_write", "evt.is_open_exec", "evt.is_open_create" ->
        OpenCallImplications.of(name, check, type);
      case "evt.arg" -> ArgumentImplications.ofText(field.fieldUse().argument(), check, type);
      case "evt.rawarg" -> ArgumentImplications.ofValue(field.fieldUse().argument(), check, type);
      case "fd.num" -> descriptor(check, type);
      case "evt.num" -> number(check);
      case "fd.typechar", "fd.type", "fd.sockfamily", "fd.ip", "fd.cip", "fd.sip", "fd.lip", "fd.rip", "fd.net", "fd.cnet",
          "fd.snet",
          "fd.lnet", "fd.rnet", "fd.port", "fd.cport", "fd.sport", "fd.lport", "fd.rport" ->
        SocketImplications.of(name, check, type);
      case "fd.name", "fd.nameraw", "fd.directory", "fd.filename", "file.changed", "fs.path.name", "fs.path.nameraw",
          "fs.path.source", "fs.path.sourceraw", "fs.path.target", "fs.path.targetraw" ->
        PathImplications.of(name, check, type);
      default -> CheckImplication.NOTHING;
    };
  }

  /**
   * The implication for the number of the event, which is known only if the check has the same answer for all numbers.
   */
  private static CheckImplication number(Predicate check) {
    if (!OrderDependence.isConstant(check) || !(check instanceof NumberCheck numbers)) {
      return CheckImplication.NOTHING;
    }
    RawCondition answer = NumberPredicates.of(numbers).test(1) ? RawCondition.Always.TRUE : RawCondition.Always.FALSE;
    return CheckImplication.exactly(answer);
  }

  /** The number of the opened descriptor, or -1 after a failure. */
  private static CheckImplication descriptor(Predicate check, EventType type) {
    if (!EventTypeTraits.hasDescriptor(type)) {
      return CheckImplication.NEVER;
    }
    if (!OpenCallImplications.opens(type) || !(check instanceof NumberCheck numbers)) {
      return CheckImplication.NOTHING;
    }
    return NumberRanges.of(numbers).map(CheckImplications::descriptor).orElse(CheckImplication.NOTHING);
  }

  private static CheckImplication descriptor(Ranges wanted) {
    Ranges opened = wanted.and(Ranges.NOT_NEGATIVE);
    return CheckImplication.atMost(ResultImplications.result(wanted.contains(-1) ? opened.or(Ranges.NEGATIVE) : opened));
  }
}
