package org.eyas.engine.state.io;

import org.eyas.api.process.FdInfo.L4Protocol;
import org.eyas.api.process.FdType;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.engine.state.descriptor.FdPool;
import org.eyas.engine.state.descriptor.FdState;
import org.eyas.engine.state.descriptor.SocketEndpoints;
import org.eyas.engine.state.descriptor.SocketNames;
import org.eyas.engine.state.descriptor.TupleCopier;
import org.eyas.engine.state.encoding.ParamIndexes;
import org.eyas.engine.state.encoding.ScapFlags;
import org.eyas.engine.state.encoding.SockTuple;
import org.eyas.engine.state.encoding.UpdateConditions;
import org.eyas.engine.state.process.DescriptorUpdater;
import org.eyas.engine.state.process.LoopEvent;
import org.eyas.engine.state.process.ThreadState;

/** accept and accept4: adds a connected socket of a server. */
public final class AcceptUpdater implements DescriptorUpdater {
  private static final int TUPLE = ParamIndexes.of("SOCKET_ACCEPT_5_X", "SOCKET_ACCEPT4_6_X").at("tuple");
  private static final int FLAGS = ParamIndexes.of("SOCKET_ACCEPT4_6_X").at("flags");

  private final FdPool pool;
  private final SocketNames names;
  private final boolean takesFlags;
  private final SockTuple tuple = new SockTuple();

  /** @param takesFlags whether the event has flags, as accept4 does */
  public AcceptUpdater(FdPool pool, SocketNames names, boolean takesFlags) {
    this.pool = pool;
    this.names = names;
    this.takesFlags = takesFlags;
  }

  @Override
  public RawCondition needs() {
    return UpdateConditions.SUCCESS;
  }

  @Override
  public void update(LoopEvent event) {
    ThreadState thread = event.thread();
    long number = event.result();
    if (thread == null || number < 0) {
      return;
    }
    thread.lastFd(number);
    if (!tuple.wrap(event.bytes(TUPLE)) || !tuple.isInet() && !tuple.isUnix()) {
      return;
    }
    FdState fd = pool.acquire();
    SocketEndpoints ends = fd.ends();
    if (tuple.isInet()) {
      TupleCopier.setEnds(fd, tuple);
      fd.type(TupleCopier.typeOf(tuple));
      ends.protocol(L4Protocol.TCP);
    } else {
      fd.type(FdType.UNIX);
      ends.pointers(tuple.sourcePointer(), tuple.destinationPointer());
    }
    names.nameByTuple(fd, tuple);
    fd.openFlags(takesFlags ? (int) event.number(FLAGS) & ScapFlags.OPEN_CLOEXEC : 0);
    fd.markServer();
    fd.markConnected();
    event.addDescriptor(thread, number, fd);
  }
}
