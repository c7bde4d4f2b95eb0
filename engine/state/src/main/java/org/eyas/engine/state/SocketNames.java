package org.eyas.engine.state;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.FdInfo.L4Protocol;

/** Sets the {@code fd.name} of sockets. If the name does not change, the object stays the same. */
final class SocketNames {
  private static final Text UNKNOWN = Text.of("<unknown>");

  private final ByteBuilder scratch = new ByteBuilder();

  /** Sets the name source:port->destination:port, without ports if the protocol has none. */
  void nameByEnds(FdState fd) {
    scratch.clear();
    SocketEnds ends = fd.ends();
    boolean inet4 = fd.type.isIpv4();
    Bytes source = ends.source(inet4 ? 4 : 16);
    Bytes destination = ends.destination(inet4 ? 4 : 16);
    L4Protocol protocol = ends.protocol;
    if (protocol == L4Protocol.TCP || protocol == L4Protocol.UDP) {
      SocketText.endpoint(source, ends.sourcePort, scratch);
      SocketText.arrow(scratch);
      SocketText.endpoint(destination, ends.destinationPort, scratch);
    } else if (protocol == L4Protocol.ICMP || inet4 && protocol == L4Protocol.RAW) {
      SocketText.address(source, scratch);
      SocketText.arrow(scratch);
      SocketText.address(destination, scratch);
    } else {
      scratch.append(UNKNOWN);
    }
    take(fd);
  }

  /** Like {@link #nameByEnds}, but always with ports, as for descriptors of a snapshot. */
  void nameWithPorts(FdState fd) {
    SocketEnds ends = fd.ends();
    int length = fd.type.isIpv4() ? 4 : 16;
    scratch.clear();
    if (!fd.type.isServerSocket()) {
      SocketText.endpoint(ends.source(length), ends.sourcePort, scratch);
      SocketText.arrow(scratch);
    }
    SocketText.endpoint(ends.destination(length), ends.destinationPort, scratch);
    take(fd);
  }

  void nameByTuple(FdState fd, SockTuple tuple) {
    scratch.clear();
    SocketText.tuple(tuple, scratch);
    take(fd);
  }

  void nameByAddress(FdState fd, SockAddr addr) {
    scratch.clear();
    SocketText.sockAddr(addr, scratch);
    take(fd);
  }

  void nameByUnixEnds(FdState fd, Bytes path) {
    scratch.clear();
    SocketText.unix(fd.ends().sourcePointer, fd.ends().destinationPointer, path, scratch);
    take(fd);
  }

  private void take(FdState fd) {
    if (!fd.name.contentEquals(scratch.view())) {
      fd.name = scratch.toText();
    }
  }
}
