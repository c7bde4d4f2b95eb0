package org.eyas.engine.state.descriptor;

import org.eyas.api.data.Bytes;
import org.eyas.api.process.FdType;
import org.eyas.engine.state.encoding.ScapFlags;
import org.eyas.engine.state.encoding.SockTuple;

/** Copies the tuple of an event into a descriptor. */
public final class TupleCopier {
  private TupleCopier() {}

  public static FdType typeOf(SockTuple tuple) {
    boolean inet4 = tuple.family() == ScapFlags.FAMILY_INET || tuple.isMapped();
    return inet4 ? FdType.IPV4 : FdType.IPV6;
  }

  /** Sets both ends of a descriptor. Returns whether they changed. */
  public static boolean setEnds(FdState fd, SockTuple tuple) {
    return setEnds(fd, tuple, tuple.destination(), tuple.destinationPort());
  }

  /**
   * Sets the source of a tuple and the given destination. A known pair of ends stays as it is, even in the other order.
   * Returns whether the ends changed.
   */
  public static boolean setEnds(FdState fd, SockTuple tuple, Bytes destination, int destinationPort) {
    SocketEndpoints ends = fd.ends();
    FdType paired = destination.length() == 4 ? FdType.IPV4 : FdType.IPV6;
    if (fd.type == paired && ends.areThoseOf(tuple, destination, destinationPort)) {
      return false;
    }
    ends.source(tuple.source(), tuple.sourcePort());
    ends.destination(destination, destinationPort);
    return true;
  }
}
