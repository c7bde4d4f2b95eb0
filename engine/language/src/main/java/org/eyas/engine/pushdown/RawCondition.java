package org.eyas.engine.pushdown;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eyas.api.data.Text;
import org.eyas.engine.check.Network;

/**
 * A condition on the parameters of an event of one type, as they are in its memory. It needs no process table and no descriptor
 * table, so a kernel can decide it. Immutable; equal conditions are equal objects.
 *
 * <p>A check is true if the event does not have the parameter, or if the parameter has a form that the check cannot judge. So an
 * event for which a raw condition is false is judged completely.
 */
public sealed interface RawCondition {
  /** The same answer for every event. */
  record Always(boolean answer) implements RawCondition {
    public static final Always TRUE = new Always(true);
    public static final Always FALSE = new Always(false);
  }

  record AllOf(List<RawCondition> parts) implements RawCondition {
    public AllOf {
      parts = List.copyOf(parts);
    }
  }

  record AnyOf(List<RawCondition> parts) implements RawCondition {
    public AnyOf {
      parts = List.copyOf(parts);
    }
  }

  /** A check of one parameter. */
  sealed interface Check extends RawCondition {
    /** The index of the parameter. */
    int param();
  }

  /** Whether a number is in one of the ranges. */
  record Numbers(int param, Ranges ranges) implements Check {}

  /**
   * Whether the bits of a mask have these values.
   *
   * @param wanted the answer for an event in which they have
   */
  record Bits(int param, long mask, long bits, boolean wanted) implements Check {}

  /**
   * Whether a path, or a part of it, is one of the texts, or begins with, ends with or contains one. Only judges paths
   * that every engine writes in the same way: see {@link PlainPath}.
   *
   * @param wanted the answer for a path to which that applies
   */
  record Path(int param, Part part, Form form, List<Text> texts, boolean wanted) implements Check {
    public Path {
      texts = List.copyOf(texts);
    }
  }

  /** Whether a socket is of one of these kinds. */
  record Kinds(int param, Set<SocketKind> kinds) implements Check {
    public Kinds {
      kinds = Set.copyOf(kinds);
    }
  }

  /**
   * Whether one end of an IPv4 or IPv6 socket is in one of the networks; false for a unix socket.
   *
   * @param wanted the answer for a socket with such an end
   */
  record Addresses(int param, List<Network> networks, boolean wanted) implements Check {
    public Addresses {
      networks = List.copyOf(networks);
    }
  }

  /**
   * Whether one end of an IPv4 or IPv6 socket has one of the ports; false for a unix socket.
   *
   * @param wanted the answer for a socket with such an end
   */
  record Ports(int param, Ranges ranges, boolean wanted) implements Check {}

  /** The kind of a socket. IPv4 addresses inside IPv6 count as IPv4. */
  enum SocketKind {
    IPV4,
    IPV6,
    UNIX
  }

  /** A part of a path. */
  enum Part {
    WHOLE,
    DIRECTORY,
    BASENAME
  }

  /** How a path is compared with a text. */
  enum Form {
    EQUAL,
    BEGIN,
    END,
    CONTAIN
  }

  /** True if all of these are. */
  static RawCondition allOf(Collection<? extends RawCondition> parts) {
    return Simplifier.ALL.of(parts);
  }

  /** True if one of these is. */
  static RawCondition anyOf(Collection<? extends RawCondition> parts) {
    return Simplifier.ANY.of(parts);
  }

  /**
   * True for every event for which this condition is false, and for all that a check cannot judge. Only for conditions that are not
   * always true: that one of their checks could not judge an event is no longer known.
   */
  default RawCondition negated() {
    return switch (this) {
      case Always always -> always.answer() ? Always.FALSE : Always.TRUE;
      case AllOf all -> anyOf(all.parts().stream().map(RawCondition::negated).toList());
      case AnyOf any -> allOf(any.parts().stream().map(RawCondition::negated).toList());
      case Numbers numbers -> new Numbers(numbers.param(), numbers.ranges().complement());
      case Bits bits -> new Bits(bits.param(), bits.mask(), bits.bits(), !bits.wanted());
      case Path path -> new Path(path.param(), path.part(), path.form(), path.texts(), !path.wanted());
      case Kinds kinds -> new Kinds(kinds.param(), others(kinds.kinds()));
      case Addresses ends -> anyOf(List.of(notInet(ends), new Addresses(ends.param(), ends.networks(), !ends.wanted())));
      case Ports ends -> anyOf(List.of(notInet(ends), new Ports(ends.param(), ends.ranges(), !ends.wanted())));
    };
  }

  private static RawCondition notInet(Check check) {
    return new Kinds(check.param(), Set.of(SocketKind.UNIX));
  }

  private static Set<SocketKind> others(Set<SocketKind> kinds) {
    Set<SocketKind> others = EnumSet.allOf(SocketKind.class);
    others.removeAll(kinds);
    return others;
  }
}
