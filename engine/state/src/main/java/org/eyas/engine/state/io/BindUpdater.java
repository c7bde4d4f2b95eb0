package org.eyas.engine.state.io;

import org.eyas.api.data.ByteView;
import org.eyas.api.data.Bytes;
import org.eyas.api.process.FdType;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.engine.state.descriptor.FdState;
import org.eyas.engine.state.descriptor.SocketNames;
import org.eyas.engine.state.encoding.ParamIndexes;
import org.eyas.engine.state.encoding.SockAddr;
import org.eyas.engine.state.encoding.SocketAddressBytes;
import org.eyas.engine.state.encoding.UpdateConditions;
import org.eyas.engine.state.process.DescriptorUpdater;
import org.eyas.engine.state.process.LoopEvent;
import org.eyas.engine.state.process.ThreadState;

/** bind: a socket with a port of its own becomes the socket of a server. */
public final class BindUpdater implements DescriptorUpdater {
  private static final int ADDRESS = ParamIndexes.of("SOCKET_BIND_X").at("addr");

  private final SocketNames names;
  private final SockAddr addr = new SockAddr();
  private final ByteView mapped = new ByteView();

  public BindUpdater(SocketNames names) {
    this.names = names;
  }

  @Override
  public RawCondition needs() {
    return UpdateConditions.SUCCESS;
  }

  @Override
  public void update(LoopEvent event) {
    ThreadState thread = event.thread();
    FdState bound = event.descriptor();
    if (thread == null || bound == null || event.result() < 0 || !addr.wrap(event.bytes(ADDRESS))) {
      return;
    }
    FdState fd = event.writable(thread, bound);
    if (addr.isInet() && addr.port() > 0) {
      Bytes address = addr.address();
      boolean inet4 = address.length() == 4;
      if (!inet4 && SocketAddressBytes.isMapped(address)) {
        address = address.slice(12, 16, mapped);
        inet4 = true;
      }
      fd.type(inet4 ? FdType.IPV4_SERVER : FdType.IPV6_SERVER);
      fd.ends().destination(address, addr.port());
      fd.markServer();
    }
    names.nameByAddress(fd, addr);
  }
}
