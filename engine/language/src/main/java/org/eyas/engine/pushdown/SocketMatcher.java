package org.eyas.engine.pushdown;

import java.util.List;
import org.eyas.api.data.Bytes;
import org.eyas.api.event.Event;
import org.eyas.api.pushdown.Network;
import org.eyas.api.pushdown.RawCondition.Addresses;
import org.eyas.api.pushdown.RawCondition.Kinds;
import org.eyas.api.pushdown.RawCondition.Ports;
import org.eyas.api.pushdown.RawCondition.SocketKind;
import org.jspecify.annotations.Nullable;

/** Judges both ends of a socket; true for a tuple that is incomplete or of another family. */
final class SocketMatcher implements RawConditionMatcher {
  /** The answer for one tuple. */
  private interface Test {
    boolean test(SocketKind kind, SocketTupleReader tuple);
  }

  private final int param;
  private final Test test;
  private final SocketTupleReader tuple = new SocketTupleReader();

  private SocketMatcher(int param, Test test) {
    this.param = param;
    this.test = test;
  }

  static RawConditionMatcher of(Kinds kinds) {
    return new SocketMatcher(kinds.param(), (kind, tuple) -> kinds.kinds().contains(kind));
  }

  static RawConditionMatcher of(Addresses addresses) {
    return new SocketMatcher(addresses.param(), (kind, tuple) -> isInet(kind)
        && (isIn(addresses.networks(), tuple.source()) || isIn(addresses.networks(), tuple.destination())) == addresses.wanted());
  }

  static RawConditionMatcher of(Ports ports) {
    return new SocketMatcher(ports.param(), (kind, tuple) -> isInet(kind)
        && (ports.ranges().contains(tuple.sourcePort()) || ports.ranges().contains(tuple.destinationPort())) == ports.wanted());
  }

  @Override
  public boolean test(Event event) {
    @Nullable SocketKind kind = tuple.wrap(event.bytes(param));
    return kind == null || test.test(kind, tuple);
  }

  private static boolean isInet(SocketKind kind) {
    return kind != SocketKind.UNIX;
  }

  private static boolean isIn(List<Network> networks, Bytes address) {
    for (int i = 0; i < networks.size(); i++) {
      if (networks.get(i).contains(address)) {
        return true;
      }
    }
    return false;
  }
}
