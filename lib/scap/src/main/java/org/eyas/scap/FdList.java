package org.eyas.scap;

import java.util.List;
import org.eyas.api.data.Text;
import org.eyas.api.process.FdInfo.L4Protocol;
import org.eyas.api.process.FdType;
import org.eyas.api.source.FdSnapshot;
import org.eyas.api.source.FdSnapshot.Socket;
import org.eyas.api.source.StateSink;

/**
 * The block with the file descriptors of one thread: its id, then entries.
 *
 * <pre>
 *  2: length u32 of the entry, itself included
 *  fd i64   inode u64   type u8
 *  1 file, 2 directory, 7 pipe, 9-15, 17-21   text
 *  3 IPv4           source 4, destination 4, source port u16, destination port u16, protocol u8
 *  4 IPv6           the same with 16-byte addresses
 *  5 IPv4 server    address 4, port u16, protocol u8
 *  6 IPv6 server    address 16, port u16, protocol u8
 *  8 unix           source u64, destination u64, text
 *  16 file          open flags u32, text   2: device u32
 * </pre>
 */
final class FdList {
  private static final List<FdType> TYPES = List.of(
      FdType.UNKNOWN, FdType.FILE, FdType.DIRECTORY, FdType.IPV4, FdType.IPV6, FdType.IPV4_SERVER, FdType.IPV6_SERVER,
      FdType.PIPE, FdType.UNIX, FdType.EVENT, FdType.UNSUPPORTED, FdType.SIGNALFD, FdType.EVENTPOLL, FdType.INOTIFY,
      FdType.TIMERFD, FdType.NETLINK, FdType.FILE, FdType.BPF, FdType.USERFAULTFD, FdType.IO_URING, FdType.MEMFD,
      FdType.PIDFD);
  private static final int FILE_WITH_FLAGS = 16;
  private final BlockBodyReader body;
  private final boolean sized;

  private FdList(BlockBodyReader body, boolean sized) {
    this.body = body;
    this.sized = sized;
  }

  static void read(BlockBodyReader body, int version, StateSink into) throws DamagedCaptureException {
    long tid = body.i64();
    boolean sized = version >= 2;
    while (body.has(4)) {
      BlockBodyReader entry = sized ? body.part(body.i32() - 4) : body;
      into.onFd(tid, new FdList(entry, sized).entry());
    }
  }

  /** Whether the format has an entry for this kind of descriptor. */
  static boolean isWritable(FdSnapshot fd) {
    return fd.type() != FdType.UNKNOWN;
  }

  /** Writes a descriptor in version 2. */
  static void write(FdSnapshot fd, BlockBuilder out) {
    int entry = out.beginEntry();
    out.u64(fd.number()).u64(fd.inode()).u8(code(fd.type()));
    Socket ends = fd.socket();
    switch (fd.type()) {
      case FILE -> out.u32(fd.openFlags()).text(fd.path()).u32(fd.dev());
      case IPV4 -> SocketEntryCodec.writeConnection(ends, 4, out);
      case IPV6 -> SocketEntryCodec.writeConnection(ends, 16, out);
      case IPV4_SERVER -> SocketEntryCodec.writeServer(ends, 4, out);
      case IPV6_SERVER -> SocketEntryCodec.writeServer(ends, 16, out);
      case UNIX -> out.u64(ends.sourcePointer()).u64(ends.destinationPointer()).text(fd.path());
      case UNKNOWN -> throw new IllegalArgumentException("a descriptor of unknown type");
      case DIRECTORY, PIPE, EVENT, SIGNALFD, EVENTPOLL, INOTIFY, TIMERFD, NETLINK, BPF, USERFAULTFD, IO_URING, MEMFD,
          PIDFD, UNSUPPORTED ->
        out.text(fd.path());
    }
    out.endEntry(entry, 4);
  }

  private static int code(FdType type) {
    return type == FdType.FILE ? FILE_WITH_FLAGS : TYPES.indexOf(type);
  }

  private FdSnapshot entry() throws DamagedCaptureException {
    long number = body.i64();
    long inode = body.i64();
    int code = body.u8();
    if (code >= TYPES.size()) {
      Text unknown = Text.of("unknown-type:[" + code + "]");
      return new FdSnapshot(number, FdType.UNSUPPORTED, inode, unknown, 0, 0, 0, Socket.NONE);
    }
    FdType type = TYPES.get(code);
    return switch (type) {
      case IPV4 -> socket(number, type, inode, SocketEntryCodec.connection(body, 4));
      case IPV6 -> socket(number, type, inode, SocketEntryCodec.connection(body, 16));
      case IPV4_SERVER -> socket(number, type, inode, SocketEntryCodec.server(body, 4));
      case IPV6_SERVER -> socket(number, type, inode, SocketEntryCodec.server(body, 16));
      case UNIX -> unix(number, inode);
      case UNKNOWN -> socket(number, type, inode, Socket.NONE);
      case FILE, DIRECTORY, PIPE, EVENT, SIGNALFD, EVENTPOLL, INOTIFY, TIMERFD, NETLINK, BPF, USERFAULTFD, IO_URING,
          MEMFD, PIDFD, UNSUPPORTED ->
        code == FILE_WITH_FLAGS ? file(number, inode) : named(number, type, inode);
    };
  }

  private FdSnapshot named(long number, FdType type, long inode) throws DamagedCaptureException {
    return new FdSnapshot(number, type, inode, body.text(), 0, 0, 0, Socket.NONE);
  }

  private FdSnapshot file(long number, long inode) throws DamagedCaptureException {
    long openFlags = body.u32();
    Text path = body.text();
    long device = sized ? body.u32Or(0) : 0;
    return new FdSnapshot(number, FdType.FILE, inode, path, openFlags, device, 0, Socket.NONE);
  }

  private FdSnapshot unix(long number, long inode) throws DamagedCaptureException {
    long source = body.i64();
    long destination = body.i64();
    Text path = body.text();
    Socket ends = new Socket(Text.EMPTY, 0, Text.EMPTY, 0, L4Protocol.NONE, source, destination);
    return new FdSnapshot(number, FdType.UNIX, inode, path, 0, 0, 0, ends);
  }

  private static FdSnapshot socket(long number, FdType type, long inode, Socket ends) {
    return new FdSnapshot(number, type, inode, Text.EMPTY, 0, 0, 0, ends);
  }
}
