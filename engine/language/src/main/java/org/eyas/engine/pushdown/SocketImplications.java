package org.eyas.engine.pushdown;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.api.field.FieldDefinition.Shape;
import org.eyas.api.process.FdType;
import org.eyas.api.pushdown.Network;
import org.eyas.api.pushdown.Ranges;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.pushdown.RawCondition.Addresses;
import org.eyas.api.pushdown.RawCondition.Kinds;
import org.eyas.api.pushdown.RawCondition.Ports;
import org.eyas.api.pushdown.RawCondition.SocketKind;
import org.eyas.engine.check.TypedCondition.AddressCheck;
import org.eyas.engine.check.TypedCondition.NetworkCheck;
import org.eyas.engine.check.TypedCondition.NumberCheck;
import org.eyas.engine.check.TypedCondition.Predicate;
import org.eyas.engine.check.TypedCondition.TextCheck;
import org.eyas.engine.compile.text.TextPredicate;
import org.eyas.engine.compile.text.TextPredicates;
import org.eyas.engine.syntax.ComparisonOperator;
import org.eyas.engine.syntax.SyntaxTree.Modifier;

/**
 * Derives the tuple of a connect from checks of the descriptor. After a call that connected, or began to, the
 * descriptor has the family and the ends of the tuple, in either order. After any other call, it has the same ends as
 * before.
 */
final class SocketImplications {
  private static final String CONNECT = "SOCKET_CONNECT_X";
  private static final long IN_PROGRESS = -115;
  private static final RawCondition NOT_CONNECTED =
      ResultImplications.result(Ranges.NOT_NEGATIVE.or(Ranges.of(List.of(IN_PROGRESS))).complement());

  private SocketImplications() {}

  static CheckImplication of(String field, Predicate check, EventType type) {
    if (!EventTypeTraits.hasDescriptor(type)) {
      return CheckImplication.NEVER;
    }
    if (!type.id().equals(CONNECT)) {
      return CheckImplication.NOTHING;
    }
    int tuple = type.indexOf("tuple");
    RawCondition connected = switch (check) {
      case TextCheck text -> kinds(field, TextPredicates.of(text), tuple);
      case AddressCheck address -> addresses(address, tuple);
      case NetworkCheck network -> networks(network, network.operator(), network.modifier(), network.constants(), tuple);
      case NumberCheck number -> ports(number, tuple);
      default -> RawCondition.Always.TRUE;
    };
    return CheckImplication.atMost(RawConditions.anyOf(List.of(NOT_CONNECTED, connected)));
  }

  private static RawCondition kinds(String field, TextPredicate test, int tuple) {
    if (field.equals("fd.typechar") && test.test(letter(FdType.UNKNOWN))) {
      return RawCondition.Always.TRUE; // for a descriptor that is not in the table
    }
    Set<SocketKind> kinds = EnumSet.noneOf(SocketKind.class);
    for (SocketKind kind : SocketKind.values()) {
      if (test.test(text(field, kind))) {
        kinds.add(kind);
      }
    }
    return new Kinds(tuple, kinds);
  }

  private static Text text(String field, SocketKind kind) {
    FdType type = switch (kind) {
      case IPV4 -> FdType.IPV4;
      case IPV6 -> FdType.IPV6;
      case UNIX -> FdType.UNIX;
    };
    return switch (field) {
      case "fd.typechar" -> letter(type);
      case "fd.type" -> Text.of(type.label());
      default -> Text.of(kind == SocketKind.UNIX ? "unix" : "ip");
    };
  }

  private static Text letter(FdType type) {
    return Text.of(String.valueOf(type.letter()));
  }

  private static RawCondition addresses(AddressCheck check, int tuple) {
    List<Network> single = check.constants().stream().map(address -> new Network(address, address.length() * 8)).toList();
    return networks(check, check.operator(), check.modifier(), single, tuple);
  }

  private static RawCondition networks(
      Predicate check, ComparisonOperator operator, Modifier modifier, List<Network> networks, int tuple) {
    boolean one = modifier == Modifier.NONE && networks.size() == 1;
    return switch (operator) {
      case IN, INTERSECTS -> new Addresses(tuple, networks, true);
      case EQUAL -> one ? new Addresses(tuple, networks, true) : RawCondition.Always.TRUE;
      // Both ends of a field with two ends must differ; of a field with one, it is not known which end it is.
      case NOT_EQUAL ->
        one && check.left().shape() == Shape.ENDS ? new Addresses(tuple, networks, false) : RawCondition.Always.TRUE;
      default -> RawCondition.Always.TRUE;
    };
  }

  private static RawCondition ports(NumberCheck check, int tuple) {
    boolean both = check.left().shape() == Shape.ENDS && check.operator() == ComparisonOperator.NOT_EQUAL;
    return NumberRanges.of(check)
        .<RawCondition>map(ports -> both ? new Ports(tuple, ports.complement(), false) : new Ports(tuple, ports, true))
        .orElse(RawCondition.Always.TRUE);
  }
}
