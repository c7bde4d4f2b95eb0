package org.eyas.engine.state.io;

import org.eyas.api.process.FdInfo.L4Protocol;
import org.eyas.api.process.FdType;
import org.eyas.api.pushdown.RawCondition;
import org.eyas.engine.state.descriptor.FdPool;
import org.eyas.engine.state.descriptor.FdState;
import org.eyas.engine.state.encoding.ParamIndexes;
import org.eyas.engine.state.encoding.ScapFlags;
import org.eyas.engine.state.encoding.UpdateConditions;
import org.eyas.engine.state.process.DescriptorUpdater;
import org.eyas.engine.state.process.LoopEvent;
import org.eyas.engine.state.process.ThreadState;

/** socket: adds a descriptor that has a family and a protocol, but no ends yet. */
public final class SocketUpdater implements DescriptorUpdater {
  private static final ParamIndexes PARAMS = ParamIndexes.of("SOCKET_SOCKET_X");
  private static final int DOMAIN = PARAMS.at("domain");
  private static final int TYPE = PARAMS.at("type");
  private static final int PROTOCOL = PARAMS.at("proto");
  private static final int FLAGS = PARAMS.at("flags");

  private static final int STREAM = 1;
  private static final int DATAGRAM = 2;
  private static final int RAW = 3;
  private static final int IPPROTO_IP = 0;
  private static final int IPPROTO_ICMP = 1;
  private static final int IPPROTO_TCP = 6;
  private static final int IPPROTO_UDP = 17;
  private static final int IPPROTO_RAW = 255;

  private final FdPool pool;

  public SocketUpdater(FdPool pool) {
    this.pool = pool;
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
    FdState fd = pool.acquire();
    fd.type(fdType((int) event.number(DOMAIN)));
    fd.openFlags((int) event.number(FLAGS));
    if (fd.type().isInet()) {
      fd.ends().protocol(protocol((int) event.number(TYPE), (int) event.number(PROTOCOL)));
    }
    event.addDescriptor(thread, event.result(), fd);
  }

  /** Adds a datagram socket whose socket call had no event. */
  static void addUnseenSocket(LoopEvent event, ThreadState thread, long number, int domain, FdPool pool) {
    FdState fd = pool.acquire();
    fd.type(fdType(domain));
    fd.ends().protocol(L4Protocol.UDP);
    event.addDescriptor(thread, number, fd);
  }

  private static FdType fdType(int domain) {
    return switch (domain) {
      case ScapFlags.FAMILY_UNIX -> FdType.UNIX;
      case ScapFlags.FAMILY_INET -> FdType.IPV4;
      case ScapFlags.FAMILY_INET6 -> FdType.IPV6;
      case ScapFlags.FAMILY_NETLINK -> FdType.NETLINK;
      default -> FdType.UNKNOWN;
    };
  }

  private static L4Protocol protocol(int type, int protocol) {
    return switch (protocol) {
      case IPPROTO_TCP -> type == RAW ? L4Protocol.RAW : L4Protocol.TCP;
      case IPPROTO_UDP -> type == RAW ? L4Protocol.RAW : L4Protocol.UDP;
      case IPPROTO_ICMP -> type == RAW ? L4Protocol.RAW : L4Protocol.ICMP;
      case IPPROTO_RAW -> L4Protocol.RAW;
      case IPPROTO_IP -> byType(type);
      default -> L4Protocol.UNKNOWN;
    };
  }

  private static L4Protocol byType(int type) {
    // The type parameter also contains SOCK_NONBLOCK and SOCK_CLOEXEC.
    return switch (type & 0xff) {
      case STREAM -> L4Protocol.TCP;
      case DATAGRAM -> L4Protocol.UDP;
      default -> L4Protocol.UNKNOWN;
    };
  }
}
