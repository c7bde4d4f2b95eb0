package org.eyas.engine.state.io;

import org.eyas.api.data.Bytes;
import org.eyas.api.process.FdInfo.L4Protocol;
import org.eyas.api.process.FdType;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.engine.state.descriptor.FdPool;
import org.eyas.engine.state.descriptor.FdState;
import org.eyas.engine.state.descriptor.LocalAddresses;
import org.eyas.engine.state.descriptor.SocketNames;
import org.eyas.engine.state.descriptor.TupleCopier;
import org.eyas.engine.state.encoding.ParamIndexes;
import org.eyas.engine.state.encoding.ScapFlags;
import org.eyas.engine.state.encoding.SockTuple;
import org.eyas.engine.state.encoding.UpdateConditions;
import org.eyas.engine.state.process.DescriptorUpdater;
import org.eyas.engine.state.process.LoopEvent;
import org.eyas.engine.state.process.ThreadState;

/**
 * read, write and similar calls: a socket that transfers data is connected, and a datagram shows both ends.
 *
 * <p>In a replay, descriptors that a unix datagram may carry (SCM_RIGHTS) stay unknown. Live, Falco looks them up in
 * /proc.
 */
public final class DataTransferUpdater implements DescriptorUpdater {
  private static final int NO_TUPLE = -1;
  private static final int SENT_FD = ParamIndexes.of("SOCKET_SEND_X", "SOCKET_SENDTO_X", "SOCKET_SENDMSG_X").at("fd");

  private final LocalAddresses interfaces;
  private final SocketNames names;
  private final FdPool pool;
  private final boolean incoming;
  private final int tupleParam;
  private final boolean assumesSocket;
  private final SockTuple tuple = new SockTuple();

  private DataTransferUpdater(SocketUpdaterContext endpoints, boolean incoming, int tupleParam, boolean assumesSocket) {
    interfaces = endpoints.interfaces();
    names = endpoints.names();
    pool = endpoints.pool();
    this.incoming = incoming;
    this.tupleParam = tupleParam;
    this.assumesSocket = assumesSocket;
  }

  /** read, write, readv and similar calls: no tuple. */
  public static DataTransferUpdater plain(SocketUpdaterContext endpoints) {
    return new DataTransferUpdater(endpoints, false, NO_TUPLE, false);
  }

  public static DataTransferUpdater receiving(SocketUpdaterContext endpoints, int tupleParam) {
    return new DataTransferUpdater(endpoints, true, tupleParam, false);
  }

  /**
   * Sending calls.
   *
   * @param assumesSocket whether the call proves that an unknown socket exists
   */
  public static DataTransferUpdater sending(SocketUpdaterContext endpoints, int tupleParam, boolean assumesSocket) {
    return new DataTransferUpdater(endpoints, false, tupleParam, assumesSocket);
  }

  @Override
  public RawCondition needs() {
    return UpdateConditions.SUCCESS;
  }

  @Override
  public void update(LoopEvent event) {
    ThreadState thread = event.thread();
    if (thread == null || event.result() < 0) {
      return;
    }
    if (assumesSocket && event.descriptor() == null) {
      assumeSocket(event, thread);
    }
    FdState fd = event.descriptor();
    if (fd == null) {
      return;
    }
    if (fd.isInetPair() && !fd.connected()) {
      fd = event.writable(thread, fd);
      fd.markConnected();
    }
    boolean settled = fd.type() == FdType.IPV4 && fd.ends().protocol() == L4Protocol.TCP && !fd.name().isEmpty();
    if (tupleParam != NO_TUPLE && !settled && tuple.wrap(event.bytes(tupleParam))) {
      takeTuple(event, thread, fd);
    }
  }

  private void assumeSocket(LoopEvent event, ThreadState thread) {
    Bytes encoded = event.bytes(tupleParam);
    int family = encoded.isEmpty() ? 0 : encoded.at(0);
    if (family == ScapFlags.FAMILY_INET || family == ScapFlags.FAMILY_INET6) {
      SocketUpdater.addUnseenSocket(event, thread, event.number(SENT_FD), family, pool);
    }
  }

  private void takeTuple(LoopEvent event, ThreadState thread, FdState known) {
    if (tuple.isUnix()) {
      FdState fd = event.writable(thread, known);
      fd.type(FdType.UNIX);
      fd.ends().pointers(tuple.sourcePointer(), tuple.destinationPointer());
      names.nameByTuple(fd, tuple);
      return;
    }
    if (!tuple.isInet()) {
      return;
    }
    FdType wanted = TupleCopier.typeOf(tuple);
    if (known.type() == wanted && known.ends().areThoseOf(tuple, tuple.destination(), tuple.destinationPort())) {
      return;
    }
    FdState fd = event.writable(thread, known);
    // A listening IPv6 socket stays one, whatever it receives.
    fd.type(wanted == FdType.IPV6 && fd.type() == FdType.IPV6_SERVER ? fd.type() : wanted);
    if (!TupleCopier.setEnds(fd, tuple)) {
      return;
    }
    if (fd.isInetPair() && fd.ends().protocol() == L4Protocol.UNKNOWN) {
      // The ends of a TCP connection cannot change.
      fd.ends().protocol(L4Protocol.UDP);
    }
    interfaces.completeEnds(fd);
    if (fd.isInetPair()) {
      SocketRoles.setRole(thread, fd, incoming);
      names.nameByEnds(fd);
    } else {
      names.nameByTuple(fd, tuple);
    }
  }
}
