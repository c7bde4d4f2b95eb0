package org.eyas.core.state;

import org.eyas.api.data.Bytes;
import org.eyas.api.process.FdType;

/** Brings the tuple of an event into a descriptor. */
final class Tuples {
  private Tuples() {}

  static FdType typeOf(SockTuple tuple) {
    boolean inet4 = tuple.family() == WireFlags.FAMILY_INET || tuple.isMapped();
    return inet4 ? FdType.IPV4 : FdType.IPV6;
  }

  /** Takes both ends; a destination that is known already stays. Answers whether anything changed. */
  static boolean take(FdState fd, SockTuple tuple) {
    return take(fd, tuple, tuple.destination(), tuple.destinationPort(), false);
  }

  /**
   * Takes the source of a tuple and a destination.
   *
   * @param overwrite whether the destination replaces a known one
   */
  static boolean take(FdState fd, SockTuple tuple, Bytes destination, int destinationPort, boolean overwrite) {
    SocketEnds ends = fd.ends();
    FdType paired = destination.length() == 4 ? FdType.IPV4 : FdType.IPV6;
    if (fd.type == paired && ends.areThoseOf(tuple, destination, destinationPort)) {
      return false;
    }
    Bytes source = tuple.source();
    int length = source.length();
    boolean changed = ends.sourcePort != tuple.sourcePort() || !ends.source(length).contentEquals(source);
    ends.source(source, tuple.sourcePort());
    Bytes keptAddress = ends.destination(length);
    if (ends.destinationIsZero(length) || overwrite && !keptAddress.contentEquals(destination)) {
      ends.destination(destination, ends.destinationPort);
      changed = true;
    }
    if (ends.destinationPort == 0 || overwrite && ends.destinationPort != destinationPort) {
      ends.destinationPort = destinationPort;
      changed = true;
    }
    return changed;
  }
}
