package org.eyas.engine.pushdown;

import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.api.pushdown.RawCondition.Addresses;
import org.eyas.api.pushdown.RawCondition.AllOf;
import org.eyas.api.pushdown.RawCondition.Always;
import org.eyas.api.pushdown.RawCondition.AnyOf;
import org.eyas.api.pushdown.RawCondition.Bits;
import org.eyas.api.pushdown.RawCondition.Check;
import org.eyas.api.pushdown.RawCondition.Kinds;
import org.eyas.api.pushdown.RawCondition.Numbers;
import org.eyas.api.pushdown.RawCondition.Path;
import org.eyas.api.pushdown.RawCondition.Ports;
import org.eyas.api.pushdown.RawCondition.ProcessClass;
import org.eyas.api.pushdown.RawCondition.SocketKind;

/** Joins and negates raw conditions; the results are simplified. */
public final class RawConditions {
  private RawConditions() {}

  /** True if all of these are. */
  public static RawCondition allOf(Collection<? extends RawCondition> parts) {
    return RawConditionSimplifier.ALL.of(parts);
  }

  /** True if one of these is. */
  public static RawCondition anyOf(Collection<? extends RawCondition> parts) {
    return RawConditionSimplifier.ANY.of(parts);
  }

  /**
   * The negation: true for every event for which a condition is false, and for all events that a check cannot judge.
   * The condition must not be always true, because then it is no longer known whether one of its checks could not judge
   * an event.
   */
  public static RawCondition negated(RawCondition condition) {
    return switch (condition) {
      case Always always -> always.answer() ? Always.FALSE : Always.TRUE;
      case AllOf all -> anyOf(all.parts().stream().map(RawConditions::negated).toList());
      case AnyOf any -> allOf(any.parts().stream().map(RawConditions::negated).toList());
      case Numbers numbers -> new Numbers(numbers.param(), numbers.ranges().complement());
      case Bits bits -> new Bits(bits.param(), bits.mask(), bits.bits(), !bits.wanted());
      case Path path -> new Path(path.param(), path.part(), path.form(), path.texts(), !path.wanted());
      case RawCondition.KnownDescriptor known -> Always.TRUE; // there is no check for a descriptor that is not known
      case RawCondition.OpenedDirectory opened -> Always.TRUE; // nor one for other files
      case Kinds kinds -> new Kinds(kinds.param(), others(kinds.kinds()));
      case Addresses ends -> anyOf(List.of(notInet(ends), new Addresses(ends.param(), ends.networks(), !ends.wanted())));
      case ProcessClass ofThread -> Always.TRUE; // the opposite has a class of its own
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
