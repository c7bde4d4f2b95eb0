package org.eyas.engine.state.descriptor;

import org.eyas.api.data.ByteBuilder;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.process.FdInfo.L4Protocol;
import org.eyas.engine.state.encoding.SockAddr;
import org.eyas.engine.state.encoding.SockTuple;
import org.eyas.engine.state.encoding.SocketPrinter;
import org.eyas.engine.text.FalcoVersion;

/** Sets the {@code fd.name} of sockets. If a socket already has the name, its text object stays. */
public final class SocketNames {
  private static final Text UNKNOWN = Text.of("<unknown>");

  private final ByteBuilder scratch = new ByteBuilder();
  private final boolean keepsBytes;

  /** @param version decides whether unprintable bytes stay in the paths of unix sockets */
  public SocketNames(FalcoVersion version) {
    keepsBytes = version.keepsBytes();
  }

  /** Sets the name source:port->destination:port, without ports if the protocol has none. */
  public void nameByEnds(FdState fd) {
    scratch.clear();
    SocketEndpoints ends = fd.ends();
    boolean inet4 = fd.type.isIpv4();
    Bytes source = ends.source(inet4 ? 4 : 16);
    Bytes destination = ends.destination(inet4 ? 4 : 16);
    L4Protocol protocol = ends.protocol;
    if (protocol == L4Protocol.TCP || protocol == L4Protocol.UDP) {
      SocketPrinter.endpoint(source, ends.sourcePort, scratch);
      SocketPrinter.arrow(scratch);
      SocketPrinter.endpoint(destination, ends.destinationPort, scratch);
    } else if (protocol == L4Protocol.ICMP || inet4 && protocol == L4Protocol.RAW) {
      SocketPrinter.address(source, scratch);
      SocketPrinter.arrow(scratch);
      SocketPrinter.address(destination, scratch);
    } else {
      scratch.append(UNKNOWN);
    }
    applyName(fd);
  }

  /** Like {@link #nameByEnds}, but always with ports, as for descriptors of a snapshot. */
  public void nameWithPorts(FdState fd) {
    SocketEndpoints ends = fd.ends();
    int length = fd.type.isIpv4() ? 4 : 16;
    scratch.clear();
    if (!fd.type.isServerSocket()) {
      SocketPrinter.endpoint(ends.source(length), ends.sourcePort, scratch);
      SocketPrinter.arrow(scratch);
    }
    SocketPrinter.endpoint(ends.destination(length), ends.destinationPort, scratch);
    applyName(fd);
  }

  public void nameByTuple(FdState fd, SockTuple tuple) {
    scratch.clear();
    SocketPrinter.tuple(tuple, keepsBytes, scratch);
    applyName(fd);
  }

  public void nameByAddress(FdState fd, SockAddr addr) {
    scratch.clear();
    SocketPrinter.sockAddr(addr, keepsBytes, scratch);
    applyName(fd);
  }

  public void nameByUnixEnds(FdState fd, Bytes path) {
    scratch.clear();
    SocketPrinter.unix(fd.ends().sourcePointer, fd.ends().destinationPointer, path, keepsBytes, scratch);
    applyName(fd);
  }

  private void applyName(FdState fd) {
    if (!fd.name.contentEquals(scratch.view())) {
      fd.name = scratch.toText();
    }
  }
}
