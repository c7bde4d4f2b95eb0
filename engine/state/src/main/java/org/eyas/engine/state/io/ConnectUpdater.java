package org.eyas.engine.state.io;

import org.eyas.api.data.Bytes;
import org.eyas.api.process.FdInfo.L4Protocol;
import org.eyas.api.process.FdType;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.engine.state.descriptor.FdState;
import org.eyas.engine.state.descriptor.SocketNames;
import org.eyas.engine.state.descriptor.TupleCopier;
import org.eyas.engine.state.encoding.ParamIndexes;
import org.eyas.engine.state.encoding.SavedEnterEvent;
import org.eyas.engine.state.encoding.SockAddr;
import org.eyas.engine.state.encoding.SockTuple;
import org.eyas.engine.state.encoding.UpdateConditions;
import org.eyas.engine.state.process.DescriptorUpdater;
import org.eyas.engine.state.process.LoopEvent;
import org.eyas.engine.state.process.ThreadState;
import org.jspecify.annotations.Nullable;

/**
 * connect: the socket gets its two ends and becomes the socket of a client.
 *
 * <p>The address at the beginning of the call has priority over the address at its end, because another thread may have
 * changed the memory of the program in between. If the tuple of the kernel contradicts the first address, the tuple
 * counts.
 */
public final class ConnectUpdater implements DescriptorUpdater {
  private static final ParamIndexes PARAMS = ParamIndexes.of("SOCKET_CONNECT_X");
  private static final int TUPLE = PARAMS.at("tuple");
  private static final int ADDRESS = PARAMS.at("addr");
  private static final long IN_PROGRESS = -115;

  private final SocketNames names;
  private final SockTuple tuple = new SockTuple();
  private final SockAddr atEnd = new SockAddr();
  private final SockAddr atBegin = new SockAddr();

  public ConnectUpdater(SocketNames names) {
    this.names = names;
  }

  @Override
  public RawCondition needs() {
    return UpdateConditions.successOr(IN_PROGRESS);
  }

  @Override
  public void update(LoopEvent event) {
    ThreadState thread = event.thread();
    FdState known = event.descriptor();
    long result = event.result();
    if (thread == null || known == null || result < 0 && result != IN_PROGRESS) {
      return;
    }
    FdState fd = event.writable(thread, known);
    fd.markConnected();
    SavedEnterEvent enter = event.enter();
    boolean hasBegin = enter != null && atBegin.wrap(enter.text());
    if (!event.has(TUPLE)) {
      // TCP fast open: the connection does not exist yet when the call returns.
      if (hasBegin && atBegin.isInet()) {
        setDestination(fd, atBegin);
      }
      return;
    }
    if (!tuple.wrap(event.bytes(TUPLE))) {
      return;
    }
    SockAddr trusted = hasBegin && atEnd.wrap(event.bytes(ADDRESS)) && areOfOneKind() ? atBegin : null;
    if (tuple.isInet()) {
      setEnds(fd, trusted);
    } else if (tuple.isUnix()) {
      fd.type(FdType.UNIX); // the table may still have the descriptor that was there before
      fd.ends().pointers(tuple.sourcePointer(), tuple.destinationPointer());
      boolean matches = trusted != null && trusted.isUnix() && tuple.path().contentEquals(atEnd.path());
      names.nameByUnixEnds(fd, matches ? atBegin.path() : tuple.path());
    } else {
      return;
    }
    if (!fd.hasRole()) {
      fd.markClient();
    }
  }

  // A program that changes the address during the call can also change its family: such an address has no port or no path.
  private boolean areOfOneKind() {
    return atBegin.isInet() ? atEnd.isInet() : atBegin.family() == atEnd.family();
  }

  private void setEnds(FdState fd, @Nullable SockAddr trusted) {
    fd.type(TupleCopier.typeOf(tuple));
    Bytes destination = tuple.destination();
    int port = tuple.destinationPort();
    if (trusted != null && trusted.isInet() && port == atEnd.port() && destination.contentEquals(atEnd.address())) {
      destination = trusted.address();
      port = trusted.port();
    }
    boolean changed = TupleCopier.setEnds(fd, tuple, destination, port);
    boolean udp = fd.type() == FdType.IPV4 && fd.ends().protocol() == L4Protocol.UDP;
    if (changed && fd.roleServer() && udp) {
      fd.ends().swap();
    }
    names.nameByEnds(fd);
  }

  private static void setDestination(FdState fd, SockAddr addr) {
    Bytes address = addr.address();
    boolean inet4 = address.length() == 4;
    fd.type(inet4 ? FdType.IPV4 : FdType.IPV6);
    fd.ends().destination(address, addr.port());
  }
}
