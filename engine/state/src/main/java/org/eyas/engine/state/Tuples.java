package org.eyas.engine.state;

import org.eyas.api.data.Bytes;
import org.eyas.api.process.FdType;

/** Copies the tuple of an event into a descriptor. */
final class Tuples {
  private Tuples() {}

  static FdType typeOf(SockTuple tuple) {
    boolean inet4 = tuple.family() == WireFlags.FAMILY_INET || tuple.isMapped();
    return inet4 ? FdType.IPV4 : FdType.IPV6;
  }

  /** Sets both ends of a descriptor. Returns whether they changed. */
  static boolean take(FdState fd, SockTuple tuple) {
    return take(fd, tuple, tuple.destination(), tuple.destinationPort());
  }

  /**
   * Sets the source of a tuple and the given destination. A known pair of ends stays as it is, even in the other order.
   * Returns whether the ends changed.
   */
  static boolean take(FdState fd, SockTuple tuple, Bytes destination, int destinationPort) {
    SocketEnds ends = fd.ends();
    FdType paired = destination.length() == 4 ? FdType.IPV4 : FdType.IPV6;
    if (fd.type == paired && ends.areThoseOf(tuple, destination, destinationPort)) {
      return false;
    }
    ends.source(tuple.source(), tuple.sourcePort());
    ends.destination(destination, destinationPort);
    return true;
  }
}
